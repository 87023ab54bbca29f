/**
 * What must hold before a step is called for at all, by kind: so that it can be said which of it did not hold. Pure, and
 * apart from the planners, which list only what is called for.
 */
import type { Instant } from '../calendar/dates.ts';
import { recordedParts } from '../courses/parts.ts';
import { withComma } from '../decimals.ts';
import { latestResult, passedCourses, presence, programmeCredits } from '../journey/achievement.ts';
import { activeSeatStates, type JourneyFacts, type SeatFact } from '../journey/facts.ts';
import { partsDone } from '../journey/otherCourses.ts';
import { coveringMandate } from '../mandate/mandate.ts';
import type { EndingFact } from '../offering/changes.ts';
import { postOn, type Reference } from '../reference.ts';
import { complianceRow } from '../report/compliance.ts';

export interface Asked {
  /** The journey as it was known at the moment. */
  readonly facts: JourneyFacts;
  readonly reference: Reference;
  readonly at: Instant;
}

/** @returns why it does not hold, as a Swedish sentence; undefined when it holds */
export type Condition = (asked: Asked) => string | undefined;

const activeSeats = ({ facts }: Asked): readonly SeatFact[] =>
  facts.seats.filter(({ state }) => activeSeatStates.includes(state));

const isProgramme = (asked: Asked, seat: SeatFact): boolean => {
  const { reference } = asked;
  return reference.course(reference.offering(seat.offering).course).kind === 'programme';
};

const list = (texts: readonly string[]): string => texts.join(', ');

const hasSeat: Condition = (asked) => {
  if (activeSeats(asked).length > 0) return undefined;
  const lost = asked.facts.seats.map(({ offering }) => offering);
  return lost.length === 0
    ? 'Personen har ingen plats på något kurstillfälle.'
    : `Personen har ingen plats längre: ${list(lost)} lämnades.`;
};

const wasGivenSeat: Condition = ({ facts }) =>
  facts.seats.length > 0 ? undefined : 'Personen har inte fått någon plats.';

const gaveUpSeat: Condition = ({ facts }) =>
  facts.seats.some(({ state }) => !activeSeatStates.includes(state))
    ? undefined
    : 'Personen har inte lämnat någon plats.';

const hasProgrammeSeat: Condition = (asked) =>
  activeSeats(asked).some((seat) => isProgramme(asked, seat))
    ? undefined
    : 'Personen har ingen plats i programmets kurser.';

const hasDayAhead: Condition = (asked) => {
  const { calendar } = asked.reference;
  const ahead = activeSeats(asked)
    .flatMap(({ offering }) => asked.reference.offering(offering).days)
    .some(({ date, end }) => calendar.at(date, end) >= asked.at);
  return ahead ? undefined : 'Ingen kursdag ligger framför personen.';
};

const isPublished: Condition = (asked) => {
  const published = new Set(asked.facts.practicalInformation.map(({ offering }) => offering));
  return activeSeats(asked).some(({ offering }) => published.has(offering))
    ? undefined
    : 'Den praktiska informationen om kurstillfället har inte publicerats än.';
};

const isInvited: Condition = ({ facts }) =>
  facts.seats.some(({ how }) => how === 'invitation')
    ? undefined
    : 'Personen har inte bjudits in till någon träff.';

/** Parts of courses in which somebody holds a seat; course days are asked about as attendance. */
const missesPart: Condition = (asked) => {
  const { facts, reference } = asked;
  const held = activeSeats(asked).filter(({ state }) => state === 'held');
  const courses = held.map(({ offering }) => reference.course(reference.offering(offering).course));
  if (courses.every(({ parts }) => parts.length === 0)) {
    return 'Personen har ingen pågående plats på en kurs i delar.';
  }
  const missing = courses.some((course) => {
    const done = partsDone(facts, course.code);
    return recordedParts(course).some(({ code }) => !done.has(code));
  });
  return missing ? undefined : 'Alla delar utom kursdagen är klara.';
};

const hasWebCourse: Condition = ({ facts }) =>
  facts.selfStudies.length > 0 ? undefined : 'Personen har inte fått någon webbkurs.';

const hasWebCourseLeft: Condition = ({ facts }) =>
  facts.selfStudies.some(({ completedOn }) => completedOn === '')
    ? undefined
    : 'Personens webbkurser är redan klara.';

const hasDoneWebCourse: Condition = ({ facts }) =>
  facts.selfStudies.some(({ completedOn }) => completedOn !== '')
    ? undefined
    : 'Personens webbkurs är inte registrerad som klar.';

const isSupportPerson: Condition = ({ facts }) =>
  facts.planActivities.some(({ doneOn, cancelledOn }) => doneOn === '' && cancelledOn === '')
    ? undefined
    : 'Personen är inte stödperson för någon aktivitet i en genomförandeplan som återstår.';

const isNominated: Condition = ({ facts }) => {
  if (facts.nominations.some(({ state }) => state !== 'declined')) return undefined;
  const declined = facts.nominations.map(({ term }) => term);
  return declined.length === 0
    ? 'Personen har inte nominerats till någon termin.'
    : `Närmaste chef har svarat nej till ${list(declined)}.`;
};

const isOnWaitingList: Condition = ({ facts }) =>
  facts.waiting.length > 0 ? undefined : 'Personen har inte stått på någon reservlista.';

const waitingListEnded: Condition = ({ facts }) =>
  facts.waiting.some(({ state }) => state === 'ended')
    ? undefined
    : 'Ingen reservlista har stängt utan plats för personen.';

const owesMemo: Condition = (asked) => {
  const held = activeSeats(asked).filter((seat) => seat.state === 'held' && isProgramme(asked, seat));
  if (held.length === 0) return 'Personen har inget PM att lämna: ingen pågående plats i programmets kurser.';
  const done = held.filter(({ offering }) => {
    const attempt = (latestResult(asked.facts, offering)?.attempt ?? 0) + 1;
    return asked.facts.handIns.some(
      (row) => row.offering === offering && row.kind === 'memo' && row.number === attempt,
    );
  });
  return done.length < held.length
    ? undefined
    : `PM är redan lämnat: ${list(done.map(({ offering }) => offering))}.`;
};

const missesAssignment: Condition = (asked) => {
  const { facts, reference } = asked;
  const missing = activeSeats(asked)
    .filter((seat) => isProgramme(asked, seat) && latestResult(facts, seat.offering) === undefined)
    .some(({ offering }) =>
      reference
        .offering(offering)
        .days.slice(0, -1)
        .some(
          ({ number }) =>
            !facts.handIns.some(
              (row) => row.offering === offering && row.kind === 'assignment' && row.number === number,
            ),
        ),
    );
  return missing ? undefined : 'Alla hemuppgifter är lämnade, eller så finns det inga.';
};

const hasResult =
  (passed: boolean): Condition =>
  ({ facts }) =>
    facts.results.some((result) => result.passed === passed)
      ? undefined
      : `Inget resultat har registrerats som ${passed ? 'godkänt' : 'underkänt'}.`;

const wasThere: Condition = (asked) => {
  const passed = activeSeats(asked).filter(
    ({ offering }) => latestResult(asked.facts, offering)?.passed === true,
  );
  const there = passed.map((seat) => ({ seat, ...presence(asked.facts, asked.reference, seat) }));
  if (there.length === 0 || there.some(({ enough }) => enough)) return undefined;
  return there
    .map(({ seat, complete, absences, allowed }) =>
      complete
        ? `På ${seat.offering} var personen frånvarande ${absences} dagar; högst ${allowed} är tillåtet.`
        : `På ${seat.offering} är närvaron inte registrerad för alla kursdagar.`,
    )
    .join(' ');
};

const hasAllCredits: Condition = ({ facts, reference }) => {
  const hp = (tenths: number) => withComma(tenths / 10);
  const wanted = reference.rules.certificate.programmeCreditsTenths;
  const earned = programmeCredits(facts, reference);
  if (earned >= wanted) return undefined;
  const courses = [...passedCourses(facts, reference)].sort();
  return `Personen har ${hp(earned)} av ${hp(wanted)} hp${courses.length === 0 ? '' : ` (kurs ${list(courses)})`}.`;
};

const isCovered: Condition = ({ facts, reference, at }) => {
  const on = reference.calendar.dateOf(at);
  const covering = coveringMandate(postOn(reference, facts.person, on), reference.mandates, on);
  return covering === null
    ? `Inget beslut om obligatorisk utbildning omfattar personen den ${on}.`
    : undefined;
};

const isNotFinished: Condition = (asked) =>
  hasAllCredits(asked) === undefined ? 'Hela programmet är redan klart.' : undefined;

/** Late, and nothing that makes the case rest. */
const isOverdue: Condition = ({ facts, reference, at }) => {
  const { standing } = complianceRow(facts, reference, at);
  return standing.status === 'overdue' ? undefined : standing.reasonSv;
};

const isAsked: Condition = ({ facts }) =>
  facts.extensions.length === 0 ? 'Ingen har bett om mer tid.' : undefined;

const isChanged: Condition = ({ facts }) =>
  (facts.changes ?? []).length > 0
    ? undefined
    : 'Ingenting har ändrats om det kurstillfälle som personen har plats på.';

const hasEnding =
  (isSaid: (ending: EndingFact) => boolean, otherwise: string): Condition =>
  ({ facts }) =>
    (facts.endings ?? []).some(isSaid) ? undefined : otherwise;

const isCancelled = hasEnding(
  ({ mergedInto }) => mergedInto === '',
  'Inget kurstillfälle som personen har haft plats på är inställt.',
);
const isMerged = hasEnding(
  ({ mergedInto }) => mergedInto !== '',
  'Inget kurstillfälle som personen har haft plats på har slagits ihop med ett annat.',
);
const isReinstated = hasEnding(
  ({ reinstatedAt }) => reinstatedAt !== null,
  'Inget kurstillfälle som personen har haft plats på har varit inställt och sedan blivit av.',
);

const missedTooMuch: Condition = (asked) =>
  wasThere(asked) === undefined ? 'Personens närvaro räcker på de kurser som är godkända.' : undefined;

const hasMakeUp: Condition = ({ facts }) =>
  (facts.makeUps ?? []).some(({ state }) => state === 'booked')
    ? undefined
    : 'Personen har ingen kursdag bokad att ta igen i en annan grupp.';

const lostMakeUp: Condition = ({ facts }) =>
  (facts.makeUps ?? []).some(({ state }) => state === 'released')
    ? undefined
    : 'Ingen bokning av en dag att ta igen har upphört.';

const isCorrected: Condition = ({ facts }) =>
  (facts.resultVersions ?? []).some(({ version }) => version > 1)
    ? undefined
    : 'Inget av personens resultat har rättats.';

const isRevoked: Condition = ({ facts }) =>
  facts.certificates.some(({ status }) => status === 'revoked')
    ? undefined
    : 'Inget av personens intyg har slutat gälla.';

const isRestored: Condition = ({ facts }) =>
  facts.certificates.some(({ restoredAt }) => restoredAt !== null && restoredAt !== undefined)
    ? undefined
    : 'Inget av personens intyg har dragits in och återställts.';

export interface ExplainedKind {
  /** The rule that calls for it. */
  readonly rule: string;
  /** Tried in order; the first that does not hold is the cause. */
  readonly conditions: readonly Condition[];
}

const kind = (rule: string, ...conditions: readonly Condition[]): ExplainedKind => ({ rule, conditions });

/** Steps of a manager's journey, by template or kind. */
export const journeyKinds: Readonly<Record<string, ExplainedKind>> = {
  nomination_notice: kind('nomination', isNominated),
  seat_confirmed: kind('seat-given', wasGivenSeat),
  seat: kind('seats-by-largest-remainder', isNominated, wasGivenSeat, hasProgrammeSeat),
  seat_lost: kind('seat-given-up', gaveUpSeat),
  group_switched: kind('group-switched', wasGivenSeat, gaveUpSeat),
  seat_promoted: kind('waiting-list-promotion', isNominated, wasGivenSeat),
  waiting_list_placed: kind('waiting-list', isNominated, isOnWaitingList),
  waiting_list_ended: kind('waiting-list', isOnWaitingList, waitingListEnded),
  practical_information: kind('practical-information', hasSeat, isPublished),
  course_day_reminder_first: kind('reminder-14-days', hasSeat, hasDayAhead),
  course_day_reminder_second: kind('reminder-2-working-days', hasSeat, hasDayAhead),
  assignment_missing: kind('assignment', hasProgrammeSeat, missesAssignment),
  memo_reminder: kind('memo', hasProgrammeSeat, owesMemo),
  memo_missing: kind('memo', hasProgrammeSeat, owesMemo),
  result_passed: kind('result', wasGivenSeat, hasResult(true)),
  result_failed: kind('result', wasGivenSeat, hasResult(false)),
  certificate: kind('course-certificate', wasGivenSeat, hasResult(true), wasThere),
  course_certificate: kind('course-certificate', wasGivenSeat, hasResult(true), wasThere),
  course_day_certificate: kind('course-certificate', wasGivenSeat, hasResult(true), wasThere),
  programme_certificate: kind('programme-certificate', hasAllCredits),
  mandate_notice: kind('mandate-notice', isCovered, isNotFinished),
  case: kind('escalation-case', isCovered, isNotFinished, isOverdue),
  extension_granted: kind('extension', isAsked),
  extension_refused: kind('extension', isAsked),
  course_invitation: kind('invitation', isInvited),
  part_reminder: kind('course-part', hasSeat, missesPart),
  part_missing: kind('course-part', hasSeat, missesPart),
  day_missed: kind('presence', wasGivenSeat, hasResult(false)),
  web_course_assigned: kind('web-course', hasWebCourse),
  web_course_reminder: kind('web-course', hasWebCourse, hasWebCourseLeft),
  web_course_certificate: kind('web-course', hasWebCourse, hasDoneWebCourse),
  plan_activity_reminder: kind('implementation-plan', isSupportPerson),
  offering_changed: kind('offering-changed', hasSeat, isChanged),
  offering_cancelled: kind('offering-cancelled', wasGivenSeat, isCancelled),
  offering_merged: kind('offering-merged', wasGivenSeat, isMerged),
  offering_reinstated: kind('offering-reinstated', wasGivenSeat, isReinstated),
  make_up_needed: kind('course-certificate', wasGivenSeat, hasResult(true), missedTooMuch),
  make_up_confirmed: kind('make-up-day', hasMakeUp),
  make_up_reminder: kind('reminder-2-working-days', hasMakeUp),
  make_up_released: kind('make-up-day', lostMakeUp),
  result_corrected: kind('result', wasGivenSeat, isCorrected),
  certificate_revoked: kind('certificate-revoked', isRevoked),
  certificate_restored: kind('certificate-decided', isRestored),
  revoke_certificate: kind('certificate-revoked', isRevoked),
  task: kind('no-address'),
};

/** Steps of other lives, which somebody receives by duty: the rule says to whom. */
export const dutyKinds: Readonly<Record<string, string>> = {
  nomination_request: 'nominations-open',
  nomination_reminder: 'nomination-reminder',
  seats_summary: 'seats-given',
  chief_digest: 'chief-digest',
  extension_asked: 'extension',
  nominations_unanswered: 'no-answer',
  trainer_information: 'practical-information',
  attendance_list: 'attendance-list',
  trainer_days_changed: 'offering-changed',
  trainer_offering_cancelled: 'offering-cancelled',
  trainer_offering_reinstated: 'offering-cancelled',
  trainer_missing: 'trainer-shortage',
  attempts_used_chief: 'attempts-used',
  attendance_reminder: 'attendance-within-working-days',
  attendance_missing: 'attendance-within-working-days',
  results_due: 'result-within-working-days',
  results_missing: 'result-within-working-days',
  compliance_chief: 'report-chiefs',
  compliance_head: 'report-heads',
  compliance_network: 'report-network',
  address_missing: 'no-address',
  invoice: 'invoicing',
  credit_note: 'invoice-corrections',
  invoice_reminder: 'invoice-reminder',
  trainer_shares: 'trainer-pot',
  e_invoice: 'e-invoice',
};

/** @returns the first condition that does not hold, in words; undefined when all hold */
export function unmetCondition({ conditions }: ExplainedKind, asked: Asked): string | undefined {
  for (const condition of conditions) {
    const why = condition(asked);
    if (why !== undefined) return why;
  }
  return undefined;
}
