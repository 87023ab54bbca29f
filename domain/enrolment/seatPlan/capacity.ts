/** Whose the free seats of a course are: anybody's, and those that are kept for a municipality. */
import { groupBy } from '../../groupBy.ts';
import type { CourseCode, MunicipalityCode } from '../../region.ts';
import { createSupply } from '../supply.ts';
import type { EnrolmentInput } from '../types.ts';
import type { PlannedSeat, SeatPlanInput } from './types.ts';

/** Free seats by course, one number a term. */
export type SeatsByTerm = ReadonlyMap<CourseCode, readonly number[]>;

/** @param seatsFactor seats to plan in the first term for each that is free */
export function capacities(
  { offerings, ahead, municipalities }: Pick<EnrolmentInput, 'offerings' | 'ahead' | 'municipalities'>,
  seatsFactor: number,
): { readonly capacity: SeatsByTerm; readonly kept: ReadonlyMap<MunicipalityCode, SeatsByTerm> } {
  const supplies = [offerings, ...ahead.map((one) => one.offerings)].map(createSupply);
  const planned = (free: number, term: number) => (term === 0 ? Math.ceil(free * seatsFactor) : free);
  const courses = new Set(supplies.flatMap((supply) => supply.courses));
  const keptFor = (code: MunicipalityCode): [CourseCode, number[]][] =>
    [...courses]
      .map((course): [CourseCode, number[]] => [
        course,
        supplies.map((supply, term) => planned(supply.kept(course, code), term)),
      ])
      .filter(([, row]) => row.some((count) => count > 0));
  return {
    capacity: new Map(
      [...courses].map((course) => [
        course,
        supplies.map((supply, term) => planned(supply.free(course), term)),
      ]),
    ),
    kept: new Map(
      municipalities
        .map(({ code }): [MunicipalityCode, SeatsByTerm] => [code, new Map(keptFor(code))])
        .filter(([, rows]) => rows.size > 0),
    ),
  };
}

/** Seats of a course that a municipality may use in a term: anybody's and its own. */
export function openTo(
  { capacity, kept }: Pick<SeatPlanInput, 'capacity' | 'kept'>,
  municipality: MunicipalityCode,
  course: CourseCode,
  term: number,
): number {
  return (capacity.get(course)?.[term] ?? 0) + keptFor({ kept }, municipality, course, term);
}

export function keptFor(
  { kept }: Pick<SeatPlanInput, 'kept'>,
  municipality: MunicipalityCode,
  course: CourseCode,
  term: number,
): number {
  return kept.get(municipality)?.get(course)?.[term] ?? 0;
}

/** All free seats of a course, whoever they are for. */
export function allSeats({ capacity, kept }: SeatPlanInput, course: CourseCode, term: number): number {
  const own = [...kept.values()].map((rows) => rows.get(course)?.[term] ?? 0);
  return own.reduce((sum, count) => sum + count, capacity.get(course)?.[term] ?? 0);
}

/** Of anybody's seats, how many a plan uses: what a municipality has beyond those kept for it. */
export function openSeatsUsed(
  seats: readonly PlannedSeat[],
  municipalityOf: ReadonlyMap<string, MunicipalityCode>,
  input: Pick<SeatPlanInput, 'kept'>,
  course: CourseCode,
  term: number,
): number {
  const used = groupBy(
    seats.filter((seat) => seat.course === course && seat.term === term),
    ({ person }) => municipalityOf.get(person) ?? '',
  );
  return [...used].reduce(
    (sum, [municipality, own]) => sum + Math.max(0, own.length - keptFor(input, municipality, course, term)),
    0,
  );
}
