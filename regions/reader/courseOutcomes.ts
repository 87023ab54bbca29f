/** `course_outcomes.csv`: what those who have passed a course can do, as its certificate says. */
import type { Table } from './table.ts';

export const courseOutcomeColumns = ['course', 'outcome'] as const;
export type CourseOutcomeColumn = (typeof courseOutcomeColumns)[number];

/** More than a certificate has room for on its one page. */
const most = 6;

/** @returns the outcomes of each course, in the order of the file; whether the courses exist is checked with them */
export function readCourseOutcomes(
  table: Table<CourseOutcomeColumn>,
): ReadonlyMap<string, readonly string[]> {
  const outcomes = new Map<string, string[]>();
  for (const row of table.rows) {
    const course = row.required('course');
    const outcome = row.required('outcome');
    const own = outcomes.get(course) ?? [];
    if (own.includes(outcome))
      row.wrong('outcome', `Kursen ${course} har redan målet. Ta bort den ena raden.`);
    if (own.length === most) {
      row.wrong('outcome', `Kursen ${course} har fler än ${most} mål; så många ryms inte på intyget.`);
    }
    outcomes.set(course, [...own, outcome]);
  }
  return outcomes;
}

/** Outcomes of courses that do not exist. */
export function checkOutcomeCourses(
  table: Table<CourseOutcomeColumn>,
  courses: { lacks(id: string): boolean },
): void {
  for (const row of table.rows) {
    const course = row.text('course');
    if (course !== '' && courses.lacks(course)) {
      row.wrong('course', `Kursen ”${course}” finns inte i courses.csv. Rätta koden eller lägg till kursen.`);
    }
  }
}
