/** The memo and its results: deadlines, reminders, retakes. */
import type { AgendaItem } from '../agenda.ts';
import { completedBy } from '../courses/parts.ts';
import { graceAfter } from '../grace.ts';
import { mailToPerson } from '../mails.ts';
import { memoDeadline } from '../offering/days.ts';
import type { OfferingRef, Reference } from '../reference.ts';
import { programmeCredits } from './achievement.ts';
import { awayAt } from './courseDays.ts';
import type { JourneyFacts, ResultFact, SeatFact } from './facts.ts';

type Item = AgendaItem<'mail' | 'task'>;

export function examinationItems(facts: JourneyFacts, seat: SeatFact, reference: Reference): Item[] {
  const offering = reference.offering(seat.offering);
  const results = facts.results
    .filter((result) => result.offering === seat.offering)
    .sort((a, b) => a.attempt - b.attempt);
  const by = completedBy(reference.course(offering.course));
  // What presence and parts decide is told by the certificate, or by the mail about the missed day.
  if (by === 'presence' || by === 'parts') return [];
  const told = results.map((result) =>
    result.passed || reference.person(facts.person).hasEmail
      ? resultMail(facts, offering, result, reference)
      : failureToTell(facts, offering, result, reference),
  );
  if (by !== 'examination') return told;
  return [...told, ...memoItems(facts, seat, offering, results, reference)];
}

/** Whether a manager may hand in a memo once more. */
export function attemptsLeft(results: readonly ResultFact[], reference: Reference): boolean {
  return !results.some((result) => result.passed) && results.length < reference.rules.examination.maxAttempts;
}

function memoItems(
  facts: JourneyFacts,
  seat: SeatFact,
  offering: OfferingRef,
  results: readonly ResultFact[],
  reference: Reference,
): Item[] {
  // A seat that is passed or failed for good is closed, also when the rules come to allow another attempt.
  if (seat.state !== 'held' || !attemptsLeft(results, reference)) return [];
  const { calendar, rules } = reference;
  const attempt = results.length + 1;
  const handedIn = facts.handIns.some(
    (row) => row.offering === offering.code && row.kind === 'memo' && row.number === attempt,
  );
  if (handedIn) return [];
  const deadline = memoDeadline(offering, reference, results.at(-1)?.on);
  const remindAt = calendar.at(
    calendar.addWorkingDays(deadline, -rules.examination.memoReminderWorkingDaysBefore),
    rules.sendAt,
  );
  const missingAt = calendar.at(calendar.addWorkingDays(deadline, 1), rules.sendAt);
  const shared = {
    subjectKey: `${offering.code}.a${attempt}.${facts.person}`,
    rule: 'memo',
    detail: { offering: offering.code, attempt, deadline },
  };
  return [
    mailToPerson(reference, facts.person, {
      ...shared,
      template: 'memo_reminder',
      dueAt: remindAt,
      suppressed: awayAt(facts, remindAt, reference),
      usefulUntil: missingAt,
      reason: `PM i ${offering.code} ska lämnas senast ${deadline}.`,
    }),
    mailToPerson(reference, facts.person, {
      ...shared,
      template: 'memo_missing',
      dueAt: missingAt,
      suppressed:
        awayAt(facts, missingAt, reference) ??
        (seat.givenAt >= missingAt ? 'Platsen gavs efter att PM skulle lämnas.' : undefined),
      usefulUntil: missingAt + 30 * 86_400_000,
      reason: `PM i ${offering.code} skulle ha lämnats ${deadline}.`,
    }),
  ];
}

/**
 * Other mails to somebody without an address go through the chief. A failed memo is nobody else's business: a
 * coordinator tells it in person.
 */
function failureToTell(
  facts: JourneyFacts,
  offering: OfferingRef,
  result: ResultFact,
  reference: Reference,
): Item {
  return {
    kind: 'task',
    key: `result_to_tell.${offering.code}.a${result.attempt}.${facts.person}`,
    dueAt: graceAfter(result.decidedAt, result.byHand, reference),
    usefulUntil: null,
    rule: 'no-address',
    reason: 'Personen saknar e-postadress; ett resultat som behöver kompletteras lämnas personligen.',
    person: facts.person,
    municipality: reference.person(facts.person).municipality,
    template: '',
    recipient: '',
    detail: { task: 'result_to_tell', subject: facts.person },
  };
}

function resultMail(
  facts: JourneyFacts,
  offering: OfferingRef,
  result: ResultFact,
  reference: Reference,
): Item {
  // A course day has nothing to hand in again.
  const final =
    reference.course(offering.course).kind !== 'programme' ||
    result.attempt >= reference.rules.examination.maxAttempts;
  return mailToPerson(reference, facts.person, {
    template: result.passed ? 'result_passed' : 'result_failed',
    subjectKey: `${offering.code}.a${result.attempt}.${facts.person}`,
    dueAt: graceAfter(result.decidedAt, result.byHand, reference),
    usefulUntil: null,
    rule: 'result',
    reason: result.passed
      ? `Godkänd på ${offering.code}; kursledaren har registrerat resultatet.`
      : `Inte godkänd på ${offering.code}, försök ${result.attempt}.`,
    detail: {
      offering: offering.code,
      attempt: result.attempt,
      total: programmeCredits(facts, reference),
      retakeBy: result.passed || final ? '' : memoDeadline(offering, reference, result.on),
    },
  });
}
