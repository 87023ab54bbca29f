/** How dates and times are written in mails: as in documents, with the day of the week and ordinary spaces. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { dayNumber, parseDate, weekdayOf } from '../../domain/calendar/days.ts';
import { longDate, nbsp } from '../documents/format.ts';

const weekdays = ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'];

/** `8 september 2026`. Throws RangeError for a text that is not a date. */
export function date(of: IsoDate): string {
  return longDate(of).replaceAll(nbsp, ' ');
}

/** `tisdag 8 september 2026`. */
export function fullDate(of: IsoDate): string {
  return `${weekdays[weekdayOf(dayNumber(parseDate(of))) - 1]} ${date(of)}`;
}

/** `8 september`, where the year is plain from the rest. */
export function shortDate(of: IsoDate): string {
  return date(of).replace(/ \d{4}$/, '');
}

/** `kl. 09.00–16.00` from `09:00` and `16:00`. */
export function hours(start: string, end: string): string {
  return `kl. ${start.replace(':', '.')}–${end.replace(':', '.')}`;
}

const quarters = ['första', 'andra', 'tredje', 'fjärde'];

/** `2026-09` as `september 2026`, `2026-Q3` as `tredje kvartalet 2026`; any other text as it is. */
export function period(code: string): string {
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(code)) return date(`${code}-01`).replace(/^1 /, '');
  const quarter = /^(\d{4})-?Q([1-4])$/.exec(code);
  const name = quarters[Number(quarter?.[2]) - 1];
  return quarter && name ? `${name} kvartalet ${quarter[1]}` : code;
}
