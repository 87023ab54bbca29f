/** How many want a course that has no date yet: who has said so, and who waited for it in a term and got no seat. */
import { groupBy } from '../groupBy.ts';
import type { Reference } from '../reference.ts';
import type { CourseCode, PersonId } from '../region.ts';

export interface Wish {
  readonly person: PersonId;
  readonly course: CourseCode;
}

export interface CourseDemand {
  readonly course: CourseCode;
  /** People, each counted once. */
  readonly people: number;
  /** Of them, who have said so themselves. */
  readonly interested: number;
  /** Of them, who stood on a waiting list that closed. */
  readonly waited: number;
}

/**
 * Demand by course, most wanted first. A wish is fulfilled by a seat or a credit in the course or one that stands in for
 * it, and rests while the person is no longer a manager here.
 * @param interests what people have said
 * @param waited who stood on a waiting list that closed without a seat
 * @param has seats that people have, and courses they have passed
 */
export function demandOf(
  interests: readonly Wish[],
  waited: readonly Wish[],
  has: readonly Wish[],
  reference: Reference,
  inPost: (person: PersonId) => boolean,
): CourseDemand[] {
  const sort = (code: CourseCode): string => reference.course(code).alternativeGroup || code;
  const fulfilled = new Set(has.map(({ person, course }) => `${person} ${sort(course)}`));
  const isOpen = ({ person, course }: Wish) => inPost(person) && !fulfilled.has(`${person} ${sort(course)}`);
  const said = groupBy(interests.filter(isOpen), ({ course }) => course);
  const stood = groupBy(waited.filter(isOpen), ({ course }) => course);
  const people = (wishes: readonly Wish[]) => new Set(wishes.map(({ person }) => person));
  return [...new Set([...said.keys(), ...stood.keys()])]
    .map((course): CourseDemand => {
      const [interested, waiting] = [people(said.get(course) ?? []), people(stood.get(course) ?? [])];
      return {
        course,
        people: new Set([...interested, ...waiting]).size,
        interested: interested.size,
        waited: waiting.size,
      };
    })
    .sort((a, b) => b.people - a.people || (a.course < b.course ? -1 : 1));
}
