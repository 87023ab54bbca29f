/** The closing of a term's nominations: who gets a seat, who waits, and who cannot have one. */
import { allocateByRule } from '../../domain/enrolment/seatPlan/decide.ts';
import type { Transaction } from '../../prisma/client.ts';
import type { NewFact } from '../facts/record.ts';
import { readEnrolment } from './input.ts';
import { readEarlierPlan, seatPlanFact, stillHolding } from './seatPlan.ts';
import { seatFacts } from './seats.ts';
import { highsSolver } from './solver/highs.ts';
import { type Occasion, preparedDecision } from './termDecision.ts';

async function read(tx: Transaction, { term, today, reference }: Occasion) {
  const nominations = await tx.nomination.findMany({
    where: { term, state: 'nominated' },
    select: { person: true, chief: true, course: true },
    orderBy: { person: 'asc' },
  });
  return {
    nominations,
    enrolment: {
      ...(await readEnrolment(tx, reference, term, today)),
      nominations: nominations.map(({ person, course }) => ({
        person,
        course: course === '' ? null : course,
      })),
    },
    previous: await readEarlierPlan(tx, reference, term),
  };
}
type Input = Awaited<ReturnType<typeof read>>;

const workOut = ({ enrolment, previous }: Input) => allocateByRule(enrolment, previous, highsSolver);

/** Gives out the term's seats among the nominated; a chief who never answered has nominated nobody. */
export const allocateSeats = preparedDecision(
  async (tx, occasion) => {
    const input = await read(tx, occasion);
    return { input, result: await workOut(input) };
  },
  async (tx, occasion, prepared) => {
    const { term } = occasion;
    const input = await read(tx, occasion);
    const nominationOf = new Map(input.nominations.map((nomination) => [nomination.person, nomination]));
    const { allocation, outcome } = await stillHolding(input, prepared, workOut);
    const { seats, waiting, refused } = allocation;
    return [
      seatPlanFact(term, 'allocation', outcome),
      ...refused.map(({ person, rule, reasonSv }): NewFact => {
        const { chief = '', course = '' } = nominationOf.get(person) ?? {};
        return {
          kind: 'nomination_made',
          subject: `${term}.${person}`,
          data: { term, person, chief, course, state: 'refused', rule, reason: reasonSv },
        };
      }),
      ...(await seatFacts(tx, occasion, 'allocation', seats)),
      ...waiting.map(
        ({ person, course, position, reasonSv }): NewFact => ({
          kind: 'waiting_placed',
          subject: `${term}.${person}`,
          data: { term, person, course, position, reason: reasonSv },
        }),
      ),
      { kind: 'seats_allocated', subject: term, data: { term } },
    ];
  },
);
