/** What a participant is told when an offering does not go as planned. */
import type { AgendaItem } from '../agenda.ts';
import { graceAfter } from '../grace.ts';
import { mailToPerson } from '../mails.ts';
import { goesAt } from '../messages/hours.ts';
import { changeNotices, type EndingFact } from '../offering/changes.ts';
import { firstDayStart, lastDay, nextDayStart } from '../offering/days.ts';
import type { Reference } from '../reference.ts';
import { seatConfirmedAt } from './confirmation.ts';
import type { JourneyFacts, SeatFact } from './facts.ts';

type Item = AgendaItem<'mail'>;

/** For every seat that the person has or had. */
export function offeringChangeItems(facts: JourneyFacts, reference: Reference): Item[] {
  return facts.seats.flatMap((seat) => [
    ...changesOf(facts, seat, reference),
    ...(facts.endings ?? [])
      .filter((ending) => ending.offering === seat.offering)
      .flatMap((ending) => endingItems(facts, seat, ending, reference)),
  ]);
}

/** What the confirmation of the seat said already is no news; who has left is not concerned. */
function changesOf(facts: JourneyFacts, seat: SeatFact, reference: Reference): Item[] {
  if (seat.state !== 'held') return [];
  const confirmedAt = seatConfirmedAt(seat, reference);
  const news = (facts.changes ?? []).filter(
    (change) => change.offering === seat.offering && change.at > confirmedAt,
  );
  return changeNotices(news, reference).map(({ first, last, dueAt, days, usefulUntil, about }) =>
    mailToPerson(reference, facts.person, {
      template: 'offering_changed',
      subjectKey: `${seat.offering}.c${first}.${facts.person}`,
      dueAt,
      usefulUntil,
      about,
      rule: 'offering-changed',
      reason: `${seat.offering} har ändrats: kursdag ${days.map(({ day }) => day).join(', ')}.`,
      detail: { offering: seat.offering, first, last },
    }),
  );
}

function endingItems(facts: JourneyFacts, seat: SeatFact, ending: EndingFact, reference: Reference): Item[] {
  const { reinstatedAt } = ending;
  const isTheirs = seat.givenAt <= ending.at;
  const isBack = seat.state === 'held' && reinstatedAt !== null && (seat.reinstated ?? 0) > 0;
  const isGone = seat.state === 'cancelled' && (seat.endedAt === null || seat.endedAt >= ending.at);
  if (!isTheirs || !(isBack || isGone)) return [];
  const offering = reference.offering(seat.offering);
  const suffix = ending.number > 1 ? `.n${ending.number}` : '';
  const subjectKey = `${seat.offering}.${facts.person}${suffix}`;
  const detail = {
    offering: seat.offering,
    term: seat.term,
    into: ending.mergedInto,
  };
  const over = reference.calendar.at(lastDay(offering).date, lastDay(offering).end);
  const dueAt = graceAfter(ending.at, ending.byHand, reference);
  const merged = ending.mergedInto !== '';
  const moment = {
    template: merged ? 'offering_merged' : 'offering_cancelled',
    dueAt,
    usefulUntil: Math.max(over, dueAt + 14 * 86_400_000),
    about: nextDayStart(offering, dueAt, reference),
  };
  const undone = reinstatedAt !== null && reinstatedAt <= goesAt(moment, reference);
  const told = mailToPerson(reference, facts.person, {
    ...moment,
    subjectKey,
    rule: merged ? 'offering-merged' : 'offering-cancelled',
    reason: merged
      ? `${seat.offering} har slagits ihop med ${ending.mergedInto}; platsen följer med.`
      : `${seat.offering} är inställt; den som hade plats står först i kön nästa gång.`,
    detail,
    suppressed: undone ? 'Ändringen togs tillbaka innan mejlet gick ut.' : undefined,
  });
  if (!isBack || reinstatedAt === null || undone) return [told];
  const backAt = graceAfter(reinstatedAt, ending.reinstatedByHand, reference);
  const back = mailToPerson(reference, facts.person, {
    template: 'offering_reinstated',
    subjectKey,
    dueAt: backAt,
    about: nextDayStart(offering, backAt, reference),
    usefulUntil: Math.max(over, firstDayStart(offering, reference)),
    rule: 'offering-reinstated',
    reason: `${seat.offering} ges ändå; platsen finns kvar.`,
    detail,
  });
  return [told, back];
}
