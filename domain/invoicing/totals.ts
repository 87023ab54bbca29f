/** What the lines of an invoice come to. */
import type { Ore, VatCategory } from '../region.ts';

export interface Priced {
  /** Without VAT. */
  readonly amountOre: Ore;
  readonly vatCategory: VatCategory;
  /** Whole per cent. */
  readonly vatPercent: number;
}

export interface Totals {
  readonly netOre: Ore;
  readonly vatOre: Ore;
  readonly totalOre: Ore;
}

/**
 * VAT is worked out once for each category and rate, on the sum of its lines, and rounded to whole öre there, half up
 * (EN 16931, BR-S-09 and BR-CO-14): rounding line by line would not add up to what the recipient works out.
 * @throws RangeError when an amount is not a whole number of öre
 */
export function totals(lines: readonly Priced[]): Totals {
  const groups = new Map<string, { net: bigint; percent: bigint }>();
  for (const { amountOre, vatCategory, vatPercent } of lines) {
    const key = `${vatCategory} ${vatPercent}`;
    const net = (groups.get(key)?.net ?? 0n) + BigInt(amountOre);
    groups.set(key, { net, percent: BigInt(vatPercent) });
  }
  const sums = [...groups.values()];
  const net = sums.reduce((sum, group) => sum + group.net, 0n);
  const vat = sums.reduce((sum, group) => sum + perCent(group.net, group.percent), 0n);
  return { netOre: Number(net), vatOre: Number(vat), totalOre: Number(net + vat) };
}

/** Half away from zero, so that a credit is rounded as what it credits. */
function perCent(amount: bigint, percent: bigint): bigint {
  const product = amount * percent;
  return product < 0n ? -((-product + 50n) / 100n) : (product + 50n) / 100n;
}
