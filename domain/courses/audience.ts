/** Whom a course outside the programme is for, and who may hold it. */
import { type Course, managerRoles, type Person, type Role } from '../region.ts';

const leadingRoles: readonly Role[] = [...managerRoles, 'chief', 'head_of_social_services'];

type Attendee = Pick<Person, 'role' | 'targetGroup' | 'workplace'>;

/**
 * Whether a course is for somebody. Of the region's target groups, II are chiefs of managers (or those who are marked
 * so) and III those who are marked as aspiring leaders. (Yrkesresan and LeDa: domain description.)
 */
export function isFor(course: Pick<Course, 'audience' | 'area'>, person: Attendee): boolean {
  const [area] = person.workplace.split('/', 1);
  if (course.area !== '' && area !== course.area) return false;
  switch (course.audience) {
    case 'leaders':
      return leadingRoles.includes(person.role);
    case 'unit_managers':
      return managerRoles.includes(person.role);
    case 'staff':
      return person.role === 'staff';
    case 'II':
      return person.targetGroup === 'II' || person.role === 'chief';
    case 'III':
      return person.targetGroup === 'III';
  }
}

/** Whom a course is for, in Swedish: `enhetschefer och biträdande enhetschefer`. */
export function audienceInWords({ audience }: Pick<Course, 'audience'>): string {
  switch (audience) {
    case 'leaders':
      return 'dem som leder medarbetare';
    case 'unit_managers':
      return 'enhetschefer och biträdande enhetschefer';
    case 'staff':
      return 'medarbetare';
    case 'II':
      return 'mellanchefer (målgrupp II)';
    case 'III':
      return 'blivande ledare (målgrupp III)';
  }
}

/** Courses for staff are held by the municipalities' own trainers only, when the course says so. */
export const mayHold = (
  course: Pick<Course, 'trainersFrom'>,
  trainer: Pick<Person, 'municipality'>,
): boolean => course.trainersFrom === 'any' || trainer.municipality !== '';
