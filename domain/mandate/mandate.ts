/** Mandates: the municipalities' decisions that the programme is mandatory, whom they cover, and by when. */
import type { Calendar } from '../calendar/calendar.ts';
import type { IsoDate } from '../calendar/dates.ts';
import type { Mandate, Person } from '../region.ts';

type Post = Pick<Person, 'municipality' | 'role'>;

/**
 * The newest decision for a person's municipality and role, also when it is not valid yet or no longer; `undefined`
 * when there is none. For plans that look at all moments of a life; for one day, use `coveringMandate`.
 */
export function mandateOf(person: Post, mandates: readonly Mandate[]): Mandate | undefined {
  const age = (mandate: Mandate) => `${mandate.validFrom} ${mandate.decidedOn} ${mandate.id}`;
  return mandates
    .filter(({ municipality, roles }) => municipality === person.municipality && roles.includes(person.role))
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
  const valid = mandates.filter(
    ({ validFrom, validTo }) => validFrom <= date && (validTo === '' || date <= validTo),
  );
  return mandateOf(person, valid) ?? null;
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
  person: Pick<Person, 'postSince'>,
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
  person: Pick<Person, 'postSince'>,
  calendar: Calendar,
): IsoDate {
  return deadline(mandate, person, mandate.startWithinMonths, calendar);
}

/** Last day to have finished the programme; counted as the last day to begin. */
export function completeDeadline(
  mandate: Mandate,
  person: Pick<Person, 'postSince'>,
  calendar: Calendar,
): IsoDate {
  return deadline(mandate, person, mandate.completeWithinMonths, calendar);
}

function deadline(
  mandate: Mandate,
  { postSince }: Pick<Person, 'postSince'>,
  months: number,
  calendar: Calendar,
): IsoDate {
  const countedFrom = postSince > mandate.validFrom ? postSince : mandate.validFrom;
  return calendar.orNextWorkingDay(calendar.addMonths(countedFrom, months));
}
