/** A worker thread that solves a program with several goals, one after the other, by HiGHS in WebAssembly. */
import loadHighs, { type Highs, type Model } from 'highs';
import type { SolveAnswer, SolvedGoal, SolveProblem } from '../../../domain/enrolment/seatPlan/solver.ts';

const loading = loadHighs();

/** Coefficients are whole, so a kept goal may be this much short of its value by rounding only. */
const rounding = 1e-6;
/** A value this near a whole number is that number. */
const wholeness = 1e-5;
/** How far from its linear program a goal is expected to be at most. Whether that held is looked at afterwards. */
const expectedGap = 0.005;

/** Solves one problem. Never throws: what goes wrong is answered as `failed`. */
export default async function solve(problem: SolveProblem): Promise<SolveAnswer> {
  try {
    const highs = await loading;
    return highs.withModel({ format: 'lp', data: problem.lp }, (model) => inOrder(highs, model, problem));
  } catch {
    return { status: 'failed' };
  }
}

function inOrder(highs: Highs, model: Model, problem: SolveProblem): SolveAnswer {
  model.options.set({
    output_flag: false,
    random_seed: 0,
    mip_rel_gap: 0,
    // Looking for it takes longer than it saves here.
    mip_detect_symmetry: false,
    // Goals are whole: a solution less than one from the bound is the best.
    mip_abs_gap: 0.999,
    mip_max_nodes: problem.limits.nodes,
    simplex_iteration_limit: problem.limits.iterations,
  });
  if (problem.forced !== undefined) {
    model.addRow(
      1,
      highs.infinity,
      entries(problem.forced, () => 1),
    );
  }
  const runs = createRuns(highs, model);
  const settled = new Set<number>();
  const goals: SolvedGoal[] = [];
  let values: readonly number[] = [];
  for (const goal of problem.goals) {
    for (const variable of goal.keeps) {
      if ((values[variable] ?? 0) > 0.5) model.changeColBounds(variable, 1, 1);
    }
    // Nothing to choose: the values stand.
    if (goal.variables.length === 0 && values.length > 0) {
      goals.push({ value: 0, bound: 0 });
      continue;
    }
    const answer = best(highs, model, runs, { problem, goal, before: values, settled });
    if (typeof answer === 'string') return { status: answer };
    goals.push({ value: answer.value, bound: answer.bound });
    values = answer.values;
    const sum = entries(goal.variables, (index) => goal.factors[index] ?? 0);
    if (goal.direction === 'minimise') model.addRow(-highs.infinity, answer.value + rounding, sum);
    else model.addRow(answer.value - rounding, highs.infinity, sum);
  }
  return { status: 'solved', goals, values };
}

type Goal = SolveProblem['goals'][number];

interface Stage {
  readonly problem: SolveProblem;
  readonly goal: Goal;
  /** The solution of the goals before; none at first. */
  readonly before: readonly number[];
  /** Whole variables that have one value in every solution that is still of interest. */
  readonly settled: Set<number>;
}

interface Found {
  readonly value: number;
  readonly values: readonly number[];
}

/**
 * One goal. First as a linear program, where variables need not be whole: that is quick, continues from the goal before,
 * and is a bound. Then with what the linear program seats kept seated: often that reaches the bound, which proves it.
 * Only then all of it, starting from the best so far, and without what the linear program's reduced costs rule out for
 * a goal as near its bound as expected; where it is not, once more without that.
 */
function best(
  highs: Highs,
  model: Model,
  runs: Runs,
  { problem, goal, before, settled }: Stage,
): (Found & { readonly bound: number }) | 'infeasible' | 'limit' {
  const { direction, variables, factors } = goal;
  model.changeColsCost(
    { kind: 'range', from: 0, to: problem.variables - 1 },
    costs(problem.variables, variables, factors),
  );
  const sense = highs.constants.objectiveSense[direction === 'minimise' ? 'minimize' : 'maximize'];
  model.changeObjectiveSense(sense);
  const linear = runs.linear();
  if (linear === 'infeasible') return 'infeasible';
  if (problem.relaxed === true) return linear === 'limit' ? linear : { ...linear, bound: linear.value };
  if (linear === 'limit') return runs.whole(before);

  const isMinimised = direction === 'minimise';
  const target = isMinimised ? Math.ceil(linear.value - wholeness) : Math.floor(linear.value + wholeness);
  const at = (variable: number) => linear.values[variable] ?? 0;
  const rounded = (variable: number) => Math.round(at(variable));
  const isWhole = (variable: number) => Math.abs(rounded(variable) - at(variable)) < wholeness;
  const open = problem.whole.filter((variable) => !settled.has(variable) && isWhole(variable));
  const fix = (those: readonly number[]) => {
    for (const variable of those) model.changeColBounds(variable, rounded(variable), rounded(variable));
  };
  const free = (those: readonly number[]) => {
    for (const variable of those) model.changeColBounds(variable, 0, 1);
  };
  /** Those that no solution of at least this value has otherwise, by the linear program's reduced costs. */
  const ruledBy = (value: number) => {
    const slack = Math.abs(linear.value - value) + wholeness;
    return open.filter((variable) => Math.abs(linear.reducedCosts[variable] ?? 0) > slack);
  };
  const settle = <Answer extends Found>(answer: Answer): Answer => {
    const ruled = ruledBy(answer.value);
    fix(ruled);
    for (const variable of ruled) settled.add(variable);
    return answer;
  };
  if (problem.whole.every(isWhole)) return settle({ value: target, bound: target, values: linear.values });

  const isBetter = (one: number, other: number) => (isMinimised ? one < other : one > other);
  const gap = Math.ceil(expectedGap * Math.abs(linear.value));
  const expected = isMinimised ? target + gap : target - gap;
  const near = [...new Set([...open.filter((variable) => rounded(variable) === 1), ...ruledBy(expected)])];
  fix(near);
  const seated = runs.whole([]);
  free(near);
  const known = [
    ...(typeof seated === 'string' ? [] : [seated]),
    ...(before.length === 0 ? [] : [{ value: worth(goal, before), values: before }]),
  ];
  const start = known.reduce<Found | null>(
    (one, other) => (one === null || isBetter(other.value, one.value) ? other : one),
    null,
  );
  if (start !== null && start.value === target) return settle({ ...start, bound: target });

  const level = start !== null && isBetter(start.value, expected) ? start.value : expected;
  const ruled = ruledBy(level);
  fix(ruled);
  const answer = runs.whole(start?.values ?? []);
  // What was ruled out is worse than the level, so it is worse than an answer that is as good as that.
  if (typeof answer !== 'string' && !isBetter(level, answer.value)) return settle(answer);
  free(ruled);
  const whole = runs.whole(start?.values ?? []);
  return typeof whole === 'string' ? whole : settle(whole);
}

interface Runs {
  /** Variables need not be whole. */
  linear(): (Found & { readonly reducedCosts: ArrayLike<number> }) | 'infeasible' | 'limit';
  /** @param start a solution to begin with; empty for none */
  whole(start: readonly number[]): (Found & { readonly bound: number }) | 'infeasible' | 'limit';
}

function createRuns(highs: Highs, model: Model): Runs {
  const { modelStatus } = highs.constants;
  return {
    linear() {
      model.options.set({ solve_relaxation: true, solver: 'simplex' });
      model.run();
      const status = model.getModelStatus();
      if (status === modelStatus.infeasible) return 'infeasible';
      if (status !== modelStatus.optimal) return 'limit';
      const { colValue, colDual } = model.getSolution();
      return { value: model.getObjectiveValue(), values: [...colValue], reducedCosts: colDual };
    },
    whole(start) {
      model.options.set({ solve_relaxation: false, solver: 'choose' });
      if (start.length > 0) model.setSolution({ colValue: [...start] });
      model.run();
      const status = model.getModelStatus();
      if (status === modelStatus.infeasible) return 'infeasible';
      if (status !== modelStatus.optimal && !hasSolution(model)) return 'limit';
      return {
        value: Math.round(model.getObjectiveValue()),
        bound: Number(model.info.get('mip_dual_bound')),
        values: [...model.getSolution().colValue],
      };
    },
  };
}

/** What the solver calls feasible; see `primal_solution_status`. */
const feasible = 2;
const hasSolution = (model: Model): boolean => Number(model.info.get('primal_solution_status')) === feasible;

/** A goal's value in a solution. */
const worth = ({ variables, factors }: Goal, values: readonly number[]): number =>
  Math.round(
    variables.reduce((sum, variable, index) => sum + (factors[index] ?? 0) * (values[variable] ?? 0), 0),
  );

const entries = (variables: readonly number[], factor: (index: number) => number) => ({
  indices: [...variables],
  values: variables.map((_, index) => factor(index)),
});

function costs(count: number, variables: readonly number[], factors: readonly number[]): number[] {
  const all = new Array<number>(count).fill(0);
  for (const [index, variable] of variables.entries()) all[variable] = factors[index] ?? 0;
  return all;
}
