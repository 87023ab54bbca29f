/**
 * The region's calendar: local dates and times in its time zone, and its working days. Every rule about days and hours
 * goes through it, so that "08:00 two working days before" is that on both sides of a clock change.
 */
import type { Instant, IsoDate } from './dates.ts';
import {
  addMonths,
  dayNumber,
  formatDate,
  fromDayNumber,
  modulo,
  parseDate,
  twoDigits,
  weekdayOf,
} from './days.ts';
import { createHolidays } from './holidays.ts';
import { createZone } from './zone.ts';

/** All functions throw a RangeError for a text that is not a date `YYYY-MM-DD` or a time `HH:MM`. */
export interface Calendar {
  readonly zone: string;
  /** The local date of a moment. */
  dateOf(at: Instant): IsoDate;
  /** The local time of a moment, `HH:MM`. */
  timeOf(at: Instant): string;
  /**
   * The moment of a local date and time. A time skipped by the spring change is moved forward (02:30 becomes 03:30); of
   * one repeated by the autumn change, the first is meant.
   */
  at(date: IsoDate, time: string): Instant;
  /** Local time with offset, whole seconds: `2026-09-01T08:00:00+02:00`. */
  localIso(at: Instant): string;
  /** Not a Saturday or Sunday, not a public holiday, not Midsummer, Christmas or New Year's Eve. */
  isWorkingDay(date: IsoDate): boolean;
  addDays(date: IsoDate, days: number): IsoDate;
  /** The same day of a later (or earlier) month, or that month's last day when it is shorter. */
  addMonths(date: IsoDate, months: number): IsoDate;
  /** Working days counted from the day after; negative goes backwards from the day before; 0 is the day itself. */
  addWorkingDays(date: IsoDate, days: number): IsoDate;
  /** A deadline on a day off moves to the next working day. */
  orNextWorkingDay(date: IsoDate): IsoDate;
  /** Calendar days from one date to another; negative when `to` is earlier. */
  daysBetween(from: IsoDate, to: IsoDate): number;
  /** 1 Monday … 7 Sunday. */
  weekday(date: IsoDate): 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
const known = new Map<string, Calendar>();

/**
 * The calendar of a time zone and a country; the same one each time it is asked for, since it remembers what it found.
 * @param zone IANA name, `Europe/Stockholm`.
 * @param holidayCountry ISO 3166 code, `SE`.
 * @throws RangeError when the zone or the country is unknown.
 */
export function createCalendar(zone: string, holidayCountry: string): Calendar {
  const key = `${zone} ${holidayCountry}`;
  let calendar = known.get(key);
  if (calendar === undefined) {
    calendar = buildCalendar(zone, holidayCountry);
    known.set(key, calendar);
  }
  return calendar;
}

function buildCalendar(zoneName: string, holidayCountry: string): Calendar {
  const zone = createZone(zoneName);
  const holidays = createHolidays(holidayCountry);

  const local = (at: Instant): number => at + zone.offsetAt(at);
  const isWorkingDayNumber = (day: number): boolean => {
    if (weekdayOf(day) > 5) return false;
    const date = fromDayNumber(day);
    return !holidays(date.year).has(formatDate(date));
  };
  const dateOf = (at: Instant): IsoDate => dateOfDay(Math.floor(local(at) / dayMs));

  return {
    zone: zoneName,
    dateOf,
    timeOf: (at) => timeOfDay(local(at)),
    at: (date, time) => zone.fromLocal(dayOf(date) * dayMs + parseTime(time)),
    localIso(at) {
      const offset = zone.offsetAt(at);
      const shown = at + offset;
      const seconds = twoDigits(Math.floor(modulo(shown, minuteMs) / 1000));
      return `${dateOf(at)}T${timeOfDay(shown)}:${seconds}${formatOffset(offset)}`;
    },
    isWorkingDay: (date) => isWorkingDayNumber(dayOf(date)),
    addDays: (date, days) => dateOfDay(dayOf(date) + days),
    addMonths,
    addWorkingDays(date, days) {
      const step = days < 0 ? -1 : 1;
      let day = dayOf(date);
      for (let left = Math.abs(days); left > 0; ) {
        day += step;
        if (isWorkingDayNumber(day)) left -= 1;
      }
      return dateOfDay(day);
    },
    orNextWorkingDay(date) {
      let day = dayOf(date);
      while (!isWorkingDayNumber(day)) day += 1;
      return dateOfDay(day);
    },
    daysBetween: (from, to) => dayOf(to) - dayOf(from),
    weekday: (date) => weekdayOf(dayOf(date)),
  };
}

const dayOf = (date: IsoDate): number => dayNumber(parseDate(date));
const dateOfDay = (day: number): IsoDate => formatDate(fromDayNumber(day));

function timeOfDay(local: number): string {
  const minutes = Math.floor(modulo(local, dayMs) / minuteMs);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

const timePattern = /^([01]\d|2[0-3]):([0-5]\d)$/;

function parseTime(time: string): number {
  const match = timePattern.exec(time);
  if (match === null) throw new RangeError(`Not a time (HH:MM): ${JSON.stringify(time)}`);
  return Number(match[1]) * hourMs + Number(match[2]) * minuteMs;
}

function formatOffset(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / minuteMs);
  return `${offset < 0 ? '-' : '+'}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}
