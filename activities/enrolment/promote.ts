/** A seat has come free: the waiting list moves up. */
import { promote as promotions } from '../../domain/enrolment/promote.ts';
import { answerByOf } from '../../domain/term/promotionAnswer.ts';
import type { Transaction } from '../../prisma/client.ts';
import type { NewFact } from '../facts/record.ts';
import { readEnrolment } from './input.ts';
import { seatFacts } from './seats.ts';
import { type Occasion, termDecision } from './termDecision.ts';

/**
 * Gives what is free in the term to the next in line. All courses of the term are looked at, not only that of the freed
 * seat: whoever gave it up may have been what held a colleague back. Nothing happens when nobody fits.
 */
export const promote = termDecision(promotionFacts);

/** Seats for the next in line, each with the day until which its holder has to say yes. */
export async function promotionFacts(
  tx: Transaction,
  { term, today, reference }: Occasion,
): Promise<NewFact[]> {
  const waiting = await tx.waitingPlace.findMany({ where: { term, state: 'waiting' } });
  if (waiting.length === 0) return [];
  const input = await readEnrolment(tx, reference, term, today);
  const { seats } = promotions({ ...input, waiting });
  return seatFacts(tx, { reference, term, today }, 'promotion', seats, answerByOf(reference, term, today));
}
