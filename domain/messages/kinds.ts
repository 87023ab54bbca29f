/** What the policy of mails says of each kind, before a region says otherwise (`rules.messages.kinds`). */

/** What becomes of a mail whose useful time has passed: nothing, sent all the same, or a coordinator is asked. */
export const tooLateRules = ['skip', 'late', 'ask'] as const;
export type TooLateRule = (typeof tooLateRules)[number];

/**
 * Whether a mail may go in quiet hours and on days off: never, when what it is about is near
 * (`messages.urgentWithinDays`), or always.
 */
export const urgencies = ['ordinary', 'when_near', 'always'] as const;
export type Urgency = (typeof urgencies)[number];

/**
 * Whether a mail keeps to one a person and day: `daily` ones share it with what is due at the same time, and some go
 * `alone` on a day of their own. `prompt` ones wait for no day, and go with what is due when their cause is there.
 */
export const paces = ['daily', 'prompt', 'alone'] as const;
export type Pace = (typeof paces)[number];

export interface KindPolicy {
  readonly urgency: Urgency;
  readonly whenTooLate: TooLateRule;
  /** Whether somebody on leave gets it. */
  readonly duringLeave: boolean;
  readonly pace: Pace;
}

const plain: KindPolicy = { urgency: 'ordinary', whenTooLate: 'skip', duringLeave: true, pace: 'daily' };
/** What somebody on leave has no use for: it reminds of what waits until they are back. */
const reminder: KindPolicy = { ...plain, duringLeave: false };
/** A mail for its document, which the reader keeps or passes on by itself. */
const document: KindPolicy = { ...plain, pace: 'alone' };
/**
 * What has just happened to its reader. Its planner reckons with the moment at which it goes: what is undone before is
 * never told, and what is undone later is told as well.
 */
const told: KindPolicy = { ...plain, pace: 'prompt' };
/** Tells of something that may be tomorrow. */
const news: KindPolicy = { ...told, urgency: 'when_near' };

const policies = {
  nomination_notice: plain,
  seat_confirmed: news,
  waiting_list_placed: told,
  waiting_list_ended: told,
  group_switched: plain,
  seat_lost: told,
  seat_promoted: news,
  practical_information: reminder,
  course_day_reminder_first: reminder,
  course_day_reminder_second: reminder,
  assignment_missing: reminder,
  memo_reminder: reminder,
  memo_missing: reminder,
  result_passed: told,
  result_failed: told,
  course_certificate: told,
  course_day_certificate: plain,
  programme_certificate: told,
  mandate_notice: reminder,
  nomination_request: document,
  nomination_reminder: plain,
  seats_summary: document,
  chief_digest: document,
  extension_asked: plain,
  extension_granted: plain,
  extension_refused: plain,
  nominations_unanswered: plain,
  compliance_chief: document,
  compliance_head: document,
  compliance_network: document,
  trainer_information: plain,
  attendance_list: plain,
  attendance_reminder: plain,
  results_due: plain,
  attendance_missing: plain,
  results_missing: plain,
  address_missing: document,
  invoice: document,
  credit_note: document,
  invoice_reminder: document,
  trainer_shares: document,
  course_invitation: news,
  part_reminder: reminder,
  part_missing: reminder,
  day_missed: plain,
  web_course_assigned: plain,
  web_course_reminder: reminder,
  web_course_certificate: plain,
  plan_activity_reminder: reminder,
  offering_changed: news,
  offering_cancelled: news,
  offering_merged: news,
  offering_reinstated: news,
  trainer_days_changed: news,
  trainer_offering_cancelled: news,
  trainer_offering_reinstated: news,
  trainer_missing: news,
  make_up_needed: plain,
  make_up_confirmed: news,
  make_up_reminder: reminder,
  make_up_released: news,
  result_corrected: told,
  certificate_revoked: told,
  certificate_restored: told,
  attempts_used_chief: plain,
} as const satisfies Readonly<Record<string, KindPolicy>>;

export type MailKind = keyof typeof policies;

const isMailKind = (name: string): name is MailKind => Object.hasOwn(policies, name);

/** All kinds of mail, by their templates' names. */
export const mailKinds: readonly MailKind[] = Object.keys(policies).filter(isMailKind);

/** What a region says otherwise of some kinds. */
export type KindSettings = Readonly<
  Partial<Record<string, { readonly [Part in keyof KindPolicy]?: KindPolicy[Part] | undefined }>>
>;

/**
 * @param kind template of a mail
 * @param settings `rules.messages.kinds`
 */
export function policyOf(kind: string, settings: KindSettings): KindPolicy {
  const standard = isMailKind(kind) ? policies[kind] : plain;
  const own = settings[kind];
  if (own === undefined) return standard;
  return {
    urgency: own.urgency ?? standard.urgency,
    whenTooLate: own.whenTooLate ?? standard.whenTooLate,
    duringLeave: own.duringLeave ?? standard.duringLeave,
    pace: own.pace ?? standard.pace,
  };
}
