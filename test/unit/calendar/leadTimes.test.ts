/**
 * "So many working days before, at 08:00": every day of 2026–2030, every lead time, every hour, against a slow
 * computation that shares nothing with ours: the clock of Intl, and the red days of lagen (1989:253) om allmänna helgdagar
 * reckoned from Easter.
 */
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../domain/calendar/calendar.ts';
import { courseDayItems } from '../../../domain/journey/courseDays.ts';
import type { OfferingRef } from '../../../domain/reference.ts';
import { journey, offering, seat, world, zone } from '../../support/worlds.ts';

const years = [2026, 2027, 2028, 2029, 2030];
const hours = Array.from({ length: 24 }, (_, hour) => hour);
const clockTime = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
const iso = (day: DateTime): string => day.toFormat('yyyy-MM-dd');

/** Easter Sunday (Meeus, Jones and Butcher). */
function easter(year: number): DateTime {
  const a = year % 19;
  const [b, c] = [Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return DateTime.utc(year, month, day);
}

/** The first day from a date on that is a Friday or Saturday. */
function firstFrom(date: DateTime, weekday: 5 | 6): DateTime {
  let day = date;
  while (day.weekday !== weekday) day = day.plus({ days: 1 });
  return day;
}

/** Red days, and the three eves that lagen (1930:173) about deadlines treats as red. */
function redDays(year: number): string[] {
  const sunday = easter(year);
  const fixed = ['01-01', '01-06', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'];
  return [
    ...fixed.map((day) => `${year}-${day}`),
    ...[-2, 0, 1, 39, 49].map((days) => iso(sunday.plus({ days }))),
    iso(firstFrom(DateTime.utc(year, 6, 19), 5)),
    iso(firstFrom(DateTime.utc(year, 6, 20), 6)),
    iso(firstFrom(DateTime.utc(year, 10, 31), 6)),
  ];
}

/** The days of the five years and some before and after, each with whether it is off; walked one day at a time. */
const almanac: { readonly date: string; readonly isOff: boolean }[] = [];
const red = new Set([2025, ...years, 2031].flatMap(redDays));
for (let day = DateTime.utc(2025, 7, 1); day < DateTime.utc(2031, 7, 1); day = day.plus({ days: 1 })) {
  almanac.push({ date: iso(day), isOff: day.weekday > 5 || red.has(iso(day)) });
}
const begin = almanac.findIndex(({ date }) => date === '2026-01-01');
const dates = almanac.map(({ date }) => date).filter((date) => date >= '2026' && date < '2031');

/** Dates 0, 1, 2 … working days from one of `dates`: the date itself, then each working day on the way. */
function workingDaysFrom(index: number, step: 1 | -1, most: number): string[] {
  const found = [dates[index] ?? ''];
  for (let place = begin + index + step; found.length <= most; place += step) {
    const day = almanac[place];
    if (day === undefined) throw new RangeError(`the almanac ends before ${most} working days`);
    if (!day.isOff) found.push(day.date);
  }
  return found;
}

/** The first moment at which clocks in Stockholm show a full hour, `2026-10-25 02:00`: found by looking every hour. */
const shown = new Map<string, number>();
const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
for (let at = Date.UTC(2025, 6, 1); at < Date.UTC(2031, 6, 1); at += 3_600_000) {
  const local = clock.format(at);
  if (!shown.has(local)) shown.set(local, at);
}
/** An hour that the spring change skips is meant to be the one after it. */
const clocksShow = (date: string, hour: number): number | undefined =>
  shown.get(`${date} ${clockTime(hour)}`) ?? shown.get(`${date} ${clockTime(hour + 1)}`);

describe('a lead time in working days', () => {
  const calendar = createCalendar(zone, 'SE');

  it('has the red days of five years, reckoned from Easter', () => {
    const off = almanac.filter(({ isOff }) => isOff).map(({ date }) => date);
    expect(almanac.map(({ date }) => date).filter((date) => !calendar.isWorkingDay(date))).toEqual(off);
  });

  it('of any length before or after any day is the right day', () => {
    const wrong: string[] = [];
    for (const [index, date] of dates.entries()) {
      for (const step of [-1, 1] as const) {
        for (const [count, expected] of workingDaysFrom(index, step, 40).entries()) {
          const ours = calendar.addWorkingDays(date, step * count);
          if (ours !== expected) wrong.push(`${step * count} from ${date}: ${ours}, not ${expected}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it('ends at that hour in Stockholm, on any day and at any hour', () => {
    const wrong = dates.flatMap((date) =>
      hours.filter((hour) => calendar.at(date, clockTime(hour)) !== clocksShow(date, hour)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the reminders of a course day', () => {
  const mornings = new Map(almanac.map(({ date }) => [date, clocksShow(date, 8)]));
  const facts = journey();

  /** An offering for each date, with a course day at each of its start hours. */
  const offeringsAt = (startHours: (index: number) => readonly number[]): OfferingRef[] =>
    dates.map((date, index) => {
      const starts = startHours(index).map(clockTime);
      const code = `HT2026-LLU-${date}`;
      const place = offering(
        'HT2026',
        'LLU',
        starts.map(() => date),
        ({ number }) => {
          const start = starts[number - 1] ?? '';
          return { offering: code, start, end: start.replace(':00', ':59') };
        },
      );
      return { ...place, code };
    });

  /** Keys of the reminders that are not at eight, so many calendar and working days before their days. */
  function wrong(lead: { readonly days: number; readonly workingDays: number }, offerings: OfferingRef[]) {
    const reference = world({
      offerings,
      rules: {
        courseDays: {
          firstReminderDaysBefore: lead.days,
          secondReminderWorkingDaysBefore: lead.workingDays,
        },
      },
    });
    return offerings.flatMap(({ code, days }, index) => {
      const first = mornings.get(almanac[begin + index - lead.days]?.date ?? '');
      const second = mornings.get(workingDaysFrom(index, -1, lead.workingDays).at(-1) ?? '');
      const items = courseDayItems(facts, seat(code, { givenAt: Date.UTC(2025, 0, 1) }), reference);
      if (items.length !== 2 * days.length) return [`${items.length} reminders of ${code}`];
      return items
        .filter(
          ({ template, dueAt }) => dueAt !== (template === 'course_day_reminder_first' ? first : second),
        )
        .map(({ key }) => key);
    });
  }

  it('are sent at eight in Stockholm, whenever that day begins', () => {
    expect(
      wrong(
        { days: 14, workingDays: 2 },
        offeringsAt(() => hours),
      ),
    ).toEqual([]);
  });

  it('are sent at eight in Stockholm, however long before', () => {
    for (let lead = 0; lead <= 20; lead += 1) {
      const offerings = offeringsAt((index) => [(index + lead) % hours.length]);
      expect(wrong({ days: lead, workingDays: lead }, offerings)).toEqual([]);
    }
  });
});
