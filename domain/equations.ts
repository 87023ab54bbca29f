/** What an equation says that does not hold, and how two sides are compared. */

/** One thing in which the two sides differ, and why. */
export interface Mismatch {
  /** `missing: …`, `too many: …`, or both numbers when only these are compared. */
  readonly what: string;
  /** English, with ids, dates and codes only. */
  readonly cause: string;
}

export interface BrokenEquation {
  readonly equation: string;
  /** What it was worked out for: an offering, a person, an invoice; empty for the whole. */
  readonly of: string;
  readonly expected: number;
  readonly actual: number;
  /** `actual − expected`; 0 when as many are there as should be, but not the same ones. */
  readonly difference: number;
  /** All of them, sorted. */
  readonly mismatches: readonly Mismatch[];
}

export const broken = (
  equation: string,
  of: string,
  expected: number,
  actual: number,
  mismatches: readonly Mismatch[],
): BrokenEquation => ({
  equation,
  of,
  expected,
  actual,
  difference: actual - expected,
  mismatches: mismatches.toSorted((a, b) => (a.what < b.what ? -1 : 1)),
});

export const compareCounts = (
  equation: string,
  of: string,
  expected: number,
  actual: number,
  cause: string,
): BrokenEquation[] =>
  expected === actual
    ? []
    : [broken(equation, of, expected, actual, [{ what: `${actual} instead of ${expected}`, cause }])];

/** Why a member is on one side only: `missing` when it should be there and is not. */
export type CauseOf = (member: string, side: 'missing' | 'too many') => string;

/** For when each side has one cause only. */
export const causes =
  (missing: string, tooMany: string): CauseOf =>
  (_member, side) =>
    side === 'missing' ? missing : tooMany;

/** Both sides must have the same members, each as many times. */
export function compareSets(
  equation: string,
  of: string,
  expected: readonly string[],
  actual: readonly string[],
  causeOf: CauseOf,
): BrokenEquation[] {
  const balance = new Map<string, number>();
  for (const member of expected) balance.set(member, (balance.get(member) ?? 0) - 1);
  for (const member of actual) balance.set(member, (balance.get(member) ?? 0) + 1);
  const mismatches = [...balance]
    .filter(([, count]) => count !== 0)
    .map(([member, count]): Mismatch => {
      const side = count < 0 ? 'missing' : 'too many';
      return { what: `${side}: ${member}`, cause: causeOf(member, side) };
    });
  return mismatches.length === 0 ? [] : [broken(equation, of, expected.length, actual.length, mismatches)];
}

/** Numbers of a series are 1, 2, 3 … up to the last that was given, each of them once. */
export const compareNumbers = (
  equation: string,
  of: string,
  last: number,
  given: readonly number[],
  causeOf: CauseOf,
): BrokenEquation[] =>
  compareSets(
    equation,
    of,
    Array.from({ length: last }, (_, index) => String(index + 1)),
    given.map(String),
    causeOf,
  );
