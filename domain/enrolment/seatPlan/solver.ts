/** The port to whatever solves mixed-integer programs. */
import type { Variable } from './program.ts';

/** Limits that give the same answer on every machine: counted in work done, never in time. */
export interface SolveLimits {
  /** Nodes of the search tree a goal. */
  readonly nodes: number;
  /** Iterations on linear programs a goal. */
  readonly iterations: number;
}

export interface SolveProblem {
  /** Rows, bounds and kinds of the variables, in the LP format; variable n is called `xn`. */
  readonly lp: string;
  /** How many there are. */
  readonly variables: number;
  /** Those that are 0 or 1. */
  readonly whole: readonly Variable[];
  /** One after the other: each is made as good as can be with those before it kept. */
  readonly goals: readonly {
    readonly direction: 'minimise' | 'maximise';
    readonly variables: readonly Variable[];
    readonly factors: readonly number[];
    /** Variables that are 1 after the goals before and have to stay so. */
    readonly keeps: readonly Variable[];
  }[];
  /** Variables whose sum must be at least 1, to ask what something would cost. */
  readonly forced?: readonly Variable[];
  readonly limits: SolveLimits;
  /** True: variables need not be whole; a bound that is quick to have. */
  readonly relaxed?: boolean;
}

export interface SolvedGoal {
  readonly value: number;
  /** What the solver has proved that no solution can better. */
  readonly bound: number;
}

export type SolveAnswer =
  | { readonly status: 'solved'; readonly goals: readonly SolvedGoal[]; readonly values: readonly number[] }
  /** `infeasible`: nothing fulfils the rows. `limit`: nothing was found within the limits. `failed`: the solver broke. */
  | { readonly status: 'infeasible' | 'limit' | 'failed' };

export interface Solver {
  /** Does not throw: what goes wrong is `failed`. */
  solve(problem: SolveProblem): Promise<SolveAnswer>;
}
