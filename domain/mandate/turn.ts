/**
 * Whose turn it is under a decision with a yearly quota. A mandate is carried out successively (the decision template),
 * so a manager cannot be late before their turn has come: each year the decision takes as many as its quota, those with
 * the longest time in post first. A manager's deadline is that of their turn, or that of their post when it is later.
 */
import type { IsoDate } from '../calendar/dates.ts';
import { type RespiteKind, type Span, stoppedClock } from '../people/respites.ts';
import { inPost, type PersonRef, peopleOn, postOn, type Reference } from '../reference.ts';
import type { Mandate, PersonId } from '../region.ts';
import {
  completeDeadline,
  countedFor,
  countsFrom,
  inForceSince,
  isValidOn,
  type MandateDeadlines,
  startDeadline,
} from './mandate.ts';

const turnsOf = new WeakMap<Reference, Map<Mandate, ReadonlyMap<PersonId, number>>>();

/** Years after the first turn, by person: 0 for those whom the first year's quota takes, 1 for the next, and so on. */
function turns(reference: Reference, mandate: Mandate): ReadonlyMap<PersonId, number> {
  const known = turnsOf.get(reference) ?? new Map<Mandate, ReadonlyMap<PersonId, number>>();
  turnsOf.set(reference, known);
  const found = known.get(mandate);
  if (found !== undefined) return found;
  const first = inForceSince(mandate);
  // Who was covered later stands behind those who were there; without a known day in post somebody stands last.
  const inLine = (person: PersonRef) =>
    `${countsFrom(mandate, person.role)} ${person.postSince || '9999'} ${person.id}`;
  const line = peopleOn(reference, mandate.municipality, first)
    .filter((person) => mandate.roles.includes(person.role) && inPost(person, first))
    .toSorted((a, b) => (inLine(a) < inLine(b) ? -1 : 1));
  const counted = new Map<PersonId, number>();
  let year = 0;
  let left = quotaOf(reference, mandate, year);
  for (const { id } of line) {
    while (left === 0) {
      year += 1;
      left = quotaOf(reference, mandate, year);
    }
    counted.set(id, year);
    left -= 1;
  }
  known.set(mandate, counted);
  return counted;
}

/** How many a decision takes in a year after its first day; a quota that is changed later counts from its own day. */
function quotaOf(reference: Reference, mandate: Mandate, year: number): number {
  const on = reference.calendar.addMonths(inForceSince(mandate), 12 * year);
  // What a version says of the years before it is history, of the years after it the future of that version.
  const version =
    on < mandate.validFrom
      ? reference.mandates.find((other) => other.id === mandate.id && isValidOn(other, on))
      : mandate;
  const { quotaPerYear } = version ?? mandate;
  return quotaPerYear > 0 ? quotaPerYear : Number.POSITIVE_INFINITY;
}

/** What of a manager's leaves and extensions moves a deadline. */
export type MovingRespite = Span & { readonly kind: RespiteKind };

/**
 * A manager's own deadlines under a decision. During leave the clock stands still; an extension sets a later day.
 * @param respites of the manager
 * @returns last day to begin and to finish; a deadline on a day off moves to the next working day
 */
export function personalDeadlines(
  reference: Reference,
  mandate: Mandate,
  id: PersonId,
  respites: readonly MovingRespite[] = [],
): MandateDeadlines {
  const person = postUnder(reference, mandate, id);
  const { calendar, rules } = reference;
  const years = rules.mandate.turnsByQuota ? (turns(reference, mandate).get(id) ?? 0) : 0;
  const leaves = respites.filter(({ kind }) => kind === 'leave');
  const extended = respites
    .flatMap(({ kind, until }) => (kind === 'extension' ? [until] : []))
    .toSorted()
    .at(-1);
  const counted = countedFor(mandate, person);
  const later = (ofPost: IsoDate, months: number) => {
    const from = countsFrom(mandate, person.role);
    const ofTurn = calendar.orNextWorkingDay(calendar.addMonths(from, months + 12 * years));
    const deadline = stoppedClock(ofTurn > ofPost ? ofTurn : ofPost, counted, leaves);
    return calendar.orNextWorkingDay(extended !== undefined && extended > deadline ? extended : deadline);
  };
  return {
    startBy: later(startDeadline(mandate, person, calendar), mandate.startWithinMonths),
    completeBy: later(completeDeadline(mandate, person, calendar), mandate.completeWithinMonths),
  };
}

/** The manager in the last post that this decision covers: one of another municipality counts for another decision. */
function postUnder(reference: Reference, mandate: Mandate, id: PersonId): PersonRef {
  const post = reference
    .postsOf(id)
    .findLast(
      ({ municipality, role }) => municipality === mandate.municipality && mandate.roles.includes(role),
    );
  if (post === undefined) return reference.newestPost(id);
  return { ...postOn(reference, id, post.from), postSince: post.postSince, role: post.role };
}
