/** One line of a compliance report: how one manager stands to the municipality's decision on one day. */
import type { Instant, IsoDate } from '../calendar/dates.ts';
import { courseMonths, missingCourses } from '../courses/programme.ts';
import { latestResult, passedCourses, programmeCredits } from '../journey/achievement.ts';
import { activeSeatStates, type JourneyFacts, type RespiteFact, type SeatFact } from '../journey/facts.ts';
import { coveringMandate, type MandateDeadlines } from '../mandate/mandate.ts';
import { type Enrolment, type MandateFacts, type MandateStanding, mandateStatus } from '../mandate/status.ts';
import { personalDeadlines } from '../mandate/turn.ts';
import { memoDeadline, resultDeadline } from '../offering/days.ts';
import { covers } from '../people/respites.ts';
import { inPost, leaderSince, type PersonRef, peopleOn, postOn, type Reference } from '../reference.ts';
import { type Mandate, type MunicipalityCode, managerRoles, type PersonId } from '../region.ts';
import { journeyAsOf } from './asOf.ts';

export const rowStatuses = [
  'overdue',
  'waiting',
  'not_started',
  'seat_confirmed',
  'in_training',
  'on_leave',
  'exempt',
  'completed',
  /** Under no decision, and nothing begun or asked for. */
  'not_covered',
] as const;
export type RowStatus = (typeof rowStatuses)[number];

export interface ComplianceRow {
  readonly person: PersonId;
  readonly status: RowStatus;
  readonly standing: MandateStanding;
  /** The decision that covers the manager on the day; null when none does. */
  readonly decision: Mandate | null;
  /** The manager's own deadlines under it. */
  readonly mandate: MandateDeadlines | null;
  readonly creditsTenths: number;
  /** Programme courses that are not passed yet. */
  readonly coursesLeft: number;
  /** Has credits, or has held a programme seat through its term. */
  readonly hasBegun: boolean;
  /** First day of the term in which the manager holds a seat, now or to come; empty without one. */
  readonly seatFrom: IsoDate | '';
  /** First day of the first course in the programme; of credits from before, an estimate; empty before it. */
  readonly beganOn: IsoDate | '';
  /** The next day on which something is to happen, `what` as a few Swedish words. */
  readonly next: { readonly date: IsoDate; readonly what: string } | null;
  /** A Swedish sentence or two without names, or empty. */
  readonly remark: string;
}

/** A first-line manager who is in post on a day: whoever has left or has not come yet is left out of reports. */
export const isManagerOn = (person: PersonRef, on: IsoDate): boolean =>
  managerRoles.includes(person.role) &&
  inPost(person, on) &&
  (person.postSince === '' || person.postSince <= on);

/** Those of a municipality. */
export const managersOn = (reference: Reference, municipality: MunicipalityCode, on: IsoDate): PersonId[] =>
  peopleOn(reference, municipality, on)
    .filter((person) => isManagerOn(person, on))
    .map(({ id }) => id);

/**
 * @param journey the manager's facts, also those recorded after the moment of the report
 * @param asOf the moment of the report; the status is that of its local date
 * @throws UnknownReference when the facts name something that the region does not have
 */
export function complianceRow(journey: JourneyFacts, reference: Reference, asOf: Instant): ComplianceRow {
  const look = lookAt(journey, reference, asOf);
  const standing = mandateStatus(look.mandateFacts);
  const status = rowStatus(standing, look.mandateFacts);
  return {
    person: journey.person,
    status,
    standing,
    decision: look.decision,
    mandate: look.mandateFacts.mandate,
    creditsTenths: look.mandateFacts.creditsTenths,
    coursesLeft: coursesLeft(look, reference),
    hasBegun: hasBegun(look.mandateFacts),
    seatFrom: look.seat === undefined ? '' : reference.term(look.seat.term).start,
    beganOn: beganOn(look, reference),
    next: next(status, standing, look, reference),
    remark: remark(status, standing, look, reference),
  };
}

/** What the functions below look at, gathered once. */
interface Look {
  readonly on: IsoDate;
  readonly person: PersonRef;
  readonly facts: JourneyFacts;
  readonly decision: Mandate | null;
  readonly mandateFacts: MandateFacts;
  /** Seats in the programme that have not been given up. */
  readonly seats: readonly SeatFact[];
  /** The seat that the manager holds: one whose term is under way before one to come. */
  readonly seat: SeatFact | undefined;
}

function lookAt(journey: JourneyFacts, reference: Reference, asOf: Instant): Look {
  const { calendar, rules } = reference;
  const on = calendar.dateOf(asOf);
  const person = postOn(reference, journey.person, on);
  const facts = journeyAsOf(journey, asOf, calendar);
  const decision = coveringMandate(person, reference.mandates, on);
  const seats = facts.seats.filter(
    (seat) =>
      activeSeatStates.includes(seat.state) &&
      reference.course(reference.offering(seat.offering).course).kind === 'programme',
  );
  const start = (seat: SeatFact) => reference.term(seat.term).start;
  const seat = seats
    .filter(({ state }) => state === 'held')
    .toSorted((one, other) => (start(one) < start(other) ? -1 : 1))[0];
  const inForce = (kind: RespiteFact['kind']) => respiteOn(facts, kind, on);
  return {
    on,
    person,
    facts,
    seats,
    seat,
    decision,
    mandateFacts: {
      today: on,
      mandate: decision === null ? null : personalDeadlines(reference, decision, person.id, facts.respites),
      creditsTenths: programmeCredits(facts, reference),
      programmeCreditsTenths: rules.certificate.programmeCreditsTenths,
      hasStarted: seats.some(({ state, term }) => state !== 'held' || reference.term(term).end < on),
      enrolment:
        seat === undefined
          ? waitingFor(facts, on, reference)
          : start(seat) <= on
            ? 'seat_now'
            : 'seat_coming',
      isOnLeave: inForce('leave') !== undefined,
      isExempt: inForce('exempt') !== undefined,
      // Only a plan with a date holds a case (settled rule of the domain).
      planUntil: inForce('plan')?.until ?? '',
    },
  };
}

const respiteOn = (facts: JourneyFacts, kind: RespiteFact['kind'], on: IsoDate): RespiteFact | undefined =>
  facts.respites
    .filter((respite) => respite.kind === kind && covers(respite, on))
    // Of several the one that lasts longest.
    .toSorted((a, b) => ((a.until || '9999') < (b.until || '9999') ? 1 : -1))[0];

/** Somebody without a seat: on the waiting list, or nominated for a term whose seats have not been handed out. */
function waitingFor(facts: JourneyFacts, on: IsoDate, reference: Reference): Enrolment {
  if (facts.waiting.some((place) => place.state === 'waiting')) return 'waiting_list';
  const isOpen = (term: string) =>
    reference.term(term).start > on &&
    ![...facts.waiting, ...facts.seats].some((answer) => answer.term === term);
  return facts.nominations.some(({ state, term }) => state === 'nominated' && isOpen(term))
    ? 'nominated'
    : 'none';
}

const hasBegun = ({ hasStarted, creditsTenths }: MandateFacts): boolean => hasStarted || creditsTenths > 0;

function rowStatus(standing: MandateStanding, facts: MandateFacts): RowStatus {
  switch (standing.status) {
    case 'finished':
      return 'completed';
    case 'in_progress':
      return 'in_training';
    case 'waiting':
      return standing.rule === 'seat_held' ? 'seat_confirmed' : 'waiting';
    case 'not_covered':
      return voluntaryStatus(facts);
    default:
      return standing.status;
  }
}

/** Whoever takes the programme without a decision is followed too, but is never late. */
function voluntaryStatus(facts: MandateFacts): RowStatus {
  if (facts.creditsTenths >= facts.programmeCreditsTenths) return 'completed';
  if (facts.enrolment === 'seat_now' || hasBegun(facts)) return 'in_training';
  if (facts.enrolment === 'seat_coming') return 'seat_confirmed';
  return facts.enrolment === 'none' ? 'not_covered' : 'waiting';
}

function coursesLeft({ facts, person, on }: Look, reference: Reference): number {
  return missingCourses(reference.courses, [...passedCourses(facts, reference)], {
    postSince: leaderSince(reference, person.id),
    termStart: on,
    newAsLeaderMonths: reference.rules.enrolment.newAsLeaderMonths,
  }).length;
}

function beganOn({ facts, seats }: Look, reference: Reference): IsoDate | '' {
  const began = [
    ...facts.credits
      .filter(({ course }) => reference.course(course).kind === 'programme')
      .map(({ completedOn }) => reference.calendar.addMonths(completedOn, -courseMonths)),
    ...seats.map(({ term }) => reference.term(term).start),
  ];
  return began.sort()[0] ?? '';
}

type Next = ComplianceRow['next'];

function next(status: RowStatus, standing: MandateStanding, look: Look, reference: Reference): Next {
  const { mandate } = look.mandateFacts;
  if (status === 'completed' || status === 'on_leave' || status === 'exempt') return null;
  if (look.seat !== undefined) return nextInCourse(look.seat, look, reference);
  if (mandate === null) return null;
  if (standing.rule === 'accepted_plan' && standing.deadline !== '') {
    return { date: standing.deadline, what: 'planen gäller till' };
  }
  const begin: Next = { date: mandate.startBy, what: 'ska ha börjat' };
  const complete: Next = { date: mandate.completeBy, what: 'ska vara klar' };
  if (!hasBegun(look.mandateFacts) && mandate.startBy >= look.on) return begin;
  return mandate.completeBy >= look.on ? complete : null;
}

function nextInCourse(seat: SeatFact, { facts, on, mandateFacts }: Look, reference: Reference): Next {
  const offering = reference.offering(seat.offering);
  const day = offering.days.find(({ date }) => date >= on);
  if (day !== undefined) return { date: day.date, what: `kursdag ${day.number} av ${offering.days.length}` };
  const result = latestResult(facts, seat.offering);
  const attempt = (result?.attempt ?? 0) + 1;
  const memoDue = memoDeadline(offering, reference, result?.passed === false ? result.on : undefined);
  const handedIn = facts.handIns.some(
    ({ offering: code, kind, number }) => code === seat.offering && kind === 'memo' && number === attempt,
  );
  if (!handedIn && memoDue >= on)
    return { date: memoDue, what: attempt === 1 ? 'PM ska lämnas' : 'nytt PM ska lämnas' };
  const resultDue = resultDeadline(memoDue, reference);
  if (resultDue >= on) return { date: resultDue, what: 'resultat väntas' };
  const { mandate } = mandateFacts;
  return mandate !== null && mandate.completeBy >= on
    ? { date: mandate.completeBy, what: 'ska vara klar' }
    : null;
}

function remark(status: RowStatus, standing: MandateStanding, look: Look, reference: Reference): string {
  const { facts, on, seat } = look;
  switch (status) {
    case 'completed':
      return facts.certificates.some(({ kind }) => kind === 'programme') ? 'Programintyget är utfärdat.' : '';
    case 'on_leave':
    case 'exempt':
      return respiteRemark(respiteOn(facts, status === 'on_leave' ? 'leave' : 'exempt', on));
    case 'overdue':
      return [
        standing.rule === 'start_deadline_passed'
          ? `Skulle ha börjat senast ${standing.deadline}.`
          : `Skulle ha varit klar senast ${standing.deadline}.`,
        waitingRemark(look),
        expiredPlan(facts, on),
      ]
        .filter((sentence) => sentence !== '')
        .join(' ');
    case 'not_covered':
      return '';
    default:
      break;
  }
  if (seat !== undefined) {
    const { title } = reference.course(reference.offering(seat.offering).course);
    return `${title}, ${seat.term}.`;
  }
  if (standing.rule === 'accepted_plan') return standing.reasonSv;
  const waiting = waitingRemark(look);
  if (waiting !== '') return waiting;
  return status === 'in_training' ? 'Nästa kurs är inte bokad än.' : '';
}

function respiteRemark(respite: RespiteFact | undefined): string {
  if (respite === undefined) return '';
  const what = respite.kind === 'leave' ? 'Ledig' : 'Undantagen';
  return respite.until === '' ? `${what} tills vidare.` : `${what} till och med ${respite.until}.`;
}

function waitingRemark({ facts, mandateFacts }: Look): string {
  if (mandateFacts.enrolment === 'waiting_list') {
    const place = facts.waiting.find(({ state }) => state === 'waiting');
    return place === undefined ? '' : `Står på reservlistan till ${place.term}, plats ${place.position}.`;
  }
  if (mandateFacts.enrolment !== 'nominated') return '';
  const term = facts.nominations.findLast(({ state }) => state === 'nominated')?.term ?? '';
  return `Är nominerad till ${term} och väntar på besked.`;
}

/** The plan that silenced the case before, when one has run out. */
function expiredPlan(facts: JourneyFacts, on: IsoDate): string {
  const plan = facts.respites.find(({ kind, until }) => kind === 'plan' && until !== '' && until < on);
  return plan === undefined ? '' : `Den godkända planen gällde till och med ${plan.until}.`;
}
