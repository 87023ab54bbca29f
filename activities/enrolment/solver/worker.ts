/** A worker thread that solves a program with several goals, one after the other, by HiGHS in WebAssembly. */
import loadHighs, { type Highs, type Model } from 'highs';
import type { SolveAnswer, SolvedGoal, SolveProblem } from '../../../domain/enrolment/seatPlan/solver.ts';

const loading = loadHighs();

/** Coefficients are whole, so a kept goal may be this much short of its value by rounding only. */
const rounding = 1e-4;

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
  const { modelStatus, objectiveSense } = highs.constants;
  const relaxed = problem.relaxed === true;
  model.options.set({
    output_flag: false,
    random_seed: 0,
    mip_rel_gap: 0,
    // Goals are whole: a solution less than one from the bound is the best.
    mip_abs_gap: 0.999,
    mip_max_nodes: problem.limits.nodes,
    simplex_iteration_limit: problem.limits.iterations,
    ...(relaxed ? { solver: 'simplex' } : {}),
  });
  if (problem.forced !== undefined) {
    model.addRow(
      1,
      highs.infinity,
      entries(problem.forced, () => 1),
    );
  }
  const goals: SolvedGoal[] = [];
  let values: readonly number[] = [];
  for (const { direction, variables, factors, keeps } of problem.goals) {
    const sum = entries(variables, (index) => factors[index] ?? 0);
    for (const variable of keeps) {
      if ((values[variable] ?? 0) > 0.5) model.changeColBounds(variable, 1, 1);
    }
    // Nothing to choose: the values stand.
    if (variables.length === 0 && values.length > 0) {
      goals.push({ value: 0, bound: 0 });
      continue;
    }
    model.changeColsCost(
      { kind: 'range', from: 0, to: problem.variables - 1 },
      costs(problem.variables, variables, factors),
    );
    model.changeObjectiveSense(objectiveSense[direction === 'minimise' ? 'minimize' : 'maximize']);
    if (values.length > 0) model.setSolution({ colValue: [...values] });
    model.run();
    const status = model.getModelStatus();
    if (status === modelStatus.infeasible) return { status: 'infeasible' };
    if (status !== modelStatus.optimal && !hasSolution(model)) return { status: 'limit' };
    const value = model.getObjectiveValue();
    goals.push({ value, bound: relaxed ? value : Number(model.info.get('mip_dual_bound')) });
    values = [...model.getSolution().colValue];
    if (direction === 'minimise') model.addRow(-highs.infinity, value + rounding, sum);
    else model.addRow(value - rounding, highs.infinity, sum);
  }
  return { status: 'solved', goals, values };
}

/** What the solver calls feasible; see `primal_solution_status`. */
const feasible = 2;
const hasSolution = (model: Model): boolean => Number(model.info.get('primal_solution_status')) === feasible;

const entries = (variables: readonly number[], factor: (index: number) => number) => ({
  indices: [...variables],
  values: variables.map((_, index) => factor(index)),
});

function costs(count: number, variables: readonly number[], factors: readonly number[]): number[] {
  const all = new Array<number>(count).fill(0);
  for (const [index, variable] of variables.entries()) all[variable] = factors[index] ?? 0;
  return all;
}
