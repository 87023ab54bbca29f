import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Charge } from '../../../domain/invoicing/lines.ts';
import { divided, trainerPots } from '../../../domain/invoicing/trainerPot.ts';
import { createReference } from '../../../domain/reference.ts';
import { litenData } from '../../support/regionFiles.ts';

const reference = createReference(await litenData());

const charge = (person: string): Charge => ({
  seller: 'rss',
  municipality: '2080',
  line: {
    article: 'course_day_manager',
    title: '',
    person,
    offering: 'HT2026-LLU-1',
    day: 1,
    quantity: 1,
    amountOre: 45_000,
    vatCategory: 'S',
    vatPercent: 25,
    funding: '',
    decision: '',
  },
});

describe('a pot', () => {
  it('is divided into whole öre that add up to it, nobody more than an öre from the exact share', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.constantFrom(100, 125), { minLength: 12, maxLength: 12 }),
        (pot, ids, hundredths) => {
          const weights = new Map(ids.map((id, index) => [id, hundredths[index] ?? 100]));
          const shares = divided(pot, weights);
          const all = [...weights.values()].reduce((sum, one) => sum + one, 0);
          expect([...shares.values()].reduce((sum, one) => sum + one, 0)).toBe(pot);
          for (const [id, weight] of weights) {
            expect(Math.abs((shares.get(id) ?? 0) - (pot * weight) / all)).toBeLessThan(1);
          }
          const backwards = new Map([...weights].reverse());
          expect(new Map([...divided(pot, backwards)].sort())).toEqual(new Map([...shares].sort()));
        },
      ),
    );
  });

  it('is 200 kronor of each manager who was there: one share to the trainer, one and a quarter to the leader', () => {
    const [day, ...more] = trainerPots(['2080-m01', '2080-m02', '2081-m01'].map(charge), reference);
    expect(more).toEqual([]);
    // 600 kronor on 2.25 shares.
    expect(day).toMatchObject({
      ...{ seller: 'rss', offering: 'HT2026-LLU-1', day: 1, date: '2026-10-13' },
      ...{ participants: 3, potOre: 60_000 },
      shares: [
        // A trainer of the region: the share stays with the seller.
        { trainer: 't-01', municipality: '', leader: false, hundredths: 100, amountOre: 26_667 },
        { trainer: 't-02', municipality: '2021', leader: true, hundredths: 125, amountOre: 33_333 },
      ],
    });
  });

  it('of a day that nobody is known to have held is shown, not divided', () => {
    const without = createReference({
      ...reference,
      offerings: reference.offerings.map((offering) => ({
        ...offering,
        days: offering.days.map((day) => ({ ...day, trainers: [] })),
      })),
    });
    expect(trainerPots([charge('2080-m01')], without)).toMatchObject([{ potOre: 20_000, shares: [] }]);
  });

  it('follows the rule: equal shares give equal amounts', () => {
    const rules = {
      ...reference.rules,
      invoicing: { ...reference.rules.invoicing, trainerPot: { share: 1, leaderShare: 1 } },
    };
    const [day] = trainerPots([charge('2080-m01')], createReference({ ...reference, rules }));
    expect(day?.shares.map(({ amountOre }) => amountOre)).toEqual([10_000, 10_000]);
  });
});
