/** The closing of a term's nominations: who gets a seat, who waits, and who cannot have one. */
import { allocate } from '../../domain/enrolment/allocate.ts';
import type { NewFact } from '../facts/record.ts';
import { readEnrolment } from './input.ts';
import { seatFacts } from './seats.ts';
import { termDecision } from './termDecision.ts';

/** Gives out the term's seats among the nominated; a chief who never answered has nominated nobody. */
export const allocateSeats = termDecision(async (tx, { term, today, reference }) => {
  const nominations = await tx.nomination.findMany({ where: { term, state: 'nominated' } });
  const nominationOf = new Map(nominations.map((nomination) => [nomination.person, nomination]));
  const { seats, waiting, refused } = allocate({
    ...(await readEnrolment(tx, reference, term, today)),
    nominations: nominations.map(({ person, course }) => ({ person, course: course === '' ? null : course })),
  });
  return [
    ...refused.map(({ person, rule, reasonSv }): NewFact => {
      const { chief = '', course = '' } = nominationOf.get(person) ?? {};
      return {
        kind: 'nomination_made',
        subject: `${term}.${person}`,
        data: { term, person, chief, course, state: 'refused', rule, reason: reasonSv },
      };
    }),
    ...(await seatFacts(tx, term, 'allocation', seats)),
    ...waiting.map(
      ({ person, course, position, reasonSv }): NewFact => ({
        kind: 'waiting_placed',
        subject: `${term}.${person}`,
        data: { term, person, course, position, reason: reasonSv },
      }),
    ),
    { kind: 'seats_allocated', subject: term, data: { term } },
  ];
});
