/**
 * Leave, exemptions, plans and extensions of one person over time, as the log tells of them; and how much of a
 * decision's time a leave takes, which is given back afterwards.
 */
import type { IsoDate } from '../calendar/dates.ts';
import { addDays, daysBetween } from '../calendar/days.ts';

export const respiteKinds = ['leave', 'exempt', 'plan', 'extension'] as const;
export type RespiteKind = (typeof respiteKinds)[number];

/** Why somebody is away, or exempt, as a class; the words that people wrote stand in a note. */
export const respiteCauses = [
  'parental',
  'sick',
  'study',
  'equivalent',
  'retirement',
  'duties',
  'other',
] as const;
export type RespiteCause = (typeof respiteCauses)[number];

export interface Respite {
  readonly kind: RespiteKind;
  readonly cause: RespiteCause | '';
  readonly from: IsoDate;
  /** Last day as granted; empty for an open end. */
  readonly until: IsoDate | '';
  /** Id of who granted it; empty when it is not known. */
  readonly grantedBy: string;
  /** First day back when it ended otherwise than granted; empty otherwise. */
  readonly endedOn: IsoDate | '';
}

/** In the order of the log, without what was taken back. A kind and its first day name one respite. */
export type RespiteEvent =
  | ({ readonly what: 'granted' } & Omit<Respite, 'endedOn'>)
  | { readonly what: 'ended'; readonly kind: RespiteKind; readonly from: IsoDate; readonly on: IsoDate };

/**
 * @param events of one person
 * @returns one row a respite; one that is granted again with the same first day has its new end
 */
export function respitesFrom(events: readonly RespiteEvent[]): readonly Respite[] {
  const rows = new Map<string, Respite>();
  for (const { what, ...event } of events) {
    const key = `${event.kind}.${event.from}`;
    const before = rows.get(key);
    if (what === 'granted' && !('on' in event)) rows.set(key, { ...event, endedOn: '' });
    else if ('on' in event && before !== undefined) rows.set(key, { ...before, endedOn: event.on });
  }
  return [...rows.values()].sort((a, b) =>
    a.from < b.from ? -1 : a.from > b.from ? 1 : a.kind < b.kind ? -1 : 1,
  );
}

/** A while of days, both included; an empty `until` is an open end. */
export interface Span {
  readonly from: IsoDate;
  readonly until: IsoDate | '';
}

/** The last day on which a respite is in force, as it turned out. */
export function lastDayOf({ until, endedOn }: Pick<Respite, 'until' | 'endedOn'>): IsoDate | '' {
  if (endedOn === '') return until;
  const last = addDays(endedOn, -1);
  return until === '' || last < until ? last : until;
}

export const covers = ({ from, until }: Span, on: IsoDate): boolean =>
  from <= on && (until === '' || on <= until);

/**
 * A deadline whose clock stands still during leave: each day of leave between the start of the counting and the deadline
 * moves it by a day, so that the time that remained when the leave began remains when it ends. A leave without an end
 * moves nothing yet: until it ends nobody asks.
 * @param countedFrom first day of the period that the deadline ends
 */
export function stoppedClock(deadline: IsoDate, countedFrom: IsoDate, leaves: readonly Span[]): IsoDate {
  let moved = deadline;
  let counted = countedFrom;
  for (const { from, until } of leaves.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (until === '') continue;
    const first = from > counted ? from : counted;
    if (first > moved || until < first) continue;
    moved = addDays(moved, daysBetween(first, until) + 1);
    counted = addDays(until, 1);
  }
  return moved;
}
