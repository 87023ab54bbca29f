/** Seat plans as facts, and the earlier plan that a new one keeps to. */
import type { PlanOutcome, Stage } from '../../domain/enrolment/seatPlan/decide.ts';
import type { EarlierSeat } from '../../domain/enrolment/seatPlan/input.ts';
import type { Reference } from '../../domain/reference.ts';
import type { TermCode } from '../../domain/region.ts';
import type { Transaction } from '../../prisma/client.ts';
import type { NewFact } from '../facts/record.ts';

/** The newest plan of the term itself, or else of the term before it that has one. */
export async function readEarlierPlan(
  tx: Transaction,
  { terms }: Reference,
  term: TermCode,
): Promise<EarlierSeat[]> {
  const start = terms.find(({ code }) => code === term)?.start ?? '';
  const newestFirst = terms
    .filter((one) => one.start <= start)
    .toSorted((a, b) => (a.start < b.start ? 1 : -1))
    .map(({ code }) => code);
  const made = await tx.seatPlan.findMany({ where: { term: { in: newestFirst } }, select: { term: true } });
  const found = newestFirst.find((code) => made.some((plan) => plan.term === code));
  if (found === undefined) return [];
  const rows = await tx.seatPlanRow.findMany({
    where: { term: found },
    orderBy: [{ person: 'asc' }, { plannedTerm: 'asc' }],
  });
  return rows.map(({ person, plannedTerm, course }) => ({ person, term: plannedTerm, course }));
}

export function seatPlanFact(term: TermCode, stage: Stage, outcome: PlanOutcome): NewFact {
  const { method, reasonSv, goals, rows } = outcome;
  return {
    kind: 'seat_plan_made',
    subject: `${term}.${stage}`,
    data: {
      term,
      stage,
      method,
      reason: reasonSv,
      goals: goals.map((goal) => ({ ...goal })),
      rows: rows.map(({ person, term: plannedTerm, course }) => ({ person, plannedTerm, course })),
    },
  };
}

/** Works something out for what it was read from, and again only when that has changed since. */
export interface WorkedOut<Input, Result> {
  readonly input: Input;
  readonly result: Result;
}

export async function stillHolding<Input, Result>(
  input: Input,
  earlier: WorkedOut<Input, Result>,
  workOut: (input: Input) => Promise<Result>,
): Promise<Result> {
  return JSON.stringify(input) === JSON.stringify(earlier.input) ? earlier.result : workOut(input);
}
