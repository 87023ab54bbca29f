/** What a manager has achieved: results, presence, credits and the certificates that follow. */
import type { Instant } from '../calendar/dates.ts';
import type { Reference } from '../reference.ts';
import type { CourseCode, OfferingCode } from '../region.ts';
import type { JourneyFacts, ResultFact, SeatFact } from './facts.ts';

/** The newest result of a person in an offering. */
export function latestResult(facts: JourneyFacts, offering: OfferingCode): ResultFact | undefined {
  return facts.results
    .filter((result) => result.offering === offering)
    .reduce<ResultFact | undefined>(
      (newest, result) => (newest === undefined || result.attempt > newest.attempt ? result : newest),
      undefined,
    );
}

/** Codes of all courses that count: prior credits and passes here, each once. */
export function passedCourses(facts: JourneyFacts, reference: Reference): ReadonlySet<CourseCode> {
  const here = facts.results
    .filter((result) => result.passed)
    .map((result) => reference.offering(result.offering).course);
  return new Set([...facts.credits.map((credit) => credit.course), ...here]);
}

/** Credits of the programme in tenths of hp; courses that exclude each other count once. */
export function programmeCredits(facts: JourneyFacts, reference: Reference): number {
  const groups = new Set<string>();
  let tenths = 0;
  for (const code of passedCourses(facts, reference)) {
    const course = reference.course(code);
    if (course.kind !== 'programme') continue;
    const group = course.alternativeGroup || course.code;
    if (!groups.has(group)) tenths += course.creditsTenths;
    groups.add(group);
  }
  return tenths;
}

export interface Presence {
  /** Every course day has been registered. */
  readonly complete: boolean;
  readonly absences: number;
  readonly allowed: number;
  readonly enough: boolean;
  /** When the last day was registered; null while any is open. */
  readonly completeAt: Instant | null;
}

/**
 * Presence in an offering. A certificate needs presence on all days but as many as the rule allows (settled: one
 * in the programme's courses).
 */
export function presence(facts: JourneyFacts, reference: Reference, seat: SeatFact): Presence {
  const offering = reference.offering(seat.offering);
  const allowed =
    reference.course(offering.course).kind === 'programme'
      ? reference.rules.certificate.programmeAbsencesAllowed
      : reference.rules.certificate.courseDayAbsencesAllowed;
  const registered = facts.days.filter((day) => day.offering === seat.offering);
  const moments = registered.flatMap((day) =>
    day.attendanceRegisteredAt === null ? [] : [day.attendanceRegisteredAt],
  );
  const complete = moments.length === offering.days.length;
  const present = facts.attendance.filter((row) => row.offering === seat.offering && row.present).length;
  const absences = moments.length - present;
  return {
    complete,
    absences,
    allowed,
    enough: complete && absences <= allowed,
    completeAt: complete && moments.length > 0 ? Math.max(...moments) : null,
  };
}
