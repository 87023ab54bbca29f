/**
 * What the municipalities pay once a year: a sum per inhabitant, and their shares of what the region has agreed on. The
 * first term that begins in a year carries its costs.
 */
import type { IsoDate } from '../calendar/dates.ts';
import { largestRemainder } from '../enrolment/largestRemainder.ts';
import { cooperates, type Reference } from '../reference.ts';
import type { Fee, Ore, TermCode } from '../region.ts';
import type { Charge } from './lines.ts';

/** The year whose costs a term carries; undefined for a later term of the year, and when the year has no costs. */
export function yearOfCosts(term: TermCode, reference: Reference): number | undefined {
  const year = reference.term(term).start.slice(0, 4);
  const first = reference.terms
    .filter(({ start }) => start.slice(0, 4) === year)
    .toSorted((a, b) => (a.start < b.start ? -1 : 1))[0];
  const hasCosts = yearlyFees(Number(year), reference).length > 0;
  return first?.code === term && hasCosts ? Number(year) : undefined;
}

const yearlyFees = (year: number, { fees }: Reference): Fee[] =>
  fees.filter((fee) => fee.year === year && fee.basis !== 'participant');

/** The day on which a year's costs are invoiced, or the working day after it. */
export const yearlyCostsOn = (year: number, { calendar, rules }: Reference): IsoDate =>
  calendar.orNextWorkingDay(`${year}-${rules.invoicing.yearlyCostsOn}`);

/**
 * One charge for each municipality that takes part on that day and each yearly fee. Shares are whole öre by largest
 * remainder, so that they add up to what was agreed.
 */
export function yearlyCharges(term: TermCode, reference: Reference): Charge[] {
  const year = yearOfCosts(term, reference);
  if (year === undefined) return [];
  const on = yearlyCostsOn(year, reference);
  const paying = reference.municipalities.filter(({ code }) => cooperates(reference, code, on));
  const inhabitants = new Map(paying.map(({ code, population }) => [code, population]));
  const all = [...inhabitants.values()].reduce((sum, one) => sum + one, 0);
  return yearlyFees(year, reference).flatMap((fee) => {
    const shares =
      fee.basis === 'shared' ? largestRemainder(fee.amount, inhabitants, (code) => code) : undefined;
    return paying.map(({ code, population }): Charge => {
      const amount = shares === undefined ? fee.amount * population : (shares.get(code) ?? 0);
      const how =
        shares === undefined
          ? `${whole(population)} invånare à ${kronor(fee.amount)} kr`
          : `kommunens del av ${kronor(fee.amount)} kr, ${whole(population)} av ${whole(all)} invånare`;
      return {
        seller: fee.seller,
        municipality: code,
        line: {
          article: fee.article,
          title: `${fee.title}, ${year}: ${how}.`,
          person: '',
          offering: '',
          day: 0,
          quantity: shares === undefined ? population : 1,
          amountOre: amount,
          vatCategory: fee.vatCategory,
          vatPercent: fee.vatPercent,
          funding: '',
          decision: '',
        },
      };
    });
  });
}

/** Thousands with a no-break space. */
const whole = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, '\u00a0');

const kronor = (ore: Ore): string => {
  const rest = ore % 100;
  return `${whole(Math.floor(ore / 100))}${rest === 0 ? '' : `,${String(rest).padStart(2, '0')}`}`;
};
