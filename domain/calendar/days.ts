/**
 * Dates as day numbers: whole days since 1970-01-01 in the proleptic Gregorian calendar. Arithmetic on them needs
 * neither a clock nor a time zone. (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".)
 */
import type { IsoDate } from './dates.ts';

export interface YearMonthDay {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly day: number;
}

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;
const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of a month (1–12) of a year. */
export function daysInMonth(year: number, month: number): number {
  const isLeapYear = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && isLeapYear ? 29 : (daysOfMonths[month - 1] ?? 0);
}

/** Splits a date. Throws a RangeError that quotes the text when it is not an existing date `YYYY-MM-DD`. */
export function parseDate(date: IsoDate): YearMonthDay {
  const match = isoDate.exec(date);
  const year = Number(match?.[1]);
  const month = Number(match?.[2]);
  const day = Number(match?.[3]);
  if (match === null || day < 1 || day > daysInMonth(year, month)) {
    throw new RangeError(`Not a date (YYYY-MM-DD): ${JSON.stringify(date)}`);
  }
  return { year, month, day };
}

/** True for a date that exists in the calendar, written `2026-09-01`. */
export function isRealDate(text: string): boolean {
  try {
    parseDate(text);
    return true;
  } catch {
    return false;
  }
}

const padded = Array.from({ length: 100 }, (_, number) => String(number).padStart(2, '0'));

/** Two digits of a whole number 0–99. */
export function twoDigits(number: number): string {
  return padded[number] ?? String(number);
}

/** A date from its parts. Throws a RangeError outside the years 0–9999, which have no four-digit form. */
export function formatDate({ year, month, day }: YearMonthDay): IsoDate {
  if (!(year >= 0 && year <= 9999)) throw new RangeError(`Year out of range (0–9999): ${year}`);
  return `${twoDigits(Math.floor(year / 100))}${twoDigits(year % 100)}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** The day number of a calendar day. */
export function dayNumber({ year, month, day }: YearMonthDay): number {
  // Years begin on 1 March here, so that the leap day is the last of its year.
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The calendar day of a day number. */
export function fromDayNumber(number: number): YearMonthDay {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** The same day of a later (or, negative, earlier) month, or that month's last day when it is shorter. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const from = parseDate(date);
  const count = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(count / 12);
  const month = modulo(count, 12) + 1;
  return formatDate({ year, month, day: Math.min(from.day, daysInMonth(year, month)) });
}

/** Remainder that is never negative, for a positive divisor. */
export function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** Day of the week of a day number: 1 Monday … 7 Sunday. */
export function weekdayOf(number: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  // 1970-01-01 was a Thursday.
  const sinceMonday = modulo(number + 3, 7);
  switch (sinceMonday) {
    case 0:
      return 1;
    case 1:
      return 2;
    case 2:
      return 3;
    case 3:
      return 4;
    case 4:
      return 5;
    case 5:
      return 6;
    default:
      return 7;
  }
}

/** The day so many days later; earlier when negative. */
export const addDays = (date: IsoDate, days: number): IsoDate =>
  formatDate(fromDayNumber(dayNumber(parseDate(date)) + days));

/** Days from one date to another; negative when `to` is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  dayNumber(parseDate(to)) - dayNumber(parseDate(from));
