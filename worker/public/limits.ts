/** How often somebody may do something: a bucket for each, filled again at an even pace, kept in memory only. */

export interface RateLimit {
  /** How many at once. */
  readonly burst: number;
  /** Milliseconds until one more is allowed. */
  readonly refillMs: number;
}

export interface Limiter {
  /** Whether this one is allowed; counts it when it is. */
  allows(who: string): boolean;
}

/** More are forgotten, the longest silent first: an attacker with many addresses costs memory up to here. */
const mostKept = 10_000;

/** @param now milliseconds of a clock that never goes back */
export function createLimiter({ burst, refillMs }: RateLimit, now: () => number): Limiter {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    allows(who) {
      const at = now();
      const before = buckets.get(who) ?? { left: burst, at };
      const left = Math.min(burst, before.left + (at - before.at) / refillMs);
      buckets.delete(who);
      buckets.set(who, { left: left >= 1 ? left - 1 : left, at });
      const oldest = buckets.size > mostKept ? buckets.keys().next().value : undefined;
      if (oldest !== undefined) buckets.delete(oldest);
      return left >= 1;
    },
  };
}
