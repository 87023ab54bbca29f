/** What a manager has achieved: results, presence, credits and the certificates that follow. */
import type { Instant } from '../calendar/dates.ts';
import { creditsTenths } from '../courses/programme.ts';
import { graceAfter } from '../grace.ts';
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
  const passed = [...passedCourses(facts, reference)];
  // A course that the region no longer has makes the life stuck with a reason.
  return creditsTenths(
    reference.courses,
    passed.map((code) => reference.course(code).code),
  );
}

export interface Presence {
  /** Every course day has been registered. */
  readonly complete: boolean;
  readonly absences: number;
  /** Numbers of the days missed and not made up elsewhere. */
  readonly absent: readonly number[];
  readonly allowed: number;
  readonly enough: boolean;
  /** When the last day was registered, with the grace of one entered by hand; null while any is open. */
  readonly completeAt: Instant | null;
}

/** Numbers of the days on which the person was there. */
export const presentDays = (facts: JourneyFacts, offering: OfferingCode): ReadonlySet<number> =>
  new Set(facts.attendance.filter((row) => row.offering === offering && row.present).map((row) => row.day));

/** Days of an offering that were made up in another one, by their number at home, with when that was registered. */
export function madeUpDays(
  facts: JourneyFacts,
  home: OfferingCode,
): ReadonlyMap<number, { readonly at: Instant; readonly byHand: boolean }> {
  const made = (facts.makeUps ?? []).flatMap((makeUp) => {
    if (makeUp.home !== home || makeUp.state !== 'booked') return [];
    const there = facts.attendance.some(
      (row) => row.offering === makeUp.offering && row.day === makeUp.day && row.present,
    );
    const day = facts.days.find((row) => row.offering === makeUp.offering && row.day === makeUp.day);
    const at = day?.attendanceRegisteredAt ?? null;
    if (!there || at === null) return [];
    return [[makeUp.homeDay, { at, byHand: day?.byHand === true }] as const];
  });
  return new Map(made);
}

/** How many days of an offering the person has taken part in, at home or elsewhere. */
export const daysTakenPart = (facts: JourneyFacts, offering: OfferingCode): number =>
  new Set([...presentDays(facts, offering), ...madeUpDays(facts, offering).keys()]).size;

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
  const registeredAt = new Map(
    facts.days.filter((day) => day.offering === seat.offering).map((day) => [day.day, day]),
  );
  const present = presentDays(facts, seat.offering);
  const madeUp = madeUpDays(facts, seat.offering);
  const registered = offering.days.flatMap(({ number }) => {
    const day = registeredAt.get(number);
    const at = day?.attendanceRegisteredAt ?? null;
    if (at === null) return [];
    const moments = [{ at, byHand: day?.byHand === true }];
    const elsewhere = present.has(number) ? undefined : madeUp.get(number);
    if (elsewhere !== undefined) moments.push(elsewhere);
    return [{ number, at: Math.max(...moments.map((one) => graceAfter(one.at, one.byHand, reference))) }];
  });
  const complete = registered.length === offering.days.length;
  const absent = registered
    .filter(({ number }) => !present.has(number) && !madeUp.has(number))
    .map(({ number }) => number);
  const absences = absent.length;
  return {
    complete,
    absences,
    absent,
    allowed,
    enough: complete && absences <= allowed,
    completeAt: complete && registered.length > 0 ? Math.max(...registered.map(({ at }) => at)) : null,
  };
}
