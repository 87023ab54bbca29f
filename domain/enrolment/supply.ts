/** The seats of a term: what is free in each course and offering. */
import type { CourseCode, OfferingCode } from '../region.ts';
import { compareText } from './order.ts';
import type { OfferingSupply } from './types.ts';

export interface Supply {
  /** Courses that the term offers, by code. */
  readonly courses: readonly CourseCode[];
  isOffered(course: CourseCode): boolean;
  /** Free seats of a course in all its offerings. */
  free(course: CourseCode): number;
  /** Takes a seat in the offering of the course with most free seats and says which; `null` when all are taken. */
  take(course: CourseCode): OfferingCode | null;
}

export function createSupply(offerings: readonly OfferingSupply[]): Supply {
  const left = new Map<CourseCode, { code: OfferingCode; free: number }[]>();
  for (const { code, course, capacity, taken } of offerings.toSorted((a, b) => compareText(a.code, b.code))) {
    const seats = left.get(course) ?? [];
    seats.push({ code, free: Math.max(0, capacity - taken) });
    left.set(course, seats);
  }
  const offeringsOf = (course: CourseCode) => left.get(course) ?? [];
  return {
    courses: [...left.keys()].toSorted(compareText),
    isOffered: (course) => left.has(course),
    free: (course) => offeringsOf(course).reduce((sum, { free }) => sum + free, 0),
    take(course) {
      const [most] = offeringsOf(course).toSorted((a, b) => b.free - a.free);
      if (most === undefined || most.free === 0) return null;
      most.free -= 1;
      return most.code;
    },
  };
}

/**
 * Spreads people over courses: whoever asks next is given the missing course with most seats left after those before,
 * so that one course does not overflow while another stands empty. It only plans and takes no seat; asked for more than
 * there is, it goes on evenly.
 */
export function createSpreading(supply: Supply): {
  choose(courses: readonly CourseCode[]): CourseCode | null;
  count(course: CourseCode): void;
} {
  const left = new Map(supply.courses.map((course) => [course, supply.free(course)]));
  const count = (course: CourseCode) => {
    left.set(course, (left.get(course) ?? 0) - 1);
  };
  return {
    count,
    choose(courses) {
      let best: { course: CourseCode; seats: number } | null = null;
      for (const course of courses.toSorted(compareText)) {
        const seats = left.get(course);
        if (seats !== undefined && (best === null || seats > best.seats)) best = { course, seats };
      }
      if (best !== null) count(best.course);
      return best?.course ?? null;
    },
  };
}
