/** When a seat is confirmed: what the confirmation said is no news afterwards, and a seat gone by then was never told of. */
import type { Instant } from '../calendar/dates.ts';
import { graceAfter } from '../grace.ts';
import { goesAt } from '../messages/hours.ts';
import { lastDay, nextDayStart } from '../offering/days.ts';
import type { Reference } from '../reference.ts';
import type { SeatFact } from './facts.ts';

/** The mail that confirms a seat. What follows from a seat that was given by hand waits as long. */
export function seatConfirmation(seat: SeatFact, reference: Reference) {
  const { calendar } = reference;
  const offering = reference.offering(seat.offering);
  const last = lastDay(offering);
  const dueAt = graceAfter(seat.givenAt, seat.byHand, reference);
  const answerBy = seat.answerBy ?? '';
  return {
    template: seat.how === 'invitation' ? 'course_invitation' : 'seat_confirmed',
    dueAt,
    usefulUntil: calendar.at(last.date, last.end),
    // Who has to say yes by a day has no time to lose before it.
    about: answerBy === '' ? nextDayStart(offering, dueAt, reference) : calendar.at(answerBy, '23:59'),
  };
}

/** The moment at which the confirmation goes out. */
export const seatConfirmedAt = (seat: SeatFact, reference: Reference): Instant =>
  goesAt(seatConfirmation(seat, reference), reference);
