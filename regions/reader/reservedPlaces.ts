/** `reserved_places.csv`: places of an offering that are kept for a municipality until a day. */
import type { Course, Offering, ReservedPlaces } from '../../domain/region.ts';
import type { MunicipalityIndex } from './municipalities.ts';
import type { OfferingIndex } from './offerings.ts';
import type { Table } from './table.ts';

export const reservedColumns = ['offering', 'municipality', 'places', 'released_on'] as const;
export type ReservedColumn = (typeof reservedColumns)[number];

export function readReservedPlaces(
  table: Table<ReservedColumn>,
  municipalities: MunicipalityIndex,
  offerings: { readonly index: OfferingIndex; readonly rows: readonly Offering[] },
  courses: readonly Course[],
): ReservedPlaces[] {
  const seen = new Map<string, number>();
  const kept = new Map<string, number>();
  return table.rows.map((row): ReservedPlaces => {
    const code = row.required('offering');
    const municipality = row.required('municipality');
    const count = row.integer('places', 0, 500);
    if (code !== '' && offerings.index.lacks(code)) {
      row.wrong('offering', `Kurstillfället ”${code}” finns inte i offerings.csv. Rätta koden.`);
    }
    if (municipality !== '' && municipalities.lacks(municipality)) {
      row.wrong('municipality', `Kommunen ”${municipality}” finns inte i municipalities.csv. Rätta koden.`);
    }
    const key = `${code} ${municipality}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row.line);
    else {
      row.wrong(
        'municipality',
        `${code} har redan platser för kommunen ${municipality} på rad ${first}. Skriv dem på en rad.`,
      );
    }
    const offering = offerings.rows.find((one) => one.code === code);
    const course = courses.find((one) => one.code === offering?.course);
    if (course !== undefined && course.kind !== 'programme') {
      row.wrong(
        'offering',
        `${code} hör inte till programmet. Platser reserveras bara på programmets kurser.`,
      );
    }
    const total = (kept.get(code) ?? 0) + count;
    kept.set(code, total);
    if (offering !== undefined && total > offering.capacity) {
      row.wrong(
        'places',
        `${code} har ${offering.capacity} platser, men ${total} skulle bli reserverade. Minska antalet.`,
      );
    }
    return { offering: code, municipality, count, releasedOn: row.date('released_on') };
  });
}
