/** What an article costs on a day. */
import type { IsoDate } from '../calendar/dates.ts';
import { type Reference, UnknownReference } from '../reference.ts';
import type { Fee } from '../region.ts';

/**
 * The fee of an article on a day: of the day's year, and within it the newest that holds already, so that a fee which is
 * decided in mid-year applies from its date.
 * @returns undefined when the region has none
 */
export const findFee = (fees: readonly Fee[], article: string, on: IsoDate): Fee | undefined =>
  fees
    .filter((fee) => fee.article === article && String(fee.year) === on.slice(0, 4) && fee.from <= on)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1);

/** @throws UnknownReference when the region has no such fee on that day */
export function feeOn({ fees }: Reference, article: string, on: IsoDate): Fee {
  const fee = findFee(fees, article, on);
  if (fee === undefined) throw new UnknownReference('fee', `${article} ${on}`);
  return fee;
}
