/** Mandates: the municipalities' decisions that the programme is mandatory, whom they cover, and by when. */
import type { Calendar } from '../calendar/calendar.ts';
import type { IsoDate } from '../calendar/dates.ts';
import type { Mandate, Person } from '../region.ts';

/**
 * The decision that makes the programme mandatory for a person on a day: of the person's municipality, for the person's
 * role, valid that day (first and last day included). Of several, the newest counts. `null` when none does, or when the
 * person has left by then.
 */
export function coveringMandate(
  person: Pick<Person, 'municipality' | 'role' | 'leftOn'>,
  mandates: readonly Mandate[],
  date: IsoDate,
): Mandate | null {
  if (person.leftOn !== '' && person.leftOn <= date) return null;
  const covering = mandates.filter(
    (mandate) =>
      mandate.municipality === person.municipality &&
      mandate.roles.includes(person.role) &&
      mandate.validFrom <= date &&
      (mandate.validTo === '' || date <= mandate.validTo),
  );
  const age = (mandate: Mandate) => `${mandate.validFrom} ${mandate.decidedOn} ${mandate.id}`;
  return covering.toSorted((a, b) => (age(a) < age(b) ? 1 : -1))[0] ?? null;
}

export interface MandateDeadlines {
  /** Last day by which the manager should have begun. */
  readonly startBy: IsoDate;
  /** Last day by which the programme should be finished. */
  readonly completeBy: IsoDate;
}

/** Both deadlines of a decision for a manager who took up the post on `postSince` (empty when not known). */
export function mandateDeadlines(
  mandate: Mandate,
  postSince: IsoDate | '',
  calendar: Calendar,
): MandateDeadlines {
  return {
    startBy: startDeadline(mandate, postSince, calendar),
    completeBy: completeDeadline(mandate, postSince, calendar),
  };
}

/** Last day to begin: months from the later of the decision's first day and the day the post was taken up. */
export function startDeadline(mandate: Mandate, postSince: IsoDate | '', calendar: Calendar): IsoDate {
  return deadline(mandate, postSince, mandate.startWithinMonths, calendar);
}

/** Last day to have finished the programme; counted as the last day to begin. */
export function completeDeadline(mandate: Mandate, postSince: IsoDate | '', calendar: Calendar): IsoDate {
  return deadline(mandate, postSince, mandate.completeWithinMonths, calendar);
}

function deadline(mandate: Mandate, postSince: IsoDate | '', months: number, calendar: Calendar): IsoDate {
  const countedFrom = postSince > mandate.validFrom ? postSince : mandate.validFrom;
  return calendar.orNextWorkingDay(calendar.addMonths(countedFrom, months));
}
