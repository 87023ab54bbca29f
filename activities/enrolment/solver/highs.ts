/** The solver of seat plans: HiGHS in a thread of its own, so that planning never stops the process. */
import { Piscina } from 'piscina';
import type { SolveAnswer, SolveProblem, Solver } from '../../../domain/enrolment/seatPlan/solver.ts';

/** A thread without work for this long is ended, to give its memory back. */
const idleMs = 20_000;

let pool: Piscina<SolveProblem, SolveAnswer> | undefined;

/**
 * One thread for the process, started when first needed and never in the way of the process's end. The solver holds no
 * state and no address, so it needs no configuration and nobody has to close it.
 */
export const highsSolver: Solver = {
  async solve(problem) {
    pool ??= new Piscina<SolveProblem, SolveAnswer>({
      filename: new URL('./start.mjs', import.meta.url).href,
      minThreads: 0,
      maxThreads: 1,
      idleTimeout: idleMs,
    });
    try {
      return await pool.run(problem);
    } catch {
      return { status: 'failed' };
    }
  },
};
