/** Plans that are too large for one model, in blocks of whole municipalities. */
import { groupBy } from '../../groupBy.ts';
import type { CourseCode } from '../../region.ts';
import { largestRemainder } from '../largestRemainder.ts';
import { compareText } from '../order.ts';
import { aggregateBounds } from './bound.ts';
import { openSeatsUsed } from './capacity.ts';
import { type NoPlan, planSeats } from './plan.ts';
import type { SolveLimits, Solver } from './solver.ts';
import type { GoalResult, PlanCandidate, PlannedSeat, SeatPlan, SeatPlanInput } from './types.ts';

/**
 * The best plan, when all fit in one model; otherwise a good one, made block by block. Each block has its share of the
 * seats by how many of its managers miss the course, and what the blocks before it left unused. Every limit holds for
 * the whole, since workplaces and quotas lie within one municipality. How far from the best it can be, at most, is told
 * by bounds for all managers together (`aggregateBounds`); goals without such a bound are left out.
 * @param size managers that fit in one model
 */
export async function planInBlocks(
  input: SeatPlanInput,
  solver: Solver,
  limits: SolveLimits,
  size: number,
): Promise<SeatPlan | NoPlan> {
  if (input.candidates.length <= size) return planSeats(input, solver, limits);
  const blocks = blocksOf(input.candidates, size);
  const shares = capacityShares(blocks, input);
  const unused = new Map<CourseCode, number[]>();
  const seats: PlannedSeat[] = [];
  const goals: GoalResult[] = [];
  for (const [index, candidates] of blocks.entries()) {
    const codes = new Set(candidates.map(({ municipality }) => municipality));
    const capacity = new Map(
      [...input.capacity].map(([course, row]) => [
        course,
        row.map((_, term) => (shares(course, term)[index] ?? 0) + (unused.get(course)?.[term] ?? 0)),
      ]),
    );
    const plan = await planSeats(
      {
        ...input,
        candidates,
        capacity,
        shares: new Map([...input.shares].filter(([municipality]) => codes.has(municipality))),
      },
      solver,
      limits,
    );
    if (typeof plan === 'string') return plan;
    const homes = new Map(candidates.map(({ person, municipality }) => [person, municipality]));
    for (const [course, row] of capacity) {
      unused.set(
        course,
        row.map((free, term) => free - openSeatsUsed(plan.seats, homes, input, course, term)),
      );
    }
    seats.push(...plan.seats);
    goals.push(...plan.goals);
  }
  const bounds = await aggregateBounds(input, solver, limits);
  const partsOf = groupBy(goals, ({ name }) => name);
  const whole = [...bounds].map(([name, bound]): GoalResult => {
    const parts = partsOf.get(name) ?? [];
    const value = parts.reduce((sum, goal) => sum + goal.value, 0);
    const direction = parts[0]?.direction ?? 'minimise';
    return { name, direction, value, bound, gap: Math.abs(value - bound) };
  });
  return {
    seats: seats.toSorted((a, b) => a.term - b.term || compareText(a.person, b.person)),
    goals: whole,
    proven: false,
  };
}

/** Whole municipalities by code, as many as fit; one that is larger than a block is a block of its own. */
function blocksOf(candidates: readonly PlanCandidate[], size: number): PlanCandidate[][] {
  const byMunicipality = groupBy(candidates, ({ municipality }) => municipality);
  const blocks: PlanCandidate[][] = [];
  for (const [, own] of [...byMunicipality].toSorted(([a], [b]) => compareText(a, b))) {
    const last = blocks.at(-1);
    if (last !== undefined && last.length + own.length <= size) last.push(...own);
    else blocks.push([...own]);
  }
  return blocks;
}

/** A course's seats of a term, divided between the blocks by how many could take it then. */
function capacityShares(
  blocks: readonly (readonly PlanCandidate[])[],
  { capacity }: SeatPlanInput,
): (course: CourseCode, term: number) => readonly number[] {
  const divided = new Map<string, readonly number[]>();
  for (const [course, row] of capacity) {
    for (const [term, seats] of row.entries()) {
      const weights = blocks.map(
        (block) =>
          block.filter(({ firstTerm, missing }) => firstTerm <= term && missing[term]?.includes(course))
            .length,
      );
      const shares = largestRemainder(
        seats,
        new Map(weights.map((weight, index) => [`${index}`, weight])),
        (key) => Number(key),
      );
      divided.set(
        `${course} ${term}`,
        blocks.map((_, index) => shares.get(`${index}`) ?? 0),
      );
    }
  }
  return (course, term) => divided.get(`${course} ${term}`) ?? [];
}
