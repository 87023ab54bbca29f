/** `course_parts.csv`: the parts that a course is made of, such as the five of Leda lärande och utveckling. */
import { type CoursePart, partKinds } from '../../domain/region.ts';
import type { Row } from './row.ts';
import type { Table } from './table.ts';

export const coursePartColumns = ['course', 'code', 'kind', 'title', 'due_days', 'remind_days'] as const;
export type CoursePartColumn = (typeof coursePartColumns)[number];

/** @returns the parts of each course, in the order of the file; whether the courses exist is checked with them */
export function readCourseParts(table: Table<CoursePartColumn>): ReadonlyMap<string, readonly CoursePart[]> {
  const parts = new Map<string, CoursePart[]>();
  for (const row of table.rows) {
    const course = row.required('course');
    const own = parts.get(course) ?? [];
    const part = readPart(row);
    if (own.some(({ code }) => code === part.code)) {
      row.wrong('code', `Kursen ${course} har redan en del ${part.code}. Ge delen en egen kod.`);
    }
    if (part.kind === 'day' && own.some(({ kind }) => kind === 'day')) {
      row.wrong('kind', `Kursen ${course} har redan delen med kursdagarna. Ta bort den ena raden.`);
    }
    parts.set(course, [...own, part]);
  }
  return parts;
}

function readPart(row: Row<CoursePartColumn>): CoursePart {
  const kind = row.oneOf('kind', partKinds);
  const isDay = kind === 'day';
  if (isDay) {
    for (const column of ['due_days', 'remind_days'] as const) {
      if (row.text(column) !== '') {
        row.wrong(column, 'Kursdagarna har egna datum och påminnelser. Lämna fältet tomt.');
      }
    }
  }
  // A preparation is due before the first course day, everything else after the last.
  const [least, most] = kind === 'preparation' ? ([-180, 0] as const) : ([0, 180] as const);
  return {
    code: row.code('code'),
    kind,
    title: row.required('title'),
    dueDays: isDay ? 0 : row.integer('due_days', least, most),
    remindDays: isDay ? 0 : row.integer('remind_days', 0, 60),
  };
}

/** Parts of courses that do not exist, or that are taken without course days. */
export function checkPartCourses(
  table: Table<CoursePartColumn>,
  courses: { get(id: string): { text(column: 'kind'): string } | undefined; lacks(id: string): boolean },
): void {
  for (const row of table.rows) {
    const course = row.text('course');
    const kind = courses.get(course)?.text('kind');
    if (course !== '' && courses.lacks(course)) {
      row.wrong('course', `Kursen ”${course}” finns inte i courses.csv. Rätta koden eller lägg till kursen.`);
    } else if (kind !== undefined && kind !== 'course_day') {
      row.wrong(
        'course',
        `Bara kurser av slaget course_day har delar, och ${course} är ${kind}. Ta bort raden.`,
      );
    }
  }
}
