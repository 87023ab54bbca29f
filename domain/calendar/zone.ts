/**
 * Offsets of a time zone from UTC. Asking Intl costs microseconds, and plans ask millions of times, so the changes of
 * each year are found once and remembered.
 */
import type { Instant } from './dates.ts';

export interface Zone {
  /** Milliseconds that local time is ahead of UTC at a moment. */
  offsetAt(at: Instant): number;
  /**
   * The moment at which clocks show a local time, given as milliseconds since 1970-01-01 as if it were UTC. A time that
   * the spring change skips is moved forward by the length of the gap; of a time that the autumn change repeats, the
   * first is meant.
   */
  fromLocal(local: number): Instant;
}

interface YearOffsets {
  /** Offset at the start of the UTC year. */
  readonly first: number;
  /** Later offsets with the moment each begins, in order. */
  readonly changes: readonly { readonly at: Instant; readonly offset: number }[];
}

const dayMs = 86_400_000;
const weekMs = 7 * dayMs;

/** Throws a RangeError for a zone that the runtime does not know. */
export function createZone(name: string): Zone {
  const ask = offsetFromIntl(name);
  const years = new Map<number, YearOffsets>();

  const offsetsOf = (year: number): YearOffsets => {
    let offsets = years.get(year);
    if (offsets === undefined) {
      offsets = findChanges(ask, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1));
      years.set(year, offsets);
    }
    return offsets;
  };

  const offsetAt = (at: Instant): number => {
    const { first, changes } = offsetsOf(new Date(at).getUTCFullYear());
    let offset = first;
    for (const change of changes) {
      if (at < change.at) break;
      offset = change.offset;
    }
    return offset;
  };

  const fromLocal = (local: number): Instant => {
    const before = offsetAt(local - dayMs);
    const after = offsetAt(local + dayMs);
    if (before === after || offsetAt(local - before) === before) return local - before;
    if (offsetAt(local - after) === after) return local - after;
    return local - before;
  };

  return { offsetAt, fromLocal };
}

function findChanges(offsetAt: (at: Instant) => number, from: Instant, to: Instant): YearOffsets {
  const first = offsetAt(from);
  const changes: { at: Instant; offset: number }[] = [];
  let offset = first;
  for (let start = from; start < to; start += weekMs) {
    const end = Math.min(start + weekMs, to);
    const atEnd = offsetAt(end);
    if (atEnd === offset) continue;
    changes.push({ at: firstMomentWithout(offset, offsetAt, start, end), offset: atEnd });
    offset = atEnd;
  }
  return { first, changes };
}

function firstMomentWithout(
  offset: number,
  offsetAt: (at: Instant) => number,
  start: Instant,
  end: Instant,
): Instant {
  let before = start;
  let after = end;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle) === offset) before = middle;
    else after = middle;
  }
  return after;
}

function offsetFromIntl(name: string): (at: Instant) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
  };
}
