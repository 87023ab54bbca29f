import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totals } from '../../../domain/invoicing/totals.ts';
import type { VatCategory } from '../../../domain/region.ts';

const line = (amountOre: number, vatCategory: VatCategory, vatPercent: number) => ({
  amountOre,
  vatCategory,
  vatPercent,
});
const anyLine = fc
  .record({
    amountOre: fc.integer({ min: -10_000_000, max: 10_000_000 }),
    rate: fc.constantFrom<readonly [VatCategory, number]>(['S', 25], ['S', 12], ['S', 6], ['E', 0], ['O', 0]),
  })
  .map(({ amountOre, rate: [vatCategory, vatPercent] }) => line(amountOre, vatCategory, vatPercent));

describe('totals', () => {
  it('adds nothing to what is exempt and a quarter to what is not', () => {
    const lines = [line(2_500_000, 'E', 0), line(45_000, 'S', 25), line(45_000, 'S', 25)];
    expect(totals(lines)).toEqual({ netOre: 2_590_000, vatOre: 22_500, totalOre: 2_612_500 });
  });

  it('rounds the sum of a rate, not each line', () => {
    // 0.5 öre of VAT on each of three lines of 2 öre: 1.5, rounded once to 2; line by line it would be 3.
    expect(totals([line(2, 'S', 25), line(2, 'S', 25), line(2, 'S', 25)]).vatOre).toBe(2);
    // 1.25 and 1.2 öre are rounded each, since they are of two rates.
    expect(totals([line(5, 'S', 25), line(10, 'S', 12)]).vatOre).toBe(2);
  });

  it('is nothing for no lines', () => {
    expect(totals([])).toEqual({ netOre: 0, vatOre: 0, totalOre: 0 });
  });

  it('refuses a part of an öre', () => {
    expect(() => totals([line(0.5, 'S', 25)])).toThrow(RangeError);
  });

  it('adds up, is within half an öre a rate, does not depend on order, and is taken back by its credit', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 40 }), (lines) => {
        const { netOre, vatOre, totalOre } = totals(lines);
        expect(netOre).toBe(lines.reduce((sum, { amountOre }) => sum + amountOre, 0));
        expect(netOre + vatOre).toBe(totalOre);
        const exact = lines.reduce((sum, { amountOre, vatPercent }) => sum + amountOre * vatPercent, 0) / 100;
        const rates = new Set(
          lines.filter(({ vatPercent }) => vatPercent > 0).map(({ vatPercent }) => vatPercent),
        );
        expect(Math.abs(vatOre - exact)).toBeLessThanOrEqual(0.5 * rates.size + 1e-6);
        expect(totals([...lines].reverse())).toEqual(totals(lines));
        const credit = totals(lines.map((one) => ({ ...one, amountOre: -one.amountOre })));
        expect(credit.totalOre + totalOre).toBe(0);
      }),
    );
  });
});
