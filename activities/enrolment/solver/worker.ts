/** A worker thread that solves a program with several goals, one after the other, by HiGHS in WebAssembly. */
import loadHighs, { type Highs, type Model } from 'highs';
import type { SolveAnswer, SolvedGoal, SolveProblem } from '../../../domain/enrolment/seatPlan/solver.ts';

const loading = loadHighs();

/** Coefficients are whole, so a kept goal may be this much short of its value by rounding only. */
const rounding = 1e-6;
/** A value this near a whole number is that number. */
const wholeness = 1e-5;
/**
 * The solution of a linear program stays allowed when the next goal comes, and the primal method goes on from it; searches
 * are quicker with the dual one. See `simplex_strategy`.
 */
const primalSimplex = 4;
const dualSimplex = 1;
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
  const search: Search = { highs, model, runs: createRuns(highs, model), problem, settled: new Set() };
  const earlier = problem.goals.slice(0, -1);
  const reached = problem.relaxed === true ? 'unknown' : reachAll(search, earlier);
  if (reached === 'infeasible') return { status: reached };
  const goals: SolvedGoal[] = [];
  let values: readonly number[] = [];
  if (reached !== 'unknown') {
    goals.push(...reached.goals);
    values = reached.values;
  }
  for (const goal of problem.goals.slice(goals.length)) {
    for (const variable of goal.keeps) {
      if ((values[variable] ?? 0) > 0.5) model.changeColBounds(variable, 1, 1);
    }
    // Nothing to choose: the values stand.
    if (goal.variables.length === 0 && values.length > 0) {
      goals.push({ value: 0, bound: 0 });
      continue;
    }
    const answer = best(search, goal, values);
    if (typeof answer === 'string') return { status: answer };
    goals.push({ value: answer.value, bound: answer.bound });
    values = answer.values;
    keep(search, goal, answer.value);
  }
  return { status: 'solved', goals, values };
}

type Goal = SolveProblem['goals'][number];

interface Search {
  readonly highs: Highs;
  readonly model: Model;
  readonly runs: Runs;
  readonly problem: SolveProblem;
  /** Whole variables that have one value in every solution that is still of interest. */
  readonly settled: Set<number>;
}

interface Found {
  readonly value: number;
  readonly values: readonly number[];
}

/** Adds a row: the goal is at least as good as this from now on. */
function keep({ highs, model }: Search, goal: Goal, value: number): void {
  const sum = entries(goal.variables, (index) => goal.factors[index] ?? 0);
  if (goal.direction === 'minimise') model.addRow(-highs.infinity, value + rounding, sum);
  else model.addRow(value - rounding, highs.infinity, sum);
}

/** A goal as a linear program, where variables need not be whole: quick, and a bound. */
interface Relaxed {
  readonly values: readonly number[];
  readonly value: number;
  /** The bound as a whole number: no solution betters it. */
  readonly target: number;
  isWhole(variable: number): boolean;
  rounded(variable: number): number;
  /** Whole variables that no solution of at least a value has otherwise, by the reduced costs. */
  ruledBy(value: number): number[];
}

function relax(
  { highs, model, runs, problem, settled }: Search,
  { direction, variables, factors }: Goal,
): Relaxed | 'infeasible' | 'limit' {
  model.changeColsCost(
    { kind: 'range', from: 0, to: problem.variables - 1 },
    costs(problem.variables, variables, factors),
  );
  const isMinimised = direction === 'minimise';
  model.changeObjectiveSense(highs.constants.objectiveSense[isMinimised ? 'minimize' : 'maximize']);
  const linear = runs.linear();
  if (typeof linear === 'string') return linear;
  const at = (variable: number) => linear.values[variable] ?? 0;
  const rounded = (variable: number) => Math.round(at(variable));
  const isWhole = (variable: number) => Math.abs(rounded(variable) - at(variable)) < wholeness;
  return {
    ...linear,
    target: isMinimised ? Math.ceil(linear.value - wholeness) : Math.floor(linear.value + wholeness),
    isWhole,
    rounded,
    ruledBy: (value) => {
      const slack = Math.abs(linear.value - value) + wholeness;
      return problem.whole.filter(
        (variable) =>
          !settled.has(variable) && isWhole(variable) && Math.abs(linear.reducedCosts[variable] ?? 0) > slack,
      );
    },
  };
}

function fix({ model }: Search, { rounded }: Relaxed, those: readonly number[]): void {
  for (const variable of those) model.changeColBounds(variable, rounded(variable), rounded(variable));
}

function free({ model }: Search, those: readonly number[]): void {
  for (const variable of those) model.changeColBounds(variable, 0, 1);
}

/**
 * Several goals at once: each as a linear program, with those before it at the bound that theirs gave. One solution
 * that is as good as all those bounds proves all of them. To find it, what the last linear program seats stays seated.
 * @returns `unknown` when there is no such solution or none was found: the goals have to be solved one by one
 */
function reachAll(
  search: Search,
  goals: readonly Goal[],
): { readonly goals: SolvedGoal[]; readonly values: readonly number[] } | 'infeasible' | 'unknown' {
  const { model, problem, runs } = search;
  const rows = model.getDimensions().numRows;
  const reached: SolvedGoal[] = [];
  let last: Relaxed | undefined;
  const giveUp = () => {
    const added = Array.from({ length: model.getDimensions().numRows - rows }, (_, index) => rows + index);
    if (added.length > 0) model.deleteRows({ kind: 'set', indices: added });
    return 'unknown' as const;
  };
  for (const goal of goals) {
    if (goal.variables.length === 0) {
      reached.push({ value: 0, bound: 0 });
      continue;
    }
    const linear = relax(search, goal);
    if (linear === 'infeasible' && last === undefined) return linear;
    if (typeof linear === 'string') return giveUp();
    last = linear;
    reached.push({ value: linear.target, bound: linear.target });
    keep(search, goal, linear.target);
  }
  if (last === undefined) return giveUp();
  if (problem.whole.every(last.isWhole)) return { goals: reached, values: last.values };
  const { isWhole, rounded } = last;
  const seated = problem.whole.filter((variable) => isWhole(variable) && rounded(variable) === 1);
  fix(search, last, seated);
  const found = runs.whole([]);
  free(search, seated);
  return typeof found === 'string' ? giveUp() : { goals: reached, values: found.values };
}

/**
 * One goal. First as a linear program, which continues from the goal before. Then with what the linear program seats
 * kept seated: often that reaches the bound, which proves it. Only then all of it, starting from the best so far, and
 * without what the linear program's reduced costs rule out for a goal as near its bound as expected; where it is not,
 * once more without that.
 * @param before the solution of the goals before; none at first
 */
function best(
  search: Search,
  goal: Goal,
  before: readonly number[],
): (Found & { readonly bound: number }) | 'infeasible' | 'limit' {
  const { runs, problem, settled } = search;
  const linear = relax(search, goal);
  if (linear === 'infeasible') return linear;
  if (problem.relaxed === true) return linear === 'limit' ? linear : { ...linear, bound: linear.value };
  if (linear === 'limit') return runs.whole(before);

  const { target, isWhole, rounded, ruledBy } = linear;
  const settle = <Answer extends Found>(answer: Answer): Answer => {
    const ruled = ruledBy(answer.value);
    fix(search, linear, ruled);
    for (const variable of ruled) settled.add(variable);
    return answer;
  };
  if (problem.whole.every(isWhole)) return settle({ value: target, bound: target, values: linear.values });

  const isMinimised = goal.direction === 'minimise';
  const isBetter = (one: number, other: number) => (isMinimised ? one < other : one > other);
  const gap = Math.ceil(expectedGap * Math.abs(linear.value));
  const expected = isMinimised ? target + gap : target - gap;
  const seated = problem.whole.filter(
    (variable) => !settled.has(variable) && isWhole(variable) && rounded(variable) === 1,
  );
  const near = [...new Set([...seated, ...ruledBy(expected)])];
  fix(search, linear, near);
  const first = runs.whole([]);
  free(search, near);
  const known = [
    ...(typeof first === 'string' ? [] : [first]),
    ...(before.length === 0 ? [] : [{ value: worth(goal, before), values: before }]),
  ];
  const start = known.reduce<Found | null>(
    (one, other) => (one === null || isBetter(other.value, one.value) ? other : one),
    null,
  );
  if (start !== null && start.value === target) return settle({ ...start, bound: target });

  const level = start !== null && isBetter(start.value, expected) ? start.value : expected;
  const ruled = ruledBy(level);
  fix(search, linear, ruled);
  const answer = runs.whole(start?.values ?? []);
  // What was ruled out is worse than the level, so it is worse than an answer that is as good as that.
  if (typeof answer !== 'string' && !isBetter(level, answer.value)) return settle(answer);
  free(search, ruled);
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
      model.options.set({ solve_relaxation: true, solver: 'simplex', simplex_strategy: primalSimplex });
      model.run();
      const status = model.getModelStatus();
      if (status === modelStatus.infeasible) return 'infeasible';
      if (status !== modelStatus.optimal) return 'limit';
      const { colValue, colDual } = model.getSolution();
      return { value: model.getObjectiveValue(), values: [...colValue], reducedCosts: colDual };
    },
    whole(start) {
      model.options.set({ solve_relaxation: false, solver: 'choose', simplex_strategy: dualSimplex });
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
