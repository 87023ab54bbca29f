/** Goals that are solved as one, which is quicker than one after the other and gives the same. */
import { total, type Variable } from './program.ts';
import type { Direction, Goal } from './types.ts';

/** What is solved at once: one goal, or two of which the first weighs more than the second can ever be worth. */
export interface Stage {
  readonly goals: readonly Goal[];
  readonly direction: Direction;
  readonly coefficients: ReadonlyMap<Variable, number>;
  readonly keeps: readonly Variable[];
  /** Of the first of two goals; the second has 1. */
  readonly weight: number;
}

const alone = (goal: Goal): Stage => ({ ...goal, goals: [goal], weight: 1 });

/**
 * Who finishes and the fair shares become one stage: nobody's finishing is worth less than all the fairness there is, so
 * the best of the sum is the best of the first, and of those the best of the second.
 * @param fairnessAtMost what the fair shares can lack at most
 */
export function stagesOf(goals: readonly Goal[], fairnessAtMost: number): Stage[] {
  const stages: Stage[] = [];
  for (const goal of goals) {
    const before = stages.at(-1);
    const [first] = before?.goals ?? [];
    if (first?.name === 'finished' && goal.name === 'fairness') {
      stages.pop();
      stages.push(joined(first, goal, fairnessAtMost + 1));
    } else {
      stages.push(alone(goal));
    }
  }
  return stages;
}

function joined(first: Goal, second: Goal, weight: number): Stage {
  const sign = first.direction === second.direction ? 1 : -1;
  return {
    goals: [first, second],
    direction: first.direction,
    coefficients: total([
      ...[...first.coefficients].map(([variable, factor]): [Variable, number] => [variable, weight * factor]),
      ...[...second.coefficients].map(([variable, factor]): [Variable, number] => [variable, sign * factor]),
    ]),
    keeps: [...first.keeps, ...second.keeps],
    weight,
  };
}
