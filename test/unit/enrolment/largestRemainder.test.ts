import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestRemainder } from '../../../domain/enrolment/largestRemainder.ts';

const byKey = (key: string) => key;

describe('largestRemainder', () => {
  it('gives the seats left to the largest remainders', () => {
    // 10 seats on 7, 5 and 2 managers: 5.0, 3.57 and 1.43.
    const shares = largestRemainder(
      10,
      new Map([
        ['a', 7],
        ['b', 5],
        ['c', 2],
      ]),
      byKey,
    );
    expect(Object.fromEntries(shares)).toEqual({ a: 5, b: 4, c: 1 });
  });

  it('breaks equal remainders by the tie alone', () => {
    const reversed = (key: string) => (key === 'a' ? 'z' : key);
    const weights = new Map([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ]);
    expect(Object.fromEntries(largestRemainder(1, weights, byKey))).toEqual({ a: 1, b: 0, c: 0 });
    expect(Object.fromEntries(largestRemainder(1, weights, reversed))).toEqual({ a: 0, b: 1, c: 0 });
  });

  it('gives nothing on no weights', () => {
    expect(largestRemainder(5, new Map([['a', 0]]), byKey).size).toBe(0);
  });

  it('sums to the seats, and no share is a seat or more away from its quota', () => {
    const weights = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 80 }),
      {
        minKeys: 1,
      },
    );
    fc.assert(
      fc.property(fc.nat(120), weights, (seats, given) => {
        const entries = Object.entries(given);
        const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
        const shares = largestRemainder(seats, new Map(entries), byKey);
        expect([...shares.values()].reduce((sum, share) => sum + share, 0)).toBe(seats);
        for (const [key, weight] of entries) {
          expect(Math.abs((shares.get(key) ?? 0) - (seats * weight) / total)).toBeLessThan(1);
        }
      }),
    );
  });
});
