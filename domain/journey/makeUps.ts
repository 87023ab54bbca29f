/** A missed course day that is made up in another offering: its confirmation, reminders, and what releases it. */
import type { AgendaItem } from '../agenda.ts';
import { graceAfter } from '../grace.ts';
import { mailToPerson } from '../mails.ts';
import { goesAt } from '../messages/hours.ts';
import type { Reference } from '../reference.ts';
import type { JourneyFacts, MakeUpFact } from './facts.ts';

type Item = AgendaItem<'mail'>;

export const makeUpItems = (facts: JourneyFacts, reference: Reference): Item[] =>
  (facts.makeUps ?? []).flatMap((makeUp) => itemsOf(facts, makeUp, reference));

function itemsOf(facts: JourneyFacts, makeUp: MakeUpFact, reference: Reference): Item[] {
  const { calendar, rules } = reference;
  const offering = reference.offering(makeUp.offering);
  const day = offering.days.find(({ number }) => number === makeUp.day);
  const suffix = makeUp.number > 1 ? `.n${makeUp.number}` : '';
  const subjectKey = `${makeUp.home}.d${makeUp.homeDay}.${facts.person}${suffix}`;
  const detail = {
    home: makeUp.home,
    homeDay: makeUp.homeDay,
    offering: makeUp.offering,
    day: makeUp.day,
    number: makeUp.number,
  };
  const confirmedAt = graceAfter(makeUp.bookedAt, makeUp.byHand, reference);
  const begins = day === undefined ? undefined : calendar.at(day.date, day.start);
  const moment = {
    template: 'make_up_confirmed',
    dueAt: confirmedAt,
    usefulUntil: Math.max(confirmedAt, begins ?? confirmedAt),
    about: begins,
  };
  const toldAt = goesAt(moment, reference);
  const undone =
    makeUp.releasedAt !== null && makeUp.releasedAt <= toldAt
      ? 'Bokningen togs tillbaka innan bekräftelsen gick ut.'
      : undefined;
  const confirmed = mailToPerson(reference, facts.person, {
    ...moment,
    subjectKey,
    rule: 'make-up-day',
    reason: `Kursdag ${makeUp.homeDay} på ${makeUp.home} tas igen på ${makeUp.offering}, kursdag ${makeUp.day}.`,
    detail,
    suppressed: undone,
  });
  if (makeUp.state === 'released' && makeUp.releasedAt !== null) {
    const released = mailToPerson(reference, facts.person, {
      template: 'make_up_released',
      subjectKey,
      dueAt: makeUp.releasedAt,
      usefulUntil: makeUp.releasedAt + 14 * 86_400_000,
      about: begins,
      rule: 'make-up-day',
      reason: `Bokningen på ${makeUp.offering}, kursdag ${makeUp.day}, gäller inte längre.`,
      detail: { ...detail, cause: makeUp.cause },
      suppressed: undone,
    });
    return [confirmed, released];
  }
  if (day === undefined || begins === undefined) return [confirmed];
  const remindAt = calendar.at(
    calendar.addWorkingDays(day.date, -rules.courseDays.secondReminderWorkingDaysBefore),
    rules.sendAt,
  );
  const reminder = mailToPerson(reference, facts.person, {
    template: 'make_up_reminder',
    subjectKey,
    dueAt: remindAt,
    usefulUntil: begins,
    rule: 'reminder-2-working-days',
    reason: `Kursdag ${makeUp.day} på ${makeUp.offering}, som tar igen en missad dag, är ${day.date}.`,
    detail,
    about: begins,
    suppressed: toldAt >= remindAt ? 'Dagen bokades senare; bekräftelsen innehöll den.' : undefined,
  });
  return [confirmed, reminder];
}
