/** The waiting list closes before the term starts. */
import { termDecision } from './termDecision.ts';

/** Ends the places of all who still wait, possibly none; the term's enrolment is over then. */
export const endWaitingList = termDecision(async (tx, { term }) => {
  const waiting = await tx.waitingPlace.findMany({
    where: { term, state: 'waiting' },
    select: { person: true },
    orderBy: { person: 'asc' },
  });
  return [
    { kind: 'waiting_ended', subject: term, data: { term, people: waiting.map(({ person }) => person) } },
  ];
});
