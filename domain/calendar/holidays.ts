/** Days off of a country, from the package date-holidays. */
import Holidays, { type HolidaysTypes } from 'date-holidays';
import type { IsoDate } from './dates.ts';
import { dayNumber, formatDate, fromDayNumber, parseDate } from './days.ts';

/**
 * Red days: `public` are the public holidays (lagen om allmänna helgdagar), `bank` are Midsummer, Christmas and New
 * Year's Eve, which Swedish law on deadlines (lagen 1930:173, 2 §) treats alike. `observance` and `optional`
 * (Maundy Thursday, Walpurgis, All Hallows' Eve) are working days.
 */
const daysOff: ReadonlySet<string> = new Set(['public', 'bank']);
const dayMs = 86_400_000;

/**
 * Days off of a year, weekends not counted unless they are holidays too.
 * @param country ISO 3166 code such as `SE`.
 * @returns a function from a year to its dates; throws a RangeError here for an unknown country.
 */
export function createHolidays(country: string): (year: number) => ReadonlySet<IsoDate> {
  const source = new Holidays(country);
  if (source.getHolidays(2026).length === 0) {
    throw new RangeError(`No holidays are known for the country ${JSON.stringify(country)}`);
  }
  const years = new Map<number, ReadonlySet<IsoDate>>();
  return (year) => {
    let dates = years.get(year);
    if (dates === undefined) {
      dates = new Set(source.getHolidays(year).flatMap((holiday) => datesOf(holiday)));
      years.set(year, dates);
    }
    return dates;
  };
}

function datesOf({ type, date, start, end }: HolidaysTypes.Holiday): IsoDate[] {
  if (!daysOff.has(type)) return [];
  const first = dayNumber(parseDate(date.slice(0, 10)));
  const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
  return Array.from({ length }, (_, index) => formatDate(fromDayNumber(first + index)));
}
