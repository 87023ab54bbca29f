/** Nobody has said yes to a seat that the waiting list gave: it goes back, and on to the next. */
import { z } from 'zod';
import { termDecision } from './termDecision.ts';

const seat = z.object({ offering: z.string(), person: z.string() });

/** Gives the seat up for its holder; nothing when it was accepted or given up meanwhile. */
export const lapseSeat = termDecision(async (tx, { term, detail }) => {
  const { offering, person } = seat.parse(detail);
  const awaited = await tx.seat.count({
    where: { offering, person, state: 'held', acceptedAt: null, answerBy: { not: null } },
  });
  if (awaited === 0) return [];
  return [
    {
      kind: 'seat_given_up',
      subject: `${offering}.${person}`,
      data: { offering, person, term, state: 'declined', cause: 'no_answer' },
    },
  ];
});
