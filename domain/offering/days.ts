/** Course days of an offering and the moments that follow from them. */
import type { Instant, IsoDate } from '../calendar/dates.ts';
import { type DayRef, type OfferingRef, type Reference, UnknownReference } from '../reference.ts';

export function firstDay(offering: OfferingRef): DayRef {
  const day = offering.days[0];
  if (day === undefined) throw new UnknownReference('course day in offering', offering.code);
  return day;
}

export function lastDay(offering: OfferingRef): DayRef {
  const day = offering.days.at(-1);
  if (day === undefined) throw new UnknownReference('course day in offering', offering.code);
  return day;
}

export const firstDayStart = (offering: OfferingRef, reference: Reference): Instant =>
  reference.calendar.at(firstDay(offering).date, firstDay(offering).start);

/** The beginning of the first day that has not begun at a moment; undefined when all have. */
export const nextDayStart = (
  offering: OfferingRef,
  at: Instant,
  { calendar }: Reference,
): Instant | undefined =>
  offering.days.map(({ date, start }) => calendar.at(date, start)).find((begins) => begins >= at);

/** Who registers attendance and results: the course leader of a day, or else its first trainer. */
export function courseLeader(day: DayRef): string | undefined {
  return (day.trainers.find((trainer) => trainer.leader) ?? day.trainers[0])?.id;
}

/** Last day on which the memo of an attempt can be handed in; a retake counts from the failed result. */
export function memoDeadline(offering: OfferingRef, reference: Reference, failedOn?: IsoDate): IsoDate {
  const { calendar, rules } = reference;
  return failedOn === undefined
    ? calendar.orNextWorkingDay(
        calendar.addDays(lastDay(offering).date, rules.examination.memoDaysAfterLastDay),
      )
    : calendar.addWorkingDays(failedOn, rules.examination.retakeWithinWorkingDays);
}

/** Last day for the result of an attempt: working days counted from the day after the memo's deadline. */
export function resultDeadline(memoDue: IsoDate, reference: Reference): IsoDate {
  return reference.calendar.addWorkingDays(memoDue, reference.rules.examination.resultWithinWorkingDays);
}

/** The course day after one, also when a day between them was taken away; undefined after the last. */
export const dayAfter = (offering: OfferingRef, dayNumber: number): DayRef | undefined =>
  offering.days.find((day) => day.number > dayNumber);

/**
 * When the assignment set on a course day of the programme is due: some working days before the next day; none after the last,
 * and none between days that lie so close that it would be due before it is set.
 */
export function assignmentDue(
  offering: OfferingRef,
  dayNumber: number,
  reference: Reference,
): IsoDate | undefined {
  if (reference.course(offering.course).kind !== 'programme') return undefined;
  const day = offering.days.find((other) => other.number === dayNumber);
  const next = dayAfter(offering, dayNumber);
  if (day === undefined || next === undefined) return undefined;
  const due = reference.calendar.addWorkingDays(
    next.date,
    -reference.rules.courseDays.assignmentWorkingDaysBeforeNextDay,
  );
  return due > day.date ? due : undefined;
}
