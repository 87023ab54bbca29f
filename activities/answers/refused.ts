/** Why an answer was not taken, in Swedish for whoever gave it, and as a code for programs. */

export const refusalCodes = [
  'unknown_person',
  'unknown_term',
  'unknown_offering',
  'unknown_course',
  'unknown_day',
  'not_a_manager',
  'not_a_chief',
  'not_their_chief',
  'not_a_trainer',
  'has_left',
  'nominations_not_open',
  'nominations_closed',
  'not_a_programme_course',
  'not_a_course_day',
  'offering_full',
  'offering_begun',
  'offering_over',
  'seat_in_term',
  'seat_in_course',
  'day_taken',
  'already_passed',
  'no_seat',
  'seat_ended',
  'too_late_to_decline',
  'capacity_impossible',
  'not_nominated',
  'not_proposed',
  'unknown_workplace',
  'unknown_municipality',
  'not_a_coordinator',
  'day_not_held',
  'not_a_participant',
  'no_assignment',
  'no_memo',
  'course_not_begun',
  'nothing_awaited',
  'date_missing',
  'date_passed',
  'no_respite',
  'nothing_to_undo',
  'not_for_them',
  'not_their_staff',
  'no_credit',
  'unknown_provider',
  'reference_missing',
  'unknown_part',
  'parts_missing',
  'decided_by_presence',
  'not_a_web_course',
  'not_assigned',
  'not_done',
  'unknown_activity',
  'activity_cancelled',
  'date_not_yet',
  'in_post',
  'left_cooperation',
  'unknown_municipality',
  'unknown_workplace',
  'unknown_mandate',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** The answer contradicts the facts; nothing was recorded. The message says what, where, and what to do. */
export class AnswerRefused extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'AnswerRefused';
    this.code = code;
  }
}
