/** What an equation says that does not hold, and how two sides are compared. */

export interface BrokenEquation {
  readonly equation: string;
  /** What it was worked out for: an offering, a person, an invoice; empty for the whole. */
  readonly of: string;
  readonly expected: number;
  readonly actual: number;
  /** `actual − expected`; 0 when as many are there as should be, but not the same ones. */
  readonly difference: number;
  /** Up to five of those in which the sides differ. */
  readonly examples: readonly string[];
}

export const broken = (
  equation: string,
  of: string,
  expected: number,
  actual: number,
  examples: readonly string[] = [],
): BrokenEquation => ({
  equation,
  of,
  expected,
  actual,
  difference: actual - expected,
  examples: [...examples].sort().slice(0, 5),
});

export const compareCounts = (
  equation: string,
  of: string,
  expected: number,
  actual: number,
): BrokenEquation[] => (expected === actual ? [] : [broken(equation, of, expected, actual)]);

/** Both sides must have the same members, each as many times. */
export function compareSets(
  equation: string,
  of: string,
  expected: readonly string[],
  actual: readonly string[],
): BrokenEquation[] {
  const balance = new Map<string, number>();
  for (const member of expected) balance.set(member, (balance.get(member) ?? 0) - 1);
  for (const member of actual) balance.set(member, (balance.get(member) ?? 0) + 1);
  const examples = [...balance]
    .filter(([, count]) => count !== 0)
    .map(([member, count]) => (count < 0 ? `missing: ${member}` : `too many: ${member}`));
  return examples.length === 0 ? [] : [broken(equation, of, expected.length, actual.length, examples)];
}
