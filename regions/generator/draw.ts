/** Draws keyed by names, never by order: adding one person changes nothing about the others. */
import { createHash } from 'node:crypto';

/** A draw between 0 (included) and 1 (excluded) that depends on the seed and the names alone. */
export type Draw = (...names: readonly (string | number)[]) => number;

export function createDraw(seed: string): Draw {
  return (...names) => {
    const digest = createHash('sha256')
      .update(JSON.stringify([seed, ...names]))
      .digest();
    return digest.readUIntBE(0, 6) / 2 ** 48;
  };
}

/** One of the choices, each as likely. */
export function pick<T>(choices: readonly [T, ...T[]], draw: number): T {
  return choices[Math.floor(draw * choices.length)] ?? choices[0];
}

/** The items in an order drawn by their keys. */
export function shuffled<T>(
  items: readonly T[],
  key: (item: T) => string,
  draw: Draw,
  question: string,
): T[] {
  return items
    .map((item) => ({ item, at: draw(question, key(item)) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Shares out `total` whole units by weight, with the largest remainders rounded up; ties to the first. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const shares = exact.map(Math.floor);
  const left = total - shares.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, i) => ({ i, remainder: value - Math.floor(value) }))
    .toSorted((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder.slice(0, left)) shares[i] = (shares[i] ?? 0) + 1;
  return shares;
}
