/** How mails in English write dates, money and credits. Independent of the machine's language and zone. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { dayNumber, parseDate, weekdayOf } from '../../domain/calendar/days.ts';
import type { TermCode } from '../../domain/region.ts';
import { creditsNumber, nbsp, shortDate as sameDate } from '../documents/format.ts';
import type { Wording } from './wording.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const quarters = ['first', 'second', 'third', 'fourth'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

function date(of: IsoDate): string {
  const [year, month, day] = sameDate(of).split('-');
  return `${Number(day)} ${months[Number(month) - 1]} ${year}`;
}

function season(term: TermCode): { readonly name: string; readonly year: string } {
  const match = /^(HT|VT)(\d{4})$/.exec(term);
  if (!match?.[2]) throw new RangeError(`not a term: ${term}`);
  return { name: match[1] === 'HT' ? 'autumn' : 'spring', year: match[2] };
}

function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  const digits = String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, ',');
  return value < 0 ? `\u2212${digits}` : digits;
}

const number = (tenths: number): string => creditsNumber(tenths).replace(',', '.').replaceAll(nbsp, ',');

export const english: Wording = {
  language: 'en',
  date,
  fullDate: (of) => `${weekdays[weekdayOf(dayNumber(parseDate(of))) - 1]} ${date(of)}`,
  shortDate: (of) => date(of).replace(/ \d{4}$/, ''),
  hours: (start, end) => `${start}–${end}`,
  period(code) {
    if (/^\d{4}-(0[1-9]|1[0-2])$/.test(code)) return date(`${code}-01`).replace(/^1 /, '');
    const quarter = /^(\d{4})-?Q([1-4])$/.exec(code);
    const name = quarters[Number(quarter?.[2]) - 1];
    return quarter && name ? `the ${name} quarter of ${quarter[1]}` : code;
  },
  termName: (term) => `${season(term).name} term ${season(term).year}`,
  termCode: (term) => `${season(term).name} ${season(term).year}`,
  list(parts) {
    const last = parts.at(-1) ?? '';
    return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
  },
  count: (value, one, many) => `${wholeNumber(value)}${nbsp}${value === 1 ? one : many}`,
  money(ore) {
    if (!Number.isSafeInteger(ore)) throw new RangeError(`not a whole number of öre: ${ore}`);
    const size = Math.abs(ore);
    const text = `${wholeNumber(Math.trunc(size / 100))}.${String(size % 100).padStart(2, '0')}`;
    return `${ore < 0 ? '\u2212' : ''}SEK${nbsp}${text}`;
  },
  credits: (tenths) => `${number(tenths)} credits`,
  creditsOf: (tenths, all) => `${number(tenths)} of ${number(all)} credits`,
};
