/** What is told about an offering that does not go as planned: which changes become one message, and when. */
import type { Instant, IsoDate } from '../calendar/dates.ts';
import { goesAt } from '../messages/hours.ts';
import type { Reference } from '../reference.ts';
import type { OfferingCode } from '../region.ts';

/** A course day as participants see it. */
export interface DayShown {
  readonly date: IsoDate;
  /** Local times, `09:00`. */
  readonly start: string;
  readonly end: string;
  readonly place: string;
  /** Id of the note with the address of the online meeting, or empty. */
  readonly link: string;
}

/** One change of one course day; `before` is null for a day that was added, `after` for one that was taken away. */
export interface ChangeFact {
  readonly offering: OfferingCode;
  /** 1, 2, 3 … within the offering, in the order of the log. */
  readonly number: number;
  readonly day: number;
  readonly before: DayShown | null;
  readonly after: DayShown | null;
  readonly at: Instant;
  readonly byHand: boolean;
}

/** That an offering was cancelled, or merged into another one, and perhaps reinstated. */
export interface EndingFact {
  readonly offering: OfferingCode;
  /** 1, and one more each time. */
  readonly number: number;
  /** The offering that took over the participants, or empty. */
  readonly mergedInto: OfferingCode | '';
  readonly at: Instant;
  readonly byHand: boolean;
  readonly reinstatedAt: Instant | null;
  readonly reinstatedByHand: boolean;
}

/** Changes that are told together. */
export interface ChangeNotice {
  /** Number of the first change: what the keys of its messages are made from. */
  readonly first: number;
  /** Number of the last change, up to which the message speaks. */
  readonly last: number;
  readonly dueAt: Instant;
  /** The days that are different from before, by number; never empty. */
  readonly days: readonly Pick<ChangeFact, 'day' | 'before' | 'after'>[];
  /** When the last of the days concerned has ended: nobody needs to know after that. */
  readonly usefulUntil: Instant;
  /** When the first of them that has not begun begins, as it was or as it is now. */
  readonly about?: Instant;
}

/**
 * Several changes that follow each other within the quiet window (rule `offerings.changeQuietMinutes`) become one
 * message, when it has been quiet for so long. Changes that cancel each other out are told to nobody.
 * @param changes of one offering, in any order
 */
export function changeNotices(changes: readonly ChangeFact[], reference: Reference): ChangeNotice[] {
  const { rules, calendar } = reference;
  const groups: ChangeFact[][] = [];
  for (const change of changes.toSorted((a, b) => a.number - b.number)) {
    const group = groups.at(-1);
    if (group !== undefined && change.at < toldAt(group)) group.push(change);
    else groups.push([change]);
  }
  return groups.flatMap((group): ChangeNotice[] => {
    const first = group[0];
    const days = netChanges(group);
    if (first === undefined || days.length === 0) return [];
    const { about, ...moment } = momentOf(group, days);
    return [
      {
        first: first.number,
        last: group.at(-1)?.number ?? first.number,
        days,
        ...moment,
        ...(about === undefined ? {} : { about }),
      },
    ];
  });

  /** What is changed before the message goes out is told in it; when nothing is left to tell, while it is quiet. */
  function toldAt(group: readonly ChangeFact[]): Instant {
    const days = netChanges(group);
    const moment = momentOf(group, days);
    return days.length === 0 ? moment.dueAt : goesAt({ template: 'offering_changed', ...moment }, reference);
  }

  function momentOf(group: readonly ChangeFact[], days: ChangeNotice['days']) {
    const last = group.at(-1);
    const dueAt = last === undefined ? 0 : quietUntil(last);
    const shown = days.flatMap(({ before, after }) => [before, after].filter((day) => day !== null));
    const ends = shown.map((day) => calendar.at(day.date, day.end));
    const ahead = shown.map((day) => calendar.at(day.date, day.start)).filter((begins) => begins >= dueAt);
    return {
      dueAt,
      usefulUntil: Math.max(...ends),
      about: ahead.length === 0 ? undefined : Math.min(...ahead),
    };
  }

  /** A change entered by hand waits at least as long as everything else that is. */
  function quietUntil({ at, byHand }: ChangeFact): Instant {
    const quiet = rules.offerings.changeQuietMinutes;
    return at + Math.max(quiet, byHand ? rules.handEntryGraceMinutes : 0) * 60_000;
  }
}

/** What is left of several changes: each day from the first to the last. */
export function netChanges(changes: readonly ChangeFact[]): ChangeNotice['days'] {
  const days = new Map<number, ChangeFact>();
  for (const change of changes) {
    days.set(change.day, { ...change, before: (days.get(change.day) ?? change).before });
  }
  return [...days.values()]
    .filter(({ before, after }) => !looksTheSame(before, after))
    .sort((a, b) => a.day - b.day);
}

function looksTheSame(one: DayShown | null, other: DayShown | null): boolean {
  if (one === null || other === null) return one === other;
  const parts = ({ date, start, end, place, link }: DayShown) => [date, start, end, place, link].join('\n');
  return parts(one) === parts(other);
}
