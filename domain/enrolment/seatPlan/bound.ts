/** How good a plan could be at best, from a small linear program over kinds of managers instead of managers. */
import { groupBy } from '../../groupBy.ts';
import { allSeats } from './capacity.ts';
import { deadlineTerms } from './model.ts';
import { createProgram, type Program, total, type Variable } from './program.ts';
import type { SolveLimits, Solver } from './solver.ts';
import type { GoalName, PlanCandidate, SeatPlanInput } from './types.ts';

/**
 * Bounds that no plan betters. Managers who miss the same courses and have the same deadlines, in terms, are counted as
 * one kind; seats may be split, and workplaces and quotas are left out. Leaving limits out only ever makes the answer
 * better, so it is a bound. Fairness and changes cannot be below 0.
 */
export async function aggregateBounds(
  input: SeatPlanInput,
  solver: Solver,
  limits: SolveLimits,
): Promise<ReadonlyMap<GoalName, number>> {
  const program = createProgram();
  const missed: Variable[] = [];
  const finished: Variable[] = [];
  const seats = new Map<string, Variable[]>();
  for (const kind of groupBy(input.candidates, (candidate) => kindOf(candidate, input)).values()) {
    const [one] = kind;
    if (one !== undefined) addKind(one, kind.length, { input, program, missed, finished, seats });
  }
  for (const [key, variables] of seats) {
    const [course = '', term = ''] = key.split(' ');
    program.atMost(ones(variables), allSeats(input, course, Number(term)));
  }
  const solve = async (direction: 'minimise' | 'maximise', variables: readonly Variable[]) => {
    const goal = { direction, variables, factors: variables.map(() => 1), keeps: [] };
    const { variables: count } = program.size;
    const answer = await solver.solve({
      lp: program.text(),
      variables: count,
      whole: program.whole,
      goals: [goal],
      limits,
      relaxed: true,
    });
    return answer.status === 'solved' ? (answer.goals[0]?.bound ?? null) : null;
  };
  const late = await solve('minimise', missed);
  const done = await solve('maximise', finished);
  const rounding = 1e-3;
  return new Map<GoalName, number>([
    ['overdue', late === null ? 0 : Math.ceil(late - rounding)],
    ['finished', done === null ? input.candidates.length : Math.floor(done + rounding)],
    ['fairness', 0],
    ['changes', 0],
  ]);
}

function kindOf(candidate: PlanCandidate, input: SeatPlanInput): string {
  const { begin, finish } = deadlineTerms(candidate, input);
  return JSON.stringify([candidate.missing, candidate.firstTerm, candidate.finishBy, begin, finish]);
}

interface Sums {
  readonly input: SeatPlanInput;
  readonly program: Program;
  readonly missed: Variable[];
  readonly finished: Variable[];
  readonly seats: Map<string, Variable[]>;
}

const ones = (variables: readonly Variable[]) => total(variables.map((variable) => [variable, 1]));

function addKind(one: PlanCandidate, count: number, { input, program, missed, finished, seats }: Sums): void {
  const choices = input.terms.flatMap((_, term) =>
    term < one.firstTerm
      ? []
      : (one.missing[term] ?? []).map((course, part) => {
          const variable = program.amount();
          const key = `${course} ${term}`;
          seats.set(key, [...(seats.get(key) ?? []), variable]);
          return { term, part, variable };
        }),
  );
  const those = (fits: (choice: { term: number; part: number }) => boolean) =>
    choices.filter(fits).map(({ variable }) => variable);
  for (const term of input.terms.keys()) program.atMost(ones(those((choice) => choice.term === term)), count);
  const parts = [...(one.missing[0] ?? []).keys()];
  for (const part of parts) program.atMost(ones(those((choice) => choice.part === part)), count);
  const { begin, finish } = deadlineTerms(one, input);
  if (begin !== null) {
    const late = program.amount();
    program.atLeast(total([[late, 1], ...ones(those(({ term }) => term <= begin))]), count);
    missed.push(late);
  }
  if (finish !== null) {
    const late = program.amount();
    for (const part of parts) {
      const own = those((choice) => choice.part === part && choice.term <= finish);
      program.atLeast(total([[late, 1], ...ones(own)]), count);
    }
    missed.push(late);
  }
  const done = program.amount();
  program.atMost(total([[done, 1]]), count);
  for (const part of parts) {
    const own = those((choice) => choice.part === part && choice.term <= one.finishBy);
    program.atMost(total([[done, 1], ...own.map((variable): [Variable, number] => [variable, -1])]), 0);
  }
  finished.push(done);
}
