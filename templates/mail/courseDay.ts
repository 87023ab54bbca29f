/** A course day as mails show it. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type Block, entries, facts } from './layout.ts';
import { fullDate, hours } from './swedish.ts';

export interface CourseDayView {
  readonly number: number;
  readonly date: IsoDate;
  /** Local times, `09:00`. */
  readonly start: string;
  readonly end: string;
  readonly place: string;
}

export function courseDayFacts(day: CourseDayView): Block {
  return facts({ Dag: fullDate(day.date), Tid: hours(day.start, day.end), Plats: day.place });
}

export function courseDayEntries(days: readonly CourseDayView[]): Block {
  return entries(
    days.map((day) => ({
      title: `Kursdag ${day.number}: ${fullDate(day.date)}`,
      lines: [hours(day.start, day.end), ...(day.place === '' ? [] : [day.place])],
    })),
  );
}
