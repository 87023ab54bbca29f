/** The memo and its results: deadlines, reminders, retakes. */

import type { AgendaItem } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import { completedBy } from '../courses/parts.ts';
import { mailToPerson, mailToRole } from '../mails.ts';
import { memoDeadline } from '../offering/days.ts';
import { type OfferingRef, postOn, type Reference, responsibleChief } from '../reference.ts';
import { programmeCredits } from './achievement.ts';
import { type Announcement, announcementOf, versionsOf } from './announcement.ts';
import type { JourneyFacts, ResultFact, SeatFact } from './facts.ts';

type Item = AgendaItem<'mail' | 'task' | 'close_task'>;

export function examinationItems(facts: JourneyFacts, seat: SeatFact, reference: Reference): Item[] {
  const offering = reference.offering(seat.offering);
  const results = facts.results
    .filter((result) => result.offering === seat.offering)
    .sort((a, b) => a.attempt - b.attempt);
  const by = completedBy(reference.course(offering.course));
  // What presence and parts decide is told by the certificate, or by the mail about the missed day.
  if (by === 'presence' || by === 'parts') return [];
  const attempts = new Set([
    ...results.map(({ attempt }) => attempt),
    ...(facts.resultVersions ?? []).flatMap((row) => (row.offering === seat.offering ? [row.attempt] : [])),
  ]);
  const told = [...attempts].flatMap((attempt) => {
    const result = results.find((row) => row.attempt === attempt);
    const versions = versionsOf(facts, { offering: seat.offering, attempt });
    const announced = announcementOf(versions, reference);
    if (announced === undefined) return [];
    return reference.person(facts.person).hasEmail || announced.is === true
      ? [resultMail(facts, offering, { attempt, on: result?.on ?? '' }, announced, reference)]
      : [failureToTell(facts, offering, attempt, announced, reference)];
  });
  if (by !== 'examination') return told;
  return [
    ...told,
    ...memoItems(facts, seat, offering, results, reference),
    ...attemptsUsed(facts, offering, results, reference),
  ];
}

/**
 * The last attempt has failed: the course may be taken again, which the coordinator sees to with the chief. The task
 * closes by itself when the result turns out to have been wrong.
 */
function attemptsUsed(
  facts: JourneyFacts,
  offering: OfferingRef,
  results: readonly ResultFact[],
  reference: Reference,
): Item[] {
  const attempt = reference.rules.examination.maxAttempts;
  const announced = announcementOf(versionsOf(facts, { offering: offering.code, attempt }), reference);
  if (announced === undefined) return [];
  const subjectKey = `${offering.code}.${facts.person}`;
  const person = reference.person(facts.person);
  const shared = { rule: 'attempts-used', usefulUntil: null, dueAt: announced.dueAt };
  const task = { ...listed(facts, announced.dueAt, reference), ...shared, detail: { subject: facts.person } };
  if (results.some((result) => result.passed) || announced.is !== false) {
    if (announced.was !== false) return [];
    return [
      {
        ...task,
        kind: 'close_task',
        key: `close_task.attempts_used.${subjectKey}.v${announced.version}`,
        reason: `Resultatet på ${offering.code} har rättats; kursen behöver inte tas om.`,
        detail: { task: `attempts_used.${subjectKey}${suffix(closedBefore(announced))}` },
      },
    ];
  }
  const key = `${subjectKey}${suffix(announced.version)}`;
  const reason = `Alla ${attempt} försök på ${offering.code} är gjorda utan godkänt; kursen kan tas om.`;
  const chief = responsibleChief(reference, facts.person, reference.calendar.dateOf(announced.dueAt));
  return [
    {
      ...task,
      kind: 'task',
      key: `attempts_used.${key}`,
      reason,
      detail: { task: 'attempts_used', subject: facts.person },
    },
    ...(chief === undefined
      ? []
      : [
          mailToRole(reference, chief.id, person.id, {
            ...shared,
            template: 'attempts_used_chief',
            subjectKey: key,
            reason,
            detail: { offering: offering.code, attempts: attempt },
          }),
        ]),
  ];

  /** The version of the announcement that opened the task: the failure before the correction. */
  function closedBefore({ version }: Announcement): number {
    const earlier = versionsOf(facts, { offering: offering.code, attempt }).filter(
      (row) => row.version < version,
    );
    return announcementOf(earlier, reference)?.version ?? 1;
  }
}

/** The first version of something has the plain key. */
const suffix = (version: number): string => (version > 1 ? `.v${version}` : '');

/** What every item has that concerns the person and is no mail. */
const listed = (facts: JourneyFacts, at: Instant, reference: Reference) => ({
  person: facts.person,
  municipality: postOn(reference, facts.person, reference.calendar.dateOf(at)).municipality,
  template: '',
  recipient: '',
});

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
      usefulUntil: missingAt,
      reason: `PM i ${offering.code} ska lämnas senast ${deadline}.`,
    }),
    mailToPerson(reference, facts.person, {
      ...shared,
      template: 'memo_missing',
      dueAt: missingAt,
      suppressed: seat.givenAt >= missingAt ? 'Platsen gavs efter att PM skulle lämnas.' : undefined,
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
  attempt: number,
  announced: Announcement,
  reference: Reference,
): Item {
  return {
    ...listed(facts, announced.dueAt, reference),
    kind: 'task',
    key: `result_to_tell.${offering.code}.a${attempt}.${facts.person}${suffix(announced.version)}`,
    dueAt: announced.dueAt,
    usefulUntil: null,
    rule: 'no-address',
    reason: 'Personen saknar e-postadress; ett resultat som behöver kompletteras lämnas personligen.',
    detail: { task: 'result_to_tell', subject: facts.person },
  };
}

function resultMail(
  facts: JourneyFacts,
  offering: OfferingRef,
  { attempt, on }: Pick<ResultFact, 'attempt' | 'on'>,
  announced: Announcement,
  reference: Reference,
): Item {
  // A course day has nothing to hand in again.
  const final =
    reference.course(offering.course).kind !== 'programme' ||
    attempt >= reference.rules.examination.maxAttempts;
  const passed = announced.is === true;
  const shared = {
    dueAt: announced.dueAt,
    usefulUntil: null,
    rule: 'result',
    detail: {
      offering: offering.code,
      attempt,
      total: programmeCredits(facts, reference),
      retakeBy: passed || final || on === '' ? '' : memoDeadline(offering, reference, on),
    },
  };
  const subjectKey = `${offering.code}.a${attempt}.${facts.person}`;
  if (announced.was !== null) {
    return mailToPerson(reference, facts.person, {
      ...shared,
      template: 'result_corrected',
      subjectKey: `${subjectKey}${suffix(announced.version)}`,
      reason: `Resultatet på ${offering.code}, försök ${attempt}, har rättats.`,
      detail: { ...shared.detail, now: announced.is === null ? 'awaited' : passed ? 'passed' : 'failed' },
    });
  }
  return mailToPerson(reference, facts.person, {
    ...shared,
    template: passed ? 'result_passed' : 'result_failed',
    subjectKey,
    reason: passed
      ? `Godkänd på ${offering.code}; kursledaren har registrerat resultatet.`
      : `Inte godkänd på ${offering.code}, försök ${attempt}.`,
  });
}
