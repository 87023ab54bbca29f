/** Money as people and programs write it. */
import type { Ore } from './region.ts';

/**
 * Kronor written as decimal text, `25000` or `2.37` (comma also works), as öre.
 * @returns undefined when it is negative, has parts of an öre or is not a number
 */
export function oreFromKronor(text: string): Ore | undefined {
  const match = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** The same with a minus before what goes back. */
export function signedOreFromKronor(text: string): Ore | undefined {
  if (!text.startsWith('-')) return oreFromKronor(text);
  const ore = oreFromKronor(text.slice(1));
  return ore === undefined ? undefined : -ore;
}

/** Öre as kronor for programs, with a point and always two decimals: `25000.00`; never `-0.00`. */
export function decimalKronor(ore: Ore): string {
  const digits = String(Math.abs(ore)).padStart(3, '0');
  return `${ore < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
