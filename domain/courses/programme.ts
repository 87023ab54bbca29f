/** Which courses make the programme, which of them a manager still misses, and the credits they have given. */
import type { IsoDate } from '../calendar/dates.ts';
import { addMonths } from '../calendar/days.ts';
import type { Course, CourseCode } from '../region.ts';

export interface LeaderSince {
  /** Day the managerial post was taken up; empty when not known. */
  readonly postSince: IsoDate | '';
  readonly termStart: IsoDate;
  /** `rules.enrolment.newAsLeaderMonths`. */
  readonly newAsLeaderMonths: number;
}

/**
 * Programme courses that a manager still misses, sorted by code. Courses of one alternative group exclude each other
 * (1a and 1b): having passed one, none is missing; otherwise exactly one of them is, the first by code for those new as
 * leaders at term start and the last for the others. (Programme plan: 1a Ny som ledare *or* 1b.)
 */
export function missingCourses(
  courses: readonly Course[],
  passedCodes: readonly CourseCode[],
  leader: LeaderSince,
): CourseCode[] {
  const passed = new Set(passedCodes);
  return programmeUnits(courses).flatMap((alternatives) => {
    if (alternatives.some(({ code }) => passed.has(code))) return [];
    const course = isNewAsLeader(leader) ? alternatives[0] : alternatives.at(-1);
    return course === undefined ? [] : [course.code];
  });
}

/** Under so many months in a managerial post at term start. Somebody whose post has no known date is not new. */
export function isNewAsLeader({ postSince, termStart, newAsLeaderMonths }: LeaderSince): boolean {
  return postSince !== '' && termStart < addMonths(postSince, newAsLeaderMonths);
}

/**
 * Higher-education credits of the programme in tenths of hp (7.5 hp is 75). A course counts once however often it
 * stands there, and of courses that exclude each other only one counts.
 * @throws RangeError for a code that is no course at all, so that nobody loses credits silently.
 */
export function creditsTenths(courses: readonly Course[], passedCodes: readonly CourseCode[]): number {
  const passed = new Set(passedCodes);
  const known = new Set(courses.map(({ code }) => code));
  for (const code of passed) {
    if (!known.has(code)) throw new RangeError(`Passed course is not a course of the region: ${code}`);
  }
  return programmeUnits(courses)
    .map((alternatives) => alternatives.filter(({ code }) => passed.has(code)))
    .reduce((sum, taken) => sum + Math.max(0, ...taken.map((course) => course.creditsTenths)), 0);
}

/** Whether two courses give the same part of the programme: the same course, or ones that exclude each other (1a and 1b). */
export const standsFor = (
  one: Pick<Course, 'code' | 'alternativeGroup'>,
  other: Pick<Course, 'code' | 'alternativeGroup'>,
): boolean =>
  one.code === other.code || (one.alternativeGroup !== '' && one.alternativeGroup === other.alternativeGroup);

/** The programme's parts in order of code: single courses, and groups of which one is taken. */
function programmeUnits(courses: readonly Course[]): Course[][] {
  const units = new Map<string, Course[]>();
  const programme = courses.filter(({ kind }) => kind === 'programme');
  for (const course of programme.toSorted((a, b) => compareText(a.code, b.code))) {
    const key = course.alternativeGroup === '' ? `course ${course.code}` : `group ${course.alternativeGroup}`;
    units.set(key, [...(units.get(key) ?? []), course]);
  }
  return [...units.values()];
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Months from a course's first day to its last: tells when somebody began a course that ended on a known day. */
export const courseMonths = 4;
