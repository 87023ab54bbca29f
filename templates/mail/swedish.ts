/** How mails in Swedish write dates, money and credits: as in documents, with the day of the week and ordinary spaces. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { dayNumber, parseDate, weekdayOf } from '../../domain/calendar/days.ts';
import { count, creditsNumber, kronor, list, longDate, nbsp, termName } from '../documents/format.ts';
import type { Wording } from './wording.ts';

const weekdays = ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'];
const quarters = ['första', 'andra', 'tredje', 'fjärde'];

const plain = (text: string): string => text.replaceAll(nbsp, ' ');
const date = (of: IsoDate): string => plain(longDate(of));
const fullDate = (of: IsoDate): string => `${weekdays[weekdayOf(dayNumber(parseDate(of))) - 1]} ${date(of)}`;
const shortDate = (of: IsoDate): string => date(of).replace(/ \d{4}$/, '');
const hours = (start: string, end: string): string =>
  `kl. ${start.replace(':', '.')}–${end.replace(':', '.')}`;

export const swedish: Wording = {
  language: 'sv',
  date,
  fullDate,
  shortDate,
  hours,
  period(code) {
    if (/^\d{4}-(0[1-9]|1[0-2])$/.test(code)) return date(`${code}-01`).replace(/^1 /, '');
    const quarter = /^(\d{4})-?Q([1-4])$/.exec(code);
    const name = quarters[Number(quarter?.[2]) - 1];
    return quarter && name ? `${name} kvartalet ${quarter[1]}` : code;
  },
  termName,
  termCode: (term) => term,
  list,
  count,
  money: kronor,
  credits: (tenths) => `${plain(creditsNumber(tenths))} hp`,
  creditsOf: (tenths, all) => `${plain(creditsNumber(tenths))} av ${plain(creditsNumber(all))} hp`,
};
