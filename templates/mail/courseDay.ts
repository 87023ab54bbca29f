/** A course day as mails show it. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { Language } from '../../domain/region.ts';
import { type Block, entries, facts } from './layout.ts';
import { inEach, type Wording } from './wording.ts';

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

const texts = inEach({
  sv: {
    date: 'Dag',
    time: 'Tid',
    place: 'Plats',
    theOnly: 'kursdagen',
    numbered: (number: number) => `kursdag ${number}`,
    title: (number: string, date: string) => `Kursdag${number}: ${date}`,
    online: 'Digitalt',
    linkLater: 'länken kommer i ett eget mejl',
  },
  en: {
    date: 'Date',
    time: 'Time',
    place: 'Place',
    theOnly: 'the course day',
    numbered: (number) => `course day ${number}`,
    title: (number, date) => `Course day${number}: ${date}`,
    online: 'Online',
    linkLater: 'the link comes in an email of its own',
  },
});

export function courseDayFacts(day: CourseDayView, say: Wording): Block {
  const t = texts[say.language];
  return facts({
    [t.date]: say.fullDate(day.date),
    [t.time]: say.hours(day.start, day.end),
    [t.place]: day.place,
  });
}

/** `kursdag 2`, or `kursdagen` when the offering has no other. */
export const dayName = ({ number, count }: CourseDayView, say: Wording): string =>
  count === 1 ? texts[say.language].theOnly : texts[say.language].numbered(number);

export function courseDayEntries(days: readonly CourseDayView[], say: Wording): Block {
  return entries(
    days.map((day) => ({
      title: texts[say.language].title(day.count === 1 ? '' : ` ${day.number}`, say.fullDate(day.date)),
      lines: [say.hours(day.start, day.end), ...(day.place === '' ? [] : [day.place])],
    })),
  );
}

/** Where people meet online: at the address, when it is known. */
export function onlinePlace(language: Language, address: string | undefined): string {
  const t = texts[language];
  return `${t.online}: ${address ?? t.linkLater}`;
}
