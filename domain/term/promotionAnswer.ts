/** How long somebody promoted from a waiting list has to say yes to the seat. */
import type { Instant, IsoDate } from '../calendar/dates.ts';
import type { Reference } from '../reference.ts';
import type { TermCode } from '../region.ts';
import { deadlines } from './deadlines.ts';

/**
 * The last day to say yes to a seat given on a day by promotion. Empty when no answer is asked for: by the region's
 * rule, or because the waiting list closes before the seat could go to somebody else.
 */
export function answerByOf(reference: Reference, term: TermCode, promotedOn: IsoDate): IsoDate | '' {
  const days = reference.rules.enrolment.promotionAnswerWorkingDays;
  if (days === 0) return '';
  const answerBy = reference.calendar.addWorkingDays(promotedOn, days);
  return lapsesAt(reference, answerBy) < deadlines(reference, term).promotionStopsAt ? answerBy : '';
}

/** When a seat that nobody has said yes to goes back: the morning of the working day after the last one. */
export function lapsesAt(reference: Reference, answerBy: IsoDate): Instant {
  const { calendar, rules } = reference;
  return calendar.at(calendar.addWorkingDays(answerBy, 1), rules.sendAt);
}
