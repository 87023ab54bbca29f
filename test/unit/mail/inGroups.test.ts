import { expect, it } from 'vitest';
import { inGroups } from '../../../activities/messages/inGroups.ts';

it('goes at once when there is little to do, and together while it is busy', async () => {
  const groups: (readonly number[])[] = [];
  const double = inGroups<number, number>(async (wishes) => {
    groups.push(wishes);
    await Promise.resolve();
    return wishes.map((wish) => 2 * wish);
  }, 3);
  expect(await Promise.all([1, 2, 3, 4, 5, 6].map(double))).toEqual([2, 4, 6, 8, 10, 12]);
  expect(groups).toEqual([[1], [2, 3, 4], [5, 6]]);
  expect(await double(7)).toBe(14);
});

it('tells each of a group that failed, and goes on with the next', async () => {
  const half = inGroups<number, number>(async (wishes) => {
    if (wishes.includes(3)) throw new Error('three');
    return wishes.map((wish) => wish / 2);
  }, 2);
  const outcomes = await Promise.allSettled([2, 3, 4, 6].map(half));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
});
