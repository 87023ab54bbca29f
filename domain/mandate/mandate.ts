/** Mandates: the municipalities' decisions that the programme is mandatory, whom they cover, and by when. */
import type { Calendar } from '../calendar/calendar.ts';
import type { IsoDate } from '../calendar/dates.ts';
import { addDays } from '../calendar/days.ts';
import { postOn, type Reference } from '../reference.ts';
import type { Mandate, Person, PersonId, Role } from '../region.ts';

type Post = Pick<Person, 'municipality' | 'role'>;

/** The first day of a decision, whatever has been changed in it since. */
export const inForceSince = ({ validFrom, countsFrom = {} }: Mandate): IsoDate =>
  [validFrom, ...Object.values(countsFrom)].sort()[0] ?? validFrom;

/** The day from which a decision's periods count for a role: its first, or the day on which the role was added. */
export const countsFrom = (mandate: Mandate, role: Role): IsoDate =>
  mandate.countsFrom?.[role] ?? mandate.validFrom;

/** Whether a decision, or this version of it, is valid on a day; the first and the last day included. */
export const isValidOn = ({ validFrom, validTo }: Mandate, on: IsoDate): boolean =>
  validFrom <= on && (validTo === '' || on <= validTo);

/**
 * The decision for a municipality and role that is valid on a day; of several the newest. `undefined` when there is
 * none.
 */
export function mandateOf(person: Post, mandates: readonly Mandate[], on: IsoDate): Mandate | undefined {
  const age = (mandate: Mandate) => `${inForceSince(mandate)} ${mandate.decidedOn} ${mandate.id}`;
  return mandates
    .filter(
      (mandate) =>
        mandate.municipality === person.municipality &&
        mandate.roles.includes(person.role) &&
        isValidOn(mandate, on),
    )
    .toSorted((a, b) => (age(a) < age(b) ? 1 : -1))[0];
}

/**
 * The decision that makes the programme mandatory for a person on a day: of the person's municipality, for the person's
 * role, valid that day (first and last day included). Of several, the newest counts. `null` when none does, or when the
 * person has left by then.
 */
export function coveringMandate(
  person: Post & Pick<Person, 'leftOn'>,
  mandates: readonly Mandate[],
  date: IsoDate,
): Mandate | null {
  if (person.leftOn !== '' && person.leftOn <= date) return null;
  return mandateOf(person, mandates, date) ?? null;
}

/** A while during which one decision, in one of its versions, covers a person; an empty `until` is no known end. */
export interface Coverage {
  readonly mandate: Mandate;
  readonly from: IsoDate;
  readonly until: IsoDate | '';
}

/**
 * Which decision covers a person when: through all posts of the person and all versions of the decisions.
 * @returns in order, without overlap; a change of post within the municipality does not divide a while
 */
export function coverages(reference: Reference, id: PersonId): readonly Coverage[] {
  const posts = reference.postsOf(id);
  const { municipality, leftOn } = reference.newestPost(id);
  const places = new Set([municipality, ...posts.map((post) => post.municipality)]);
  const mandates = reference.mandates.filter((mandate) => places.has(mandate.municipality));
  const dayAfter = (until: IsoDate | '') => (until === '' ? '' : addDays(until, 1));
  const boundaries = [
    ...mandates.flatMap(({ validFrom, validTo }) => [validFrom, dayAfter(validTo)]),
    ...posts.flatMap(({ from, until }) => [from, dayAfter(until)]),
    leftOn,
  ];
  const days = [...new Set(boundaries)].filter((day) => day !== '').sort();
  const found: Coverage[] = [];
  for (const [index, from] of days.entries()) {
    const mandate = coveringMandate(postOn(reference, id, from), mandates, from);
    if (mandate === null) continue;
    const next = days[index + 1];
    const until = next === undefined ? '' : addDays(next, -1);
    const before = found.at(-1);
    if (before?.mandate === mandate && dayAfter(before.until) === from)
      found.splice(-1, 1, { ...before, until });
    else found.push({ mandate, from, until });
  }
  return found;
}

export interface MandateDeadlines {
  /** Last day by which the manager should have begun. */
  readonly startBy: IsoDate;
  /** Last day by which the programme should be finished. */
  readonly completeBy: IsoDate;
}

/** Both deadlines of a decision for a manager; `postSince` is the day the post was taken up, empty when not known. */
export function mandateDeadlines(
  mandate: Mandate,
  person: Pick<Person, 'postSince' | 'role'>,
  calendar: Calendar,
): MandateDeadlines {
  return {
    startBy: startDeadline(mandate, person, calendar),
    completeBy: completeDeadline(mandate, person, calendar),
  };
}

/** Last day to begin: months from the later of the decision's first day and the day the post was taken up. */
export function startDeadline(
  mandate: Mandate,
  person: Pick<Person, 'postSince' | 'role'>,
  calendar: Calendar,
): IsoDate {
  return deadline(mandate, person, mandate.startWithinMonths, calendar);
}

/** Last day to have finished the programme; counted as the last day to begin. */
export function completeDeadline(
  mandate: Mandate,
  person: Pick<Person, 'postSince' | 'role'>,
  calendar: Calendar,
): IsoDate {
  return deadline(mandate, person, mandate.completeWithinMonths, calendar);
}

function deadline(
  mandate: Mandate,
  { postSince, role }: Pick<Person, 'postSince' | 'role'>,
  months: number,
  calendar: Calendar,
): IsoDate {
  return calendar.orNextWorkingDay(calendar.addMonths(countedFor(mandate, { postSince, role }), months));
}

/** The first day of a manager's own periods: the later of the decision's day for the role and the first day in post. */
export function countedFor(
  mandate: Mandate,
  { postSince, role }: Pick<Person, 'postSince' | 'role'>,
): IsoDate {
  const from = countsFrom(mandate, role);
  return postSince > from ? postSince : from;
}
