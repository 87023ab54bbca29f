/**
 * Whose turn it is under a decision with a yearly quota. A mandate is carried out successively (the decision template),
 * so a manager cannot be late before their turn has come: each year the decision takes as many as its quota, those with
 * the longest time in post first. A manager's deadline is that of their turn, or that of their post when it is later.
 */
import type { IsoDate } from '../calendar/dates.ts';
import { inPost, type PersonRef, type Reference } from '../reference.ts';
import type { Mandate, PersonId } from '../region.ts';
import { completeDeadline, type MandateDeadlines, startDeadline } from './mandate.ts';

const turnsOf = new WeakMap<Reference, Map<string, ReadonlyMap<PersonId, number>>>();

/** Years after the first turn, by person: 0 for the first `quotaPerYear` in line, 1 for the next, and so on. */
function turns(reference: Reference, mandate: Mandate): ReadonlyMap<PersonId, number> {
  const known = turnsOf.get(reference) ?? new Map<string, ReadonlyMap<PersonId, number>>();
  turnsOf.set(reference, known);
  const found = known.get(mandate.id);
  if (found !== undefined) return found;
  // Without a known day in post somebody stands last, not first.
  const inLine = (person: PersonRef) => `${person.postSince || '9999'} ${person.id}`;
  const line = reference
    .peopleOf(mandate.municipality)
    .filter((person) => mandate.roles.includes(person.role) && inPost(person, mandate.validFrom))
    .toSorted((a, b) => (inLine(a) < inLine(b) ? -1 : 1));
  const counted = new Map(
    line.map((person, index) => [
      person.id,
      mandate.quotaPerYear > 0 ? Math.floor(index / mandate.quotaPerYear) : 0,
    ]),
  );
  known.set(mandate.id, counted);
  return counted;
}

/**
 * A manager's own deadlines under a decision.
 * @returns last day to begin and to finish; a deadline on a day off moves to the next working day
 */
export function personalDeadlines(reference: Reference, mandate: Mandate, id: PersonId): MandateDeadlines {
  const person = reference.person(id);
  const { calendar, rules } = reference;
  const years = rules.mandate.turnsByQuota ? (turns(reference, mandate).get(id) ?? 0) : 0;
  const later = (ofPost: IsoDate, months: number) => {
    const ofTurn = calendar.orNextWorkingDay(calendar.addMonths(mandate.validFrom, months + 12 * years));
    return ofTurn > ofPost ? ofTurn : ofPost;
  };
  return {
    startBy: later(startDeadline(mandate, person, calendar), mandate.startWithinMonths),
    completeBy: later(completeDeadline(mandate, person, calendar), mandate.completeWithinMonths),
  };
}
