/** What handing out the seats of a term starts from, put together from the region and what has happened so far. */
import type { IsoDate } from '../calendar/dates.ts';
import { addMonths } from '../calendar/days.ts';
import { courseMonths, missingCourses, standsFor } from '../courses/programme.ts';
import { groupBy } from '../groupBy.ts';
import { coveringMandate, inForceSince } from '../mandate/mandate.ts';
import { type MovingRespite, personalDeadlines } from '../mandate/turn.ts';
import { cooperates, inPost, leaderSince, type PersonRef, postOn, type Reference } from '../reference.ts';
import {
  type CourseCode,
  type Mandate,
  type MunicipalityCode,
  managerRoles,
  type OfferingCode,
  type PersonId,
  type Term,
  type TermCode,
} from '../region.ts';
import type { Candidate, EnrolmentInput, MunicipalityQuota, OfferingSupply } from './types.ts';

/** What the region's files do not say: what people have done, what they hold, and who is away. */
export interface EnrolmentRecords {
  readonly credits: readonly CreditRecord[];
  /** Passed results, in any offering. */
  readonly passes: readonly { readonly person: PersonId; readonly offering: OfferingCode }[];
  /** Seats in the programme's courses, of all terms, that have not been given up. */
  readonly seats: readonly SeatRecord[];
  /** Seats in the programme's courses that were lost with a cancelled offering, and not followed by another seat. */
  readonly lost?: readonly { readonly person: PersonId; readonly offering: OfferingCode }[];
  /** On leave or exempt on the term's first day. */
  readonly away: readonly PersonId[];
  /** Leaves and extensions, which move the deadlines of a decision. */
  readonly respites?: readonly (MovingRespite & { readonly person: PersonId })[];
  /** Nominated for the term. */
  readonly nominated: readonly PersonId[];
  /** Who wants a course of the programme, whenever it is given. */
  readonly interested?: readonly PersonId[];
  /** Seat numbers that are taken by guests who make up a missed day, by offering. */
  readonly guests?: readonly { readonly offering: OfferingCode; readonly seats: number }[];
  /** Places of the term's offerings that are kept for a municipality, those released left out. */
  readonly reserved?: readonly {
    readonly offering: OfferingCode;
    readonly municipality: MunicipalityCode;
    readonly count: number;
  }[];
}

interface CreditRecord {
  readonly person: PersonId;
  readonly course: CourseCode;
  readonly completedOn: IsoDate;
}

interface SeatRecord {
  readonly person: PersonId;
  readonly offering: OfferingCode;
  readonly term: TermCode;
  readonly state: 'held' | 'passed' | 'failed';
  /** The one for which the seat was given. */
  readonly municipality?: MunicipalityCode;
}

/**
 * @param today local date of the decision
 * @throws UnknownReference for a term, course or offering that the region does not have
 */
export function enrolmentInput(
  records: EnrolmentRecords,
  reference: Reference,
  termCode: TermCode,
  today: IsoDate,
): EnrolmentInput {
  const term = reference.term(termCode);
  const historyOf = histories(records, term, reference);
  const away = new Set(records.away);
  const asking = new Set([...records.nominated, ...(records.interested ?? [])]);
  const lost = groupBy(records.lost ?? [], ({ person }) => person);
  const respites = groupBy(records.respites ?? [], ({ person }) => person);
  // The post of the first day, or of the day of the decision when the term has begun.
  const on = today > term.start ? today : term.start;
  const ahead = termsAhead(reference, term);
  const candidates = reference.people
    .map(({ id }) => postOn(reference, id, on))
    .filter((person) => isManagerAt(person, term, today) && cooperates(reference, person.municipality, on))
    .map((person): Candidate => {
      const mandate = coveringMandate(person, reference.mandates, on);
      const { started, beganOn, passedOrUnderWay, inTraining } = historyOf(person.id);
      const missingAt = ({ start }: Term) =>
        missingCourses(reference.courses, passedOrUnderWay, {
          postSince: leaderSince(reference, person.id),
          termStart: start,
          newAsLeaderMonths: reference.rules.enrolment.newAsLeaderMonths,
        });
      return {
        person: person.id,
        municipality: person.municipality,
        workplace: person.workplace,
        postSince: person.postSince,
        mandate: mandate && {
          id: mandate.id,
          ...personalDeadlines(reference, mandate, person.id, respites.get(person.id) ?? []),
        },
        started,
        beganOn,
        missing: missingAt(term),
        missingAhead: ahead.map(missingAt),
        inTraining,
        promised: (lost.get(person.id) ?? []).some(({ offering }) =>
          missesCourse(reference, passedOrUnderWay, reference.offering(offering).course),
        ),
        volunteer: mandate === null && asking.has(person.id),
        available: !away.has(person.id),
      };
    });
  return {
    term,
    today,
    rules: reference.rules,
    municipalities: quotas(candidates, (person) => historyOf(person).beganOn, term, reference),
    candidates,
    offerings: supply(records, termCode, reference),
    ahead: ahead.map((one) => ({ term: one, offerings: supply(records, one.code, reference) })),
    tieBreak: termCode,
  };
}

/** Neither the course nor an alternative to it has been passed or is under way. */
function missesCourse(
  reference: Reference,
  passedOrUnderWay: readonly CourseCode[],
  code: CourseCode,
): boolean {
  const course = reference.course(code);
  return !passedOrUnderWay.some((other) => standsFor(reference.course(other), course));
}

/** The coming terms that a seat plan of this one looks at, as far as the region's term plan reaches. */
function termsAhead({ terms, rules }: Reference, term: Term): Term[] {
  return terms
    .filter(({ start }) => start > term.start)
    .toSorted((a, b) => (a.start < b.start ? -1 : 1))
    .slice(0, rules.enrolment.planTerms - 1);
}

/** A manager in post both today and on the term's first day. */
function isManagerAt(person: PersonRef, term: Term, today: IsoDate): boolean {
  return managerRoles.includes(person.role) && inPost(person, today) && inPost(person, term.start);
}

interface History {
  readonly started: boolean;
  /** First day of the first course, of a credit an estimate; empty for somebody who has not begun. */
  readonly beganOn: IsoDate | '';
  readonly passedOrUnderWay: readonly CourseCode[];
  readonly inTraining: boolean;
}

function histories(
  records: EnrolmentRecords,
  term: Term,
  reference: Reference,
): (person: PersonId) => History {
  const isProgramme = (course: CourseCode) => reference.course(course).kind === 'programme';
  const courseOf = (offering: OfferingCode) => reference.offering(offering).course;
  const credits = groupBy(
    records.credits.filter(({ course }) => isProgramme(course)),
    ({ person }) => person,
  );
  const passes = groupBy(records.passes, ({ person }) => person);
  const seats = groupBy(records.seats, ({ person }) => person);
  return (person) => {
    const own = {
      credits: credits.get(person) ?? [],
      passes: passes.get(person) ?? [],
      seats: seats.get(person) ?? [],
    };
    const underWay = own.seats.filter(({ state }) => state === 'held');
    const began = [
      ...own.credits.map(({ completedOn }) => addMonths(completedOn, -courseMonths)),
      ...own.seats.map((seat) => reference.term(seat.term).start),
    ];
    return {
      started:
        own.credits.length > 0 || own.seats.some((seat) => reference.term(seat.term).start < term.start),
      beganOn: began.sort()[0] ?? '',
      // Whoever takes a course now is not offered it again before its result is known.
      passedOrUnderWay: [
        ...own.credits.map(({ course }) => course),
        ...[...own.passes, ...underWay].map(({ offering }) => courseOf(offering)),
      ],
      inTraining:
        own.seats.some((seat) => seat.term === term.code) ||
        underWay.some((seat) => overlap(reference.term(seat.term), term)),
    };
  };
}

const overlap = (one: Term, other: Term): boolean => one.start <= other.end && other.start <= one.end;

/**
 * A municipality whose decisions differ between roles has the sum of their quotas. Whoever began before there was a
 * decision was no mandated starter and uses up none of the quota.
 */
function quotas(
  candidates: readonly Candidate[],
  beganOn: (person: PersonId) => IsoDate | '',
  term: Term,
  reference: Reference,
): MunicipalityQuota[] {
  return reference.municipalities.map(({ code }) => {
    const inForce = new Map<string, Mandate>();
    for (const role of managerRoles) {
      const post = { municipality: code, role, leftOn: '' };
      const mandate = coveringMandate(post, reference.mandates, term.start);
      if (mandate !== null) inForce.set(mandate.id, mandate);
    }
    const mandates = [...inForce.values()];
    const startedThisYear = candidates.filter(({ person, municipality, mandate }) => {
      const began = beganOn(person);
      const decision = mandate && inForce.get(mandate.id);
      if (municipality !== code || decision === null || decision === undefined) return false;
      return began >= inForceSince(decision) && began.slice(0, 4) === term.start.slice(0, 4);
    }).length;
    const quotaPerYear =
      mandates.length === 0 ? null : mandates.reduce((sum, mandate) => sum + mandate.quotaPerYear, 0);
    return { code, quotaPerYear, startedThisYear };
  });
}

function supply(
  { seats, reserved = [], guests = [] }: EnrolmentRecords,
  term: TermCode,
  reference: Reference,
): OfferingSupply[] {
  return reference
    .offeringsOf(term)
    .filter(({ course, cancelled }) => reference.course(course).kind === 'programme' && cancelled !== true)
    .map(({ code, course, capacity }) => {
      const held = seats.filter(({ offering }) => offering === code);
      const kept = reserved
        .filter(({ offering }) => offering === code)
        .map(({ municipality, count }) => ({
          municipality,
          left: Math.max(0, count - held.filter((seat) => seat.municipality === municipality).length),
        }));
      return {
        code,
        course,
        capacity,
        taken: held.length + (guests.find(({ offering }) => offering === code)?.seats ?? 0),
        ...(kept.length === 0 ? {} : { reserved: kept }),
      };
    });
}
