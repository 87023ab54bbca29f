/** The opening of a term's nominations: whom each municipality is proposed to send. */
import { proposeByRule } from '../../domain/enrolment/seatPlan/decide.ts';
import { responsibleChief } from '../../domain/reference.ts';
import type { Transaction } from '../../prisma/client.ts';
import type { NewFact } from '../facts/record.ts';
import { readEnrolment } from './input.ts';
import { readEarlierPlan, seatPlanFact, stillHolding } from './seatPlan.ts';
import { highsSolver } from './solver/highs.ts';
import { type Occasion, preparedDecision } from './termDecision.ts';

async function read(tx: Transaction, { term, today, reference }: Occasion) {
  return {
    enrolment: await readEnrolment(tx, reference, term, today),
    previous: await readEarlierPlan(tx, reference, term),
  };
}
type Input = Awaited<ReturnType<typeof read>>;

const workOut = ({ enrolment, previous }: Input) => proposeByRule(enrolment, previous, highsSolver);

/** Records a proposal for each municipality: all its managers, first in line first, with course or reason. */
export const propose = preparedDecision(
  async (tx, occasion) => {
    const input = await read(tx, occasion);
    return { input, result: await workOut(input) };
  },
  async (tx, occasion, prepared) => {
    const { term, today, reference } = occasion;
    const { proposals, outcome } = await stillHolding(await read(tx, occasion), prepared, workOut);
    return [
      seatPlanFact(term, 'proposal', outcome),
      ...proposals.map(
        ({ municipality, proposed, notProposed }): NewFact => ({
          kind: 'proposal_made',
          subject: `${term}.${municipality}`,
          data: {
            term,
            municipality,
            rows: [...proposed, ...notProposed].map((row) => ({
              person: row.person,
              chief: responsibleChief(reference, row.person, today)?.id ?? '',
              course: 'course' in row ? row.course : '',
              rule: row.rule,
              reason: row.reasonSv,
            })),
          },
        }),
      ),
    ];
  },
);
