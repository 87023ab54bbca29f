/** A seat has come free: the waiting list moves up. */
import { promote as promotions } from '../../domain/enrolment/promote.ts';
import { readEnrolment } from './input.ts';
import { seatFacts } from './seats.ts';
import { termDecision } from './termDecision.ts';

/**
 * Gives what is free in the term to the next in line. All courses of the term are looked at, not only that of the freed
 * seat: whoever gave it up may have been what held a colleague back. Nothing happens when nobody fits.
 */
export const promote = termDecision(async (tx, { term, today, reference }) => {
  const waiting = await tx.waitingPlace.findMany({ where: { term, state: 'waiting' } });
  if (waiting.length === 0) return [];
  const input = await readEnrolment(tx, reference, term, today);
  return seatFacts(tx, term, 'promotion', promotions({ ...input, waiting }).seats);
});
