/** The moments of a term's enrolment, counted from the term's start by the region's rules. */
import type { Instant, IsoDate } from '../calendar/dates.ts';
import type { Reference } from '../reference.ts';
import type { TermCode } from '../region.ts';

export interface TermDeadlines {
  readonly opensAt: Instant;
  readonly closesOn: IsoDate;
  readonly remindersAt: readonly Instant[];
  readonly seatsGivenAt: Instant;
  readonly declineUntil: IsoDate;
  readonly promotionStopsAt: Instant;
  /** Until and including this day a seat can be given up without cost. */
  readonly freeWithdrawalUntil: IsoDate;
}

/** Every deadline on a day off moves to the next working day (settled rule). */
export function deadlines(reference: Reference, code: TermCode): TermDeadlines {
  const { calendar, rules } = reference;
  const { start } = reference.term(code);
  const on = (days: number) => calendar.orNextWorkingDay(calendar.addDays(start, days));
  const at = (date: IsoDate) => calendar.at(date, rules.sendAt);
  const closesOn = on(-7 * rules.enrolment.closesWeeksBefore);
  return {
    opensAt: at(on(-7 * rules.enrolment.opensWeeksBefore)),
    closesOn,
    remindersAt: rules.enrolment.reminderDaysBeforeClosing
      .map((days) => at(calendar.orNextWorkingDay(calendar.addDays(closesOn, -days))))
      .sort((a, b) => a - b),
    seatsGivenAt: at(calendar.addWorkingDays(closesOn, rules.enrolment.seatsWorkingDaysAfterClosing)),
    declineUntil: on(-7 * rules.enrolment.declineUntilWeeksBefore),
    promotionStopsAt: at(on(-rules.enrolment.promotionStopsDaysBefore)),
    freeWithdrawalUntil: on(7 * rules.invoicing.freeWithdrawalWeeksIntoTerm),
  };
}
