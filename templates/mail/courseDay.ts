/** A course day as mails show it. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type Block, entries, facts } from './layout.ts';
import { fullDate, hours } from './swedish.ts';

export interface CourseDayView {
  readonly number: number;
  /** How many days the offering has. */
  readonly count: number;
  readonly date: IsoDate;
  /** Local times, `09:00`. */
  readonly start: string;
  readonly end: string;
  readonly place: string;
}

export function courseDayFacts(day: CourseDayView): Block {
  return facts({ Dag: fullDate(day.date), Tid: hours(day.start, day.end), Plats: day.place });
}

/** `kursdag 2`, or `kursdagen` when the offering has no other. */
export const dayName = ({ number, count }: CourseDayView): string =>
  count === 1 ? 'kursdagen' : `kursdag ${number}`;

export function courseDayEntries(days: readonly CourseDayView[]): Block {
  return entries(
    days.map((day) => ({
      title: `Kursdag${day.count === 1 ? '' : ` ${day.number}`}: ${fullDate(day.date)}`,
      lines: [hours(day.start, day.end), ...(day.place === '' ? [] : [day.place])],
    })),
  );
}
