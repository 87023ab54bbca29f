/** The plan: the model solved goal by goal, and the solution read back. */
import type { PersonId } from '../../region.ts';
import { buildModel, type SeatPlanModel } from './model.ts';
import type { SolveAnswer, SolveLimits, Solver } from './solver.ts';
import type { Goal, GoalResult, SeatPlan, SeatPlanInput } from './types.ts';

/** Why there is no plan. */
export type NoPlan = 'infeasible' | 'limit' | 'failed';

/**
 * The best plan by the goals in their order; the same for any order of the input's lists.
 * @param forced somebody who has to have a seat in the first term
 * @returns why not, when the solver found nothing
 */
export async function planSeats(
  input: SeatPlanInput,
  solver: Solver,
  limits: SolveLimits,
  forced?: PersonId,
): Promise<SeatPlan | NoPlan> {
  const model = buildModel(input);
  const must = forced === undefined ? undefined : model.choicesOf(forced, 0);
  if (must?.length === 0) return 'infeasible';
  // Nobody can have a seat: there is nothing to choose, and the constants are the values.
  const { variables } = model.program.size;
  if (variables === 0) return read(model, nothingToChoose(model));
  const answer = await solver.solve({
    lp: model.program.text(),
    variables,
    whole: model.program.whole,
    goals: model.goals.map(({ direction, coefficients, keeps }) => ({
      direction,
      variables: [...coefficients.keys()],
      factors: [...coefficients.values()],
      keeps,
    })),
    ...(must === undefined ? {} : { forced: must }),
    limits,
  });
  return answer.status === 'solved' ? read(model, answer) : answer.status;
}

const nothingToChoose = ({ goals }: SeatPlanModel): Solved => ({
  status: 'solved',
  goals: goals.map(() => ({ value: 0, bound: 0 })),
  values: [],
});

type Solved = Extract<SolveAnswer, { status: 'solved' }>;

function read(model: SeatPlanModel, answer: Solved): SeatPlan {
  const results = model.goals.flatMap((goal, index) => {
    const solved = answer.goals[index];
    return solved === undefined ? [] : [resultOf(goal, solved.bound, answer.values)];
  });
  return {
    seats: model.seats(answer.values),
    goals: results,
    proven: results.length === model.goals.length && results.every(({ gap }) => gap === 0),
  };
}

/** Every goal counts whole things: a bound that lies less than one away proves the value. */
function resultOf(goal: Goal, bound: number, values: readonly number[]): GoalResult {
  const { name, direction, constant } = goal;
  const rounding = 1e-3;
  const whole =
    constant + (direction === 'minimise' ? Math.ceil(bound - rounding) : Math.floor(bound + rounding));
  const value = constant + sumIn(goal, values);
  const better = direction === 'minimise' ? Math.min(whole, value) : Math.max(whole, value);
  return { name, direction, value, bound: better, gap: Math.abs(value - better) };
}

const sumIn = ({ coefficients }: Goal, values: readonly number[]): number =>
  Math.round(
    [...coefficients].reduce((sum, [variable, factor]) => sum + factor * (values[variable] ?? 0), 0),
  );
