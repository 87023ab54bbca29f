/** The parts that a course is made of: when each is due, and what somebody still has to do. */
import type { IsoDate } from '../calendar/dates.ts';
import { firstDay, lastDay } from '../offering/days.ts';
import type { OfferingRef, Reference } from '../reference.ts';
import type { Course, CoursePart } from '../region.ts';

/**
 * How a course is completed: the programme's by a memo, others by the trainer's result, by presence alone, or by all
 * of their parts.
 */
export type CompletedBy = 'examination' | 'result' | 'presence' | 'parts';

export function completedBy(course: Pick<Course, 'kind' | 'completedBy' | 'parts'>): CompletedBy {
  if (course.kind === 'programme') return 'examination';
  return course.parts.length > 0 ? 'parts' : course.completedBy;
}

/** Whether taking part gives a certificate; a meeting to which everybody is invited does not. */
export const givesCertificate = (course: Pick<Course, 'booking'>): boolean => course.booking !== 'invitation';

/** The parts that are recorded one by one; a course day is known by its attendance. */
export const recordedParts = (course: Pick<Course, 'parts'>): readonly CoursePart[] =>
  course.parts.filter(({ kind }) => kind !== 'day');

/** What is missing before a course is done; `present` says whether somebody was there on the course days. */
export const missingParts = (
  course: Pick<Course, 'parts'>,
  done: ReadonlySet<string>,
  present: boolean,
): readonly CoursePart[] =>
  course.parts.filter(({ kind, code }) => (kind === 'day' ? !present : !done.has(code)));

/**
 * Last day for a part: calendar days from the first course day for a preparation, otherwise from the last; a day that
 * is no working day counts as the working day before it, for nobody is at work then.
 */
export function partDue(part: CoursePart, offering: OfferingRef, { calendar }: Reference): IsoDate {
  const from = part.kind === 'preparation' ? firstDay(offering).date : lastDay(offering).date;
  const due = calendar.addDays(from, part.dueDays);
  return calendar.isWorkingDay(due) ? due : calendar.addWorkingDays(due, -1);
}
