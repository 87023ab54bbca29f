/** A term's seat plan for a terminal: the goals with their bounds, and why somebody has no seat. */
import { limitsOf, scopeOf } from '../../domain/enrolment/seatPlan/decide.ts';
import { seatPlanInput } from '../../domain/enrolment/seatPlan/input.ts';
import { planSeats } from '../../domain/enrolment/seatPlan/plan.ts';
import { goalWords } from '../../domain/enrolment/seatPlan/reasons.ts';
import { whyNoSeat } from '../../domain/enrolment/seatPlan/shadow.ts';
import { goalNames } from '../../domain/enrolment/seatPlan/types.ts';
import type { PersonId, TermCode } from '../../domain/region.ts';
import type { Dependencies } from '../dependencies.ts';
import { seatPlanMade } from '../facts/enrolment.ts';
import { readEnrolmentAsIfOpen } from './input.ts';
import { readEarlierPlan } from './seatPlan.ts';
import { highsSolver } from './solver/highs.ts';

/** @returns lines; a sentence when the term has no plan yet */
export async function seatPlanText(deps: Dependencies, term: TermCode): Promise<string> {
  const reference = await deps.reference();
  reference.term(term);
  const plan = await deps.db.seatPlan.findUnique({ where: { term } });
  if (plan === null) return `Terminen ${term} har ingen platsplan än.`;
  const goals = seatPlanMade.schema.shape.goals.parse(plan.goals);
  const rows = await deps.db.seatPlanRow.groupBy({ by: ['plannedTerm'], where: { term }, _count: true });
  return [
    plan.reason,
    ...goalNames.flatMap((name) =>
      goals
        .filter((goal) => goal.name === name)
        .map(
          ({ value, bound, gap }) =>
            `  ${goalWords[name]}: ${value} (bästa möjliga ${bound}, avstånd ${gap})`,
        ),
    ),
    ...rows
      .toSorted((a, b) =>
        reference.term(a.plannedTerm).start < reference.term(b.plannedTerm).start ? -1 : 1,
      )
      .map(({ plannedTerm, _count }) => `  ${plannedTerm}: ${_count} planerade platser`),
  ].join('\n');
}

/** As the facts stand now, with the term's own seats not yet handed out. */
export async function whyNoSeatText(deps: Dependencies, term: TermCode, person: PersonId): Promise<string> {
  const reference = await deps.reference();
  reference.person(person);
  const today = reference.calendar.dateOf(await deps.clock.now(deps.db));
  const enrolment = await readEnrolmentAsIfOpen(deps.db, reference, term, today);
  const { allocatedAt } = await deps.db.term.findUniqueOrThrow({ where: { code: term } });
  const nominated = await deps.db.nomination.findMany({ where: { term, state: 'nominated' } });
  const nominations = nominated.map(({ person: one, course }) => ({
    person: one,
    course: course === '' ? null : course,
  }));
  const previous = await readEarlierPlan(deps.db, reference, term);
  const stage = allocatedAt === null ? 'proposal' : 'allocation';
  const input = seatPlanInput(enrolment, scopeOf(stage, previous, nominations));
  const limits = limitsOf(enrolment);
  const plan = await planSeats(input, highsSolver, limits);
  if (typeof plan === 'string') return 'Det gick inte att räkna ut någon platsplan.';
  return (await whyNoSeat(input, plan, person, highsSolver, limits)).join('\n');
}
