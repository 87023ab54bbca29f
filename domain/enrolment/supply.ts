/** The seats of a term: what is free in each course and offering. */
import type { CourseCode, MunicipalityCode, OfferingCode } from '../region.ts';
import { compareText } from './order.ts';
import type { OfferingSupply } from './types.ts';

export interface Supply {
  /** Courses that the term offers, by code. */
  readonly courses: readonly CourseCode[];
  isOffered(course: CourseCode): boolean;
  /** Free seats of a course in all its offerings that anybody may have. */
  free(course: CourseCode): number;
  /** Free seats of a course that are kept for a municipality. */
  kept(course: CourseCode, municipality: MunicipalityCode): number;
  /**
   * Takes a seat and says in which offering: one kept for the municipality while there is one, otherwise in the
   * offering of the course with most free seats; `null` when there is neither.
   */
  take(course: CourseCode, municipality: MunicipalityCode): OfferingCode | null;
}

interface SeatsLeft {
  readonly code: OfferingCode;
  /** That anybody may have. */
  free: number;
  readonly kept: Map<MunicipalityCode, number>;
}

export function createSupply(offerings: readonly OfferingSupply[]): Supply {
  const left = new Map<CourseCode, SeatsLeft[]>();
  for (const offering of offerings.toSorted((a, b) => compareText(a.code, b.code))) {
    const seats = left.get(offering.course) ?? [];
    seats.push(seatsLeft(offering));
    left.set(offering.course, seats);
  }
  const offeringsOf = (course: CourseCode) => left.get(course) ?? [];
  return {
    courses: [...left.keys()].toSorted(compareText),
    isOffered: (course) => left.has(course),
    free: (course) => offeringsOf(course).reduce((sum, { free }) => sum + free, 0),
    kept: (course, municipality) =>
      offeringsOf(course).reduce((sum, { kept }) => sum + (kept.get(municipality) ?? 0), 0),
    take(course, municipality) {
      const own = offeringsOf(course).find(({ kept }) => (kept.get(municipality) ?? 0) > 0);
      if (own !== undefined) {
        own.kept.set(municipality, (own.kept.get(municipality) ?? 0) - 1);
        return own.code;
      }
      const [most] = offeringsOf(course).toSorted((a, b) => b.free - a.free);
      if (most === undefined || most.free === 0) return null;
      most.free -= 1;
      return most.code;
    },
  };
}

/** More may be kept than is free when others came first: then the first municipalities by code have what there is. */
function seatsLeft({ code, capacity, taken, reserved = [] }: OfferingSupply): SeatsLeft {
  let free = Math.max(0, capacity - taken);
  const kept = new Map<MunicipalityCode, number>();
  for (const { municipality, left } of reserved.toSorted((a, b) =>
    compareText(a.municipality, b.municipality),
  )) {
    const own = Math.min(free, Math.max(0, left));
    free -= own;
    if (own > 0) kept.set(municipality, (kept.get(municipality) ?? 0) + own);
  }
  return { code, free, kept };
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
