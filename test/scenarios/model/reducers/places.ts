/** How many places there are, for whom they are kept, and who would like one. */
import { toDate, toTimestamp } from '../../../../prisma/client.ts';
import type { CurrentTables } from '../tables.ts';
import { type ReducersOf, renew } from './reducer.ts';

/** Notes that an offering got more places. */
export function raise(
  { capacityRaise }: CurrentTables,
  offering: string,
  { recordedAt, source }: { readonly recordedAt: number; readonly source: string },
): void {
  capacityRaise.insert({
    offering,
    occurrence: capacityRaise.where((row) => row.offering === offering).length + 1,
    raisedAt: toTimestamp(recordedAt),
    byHand: source === 'hand',
  });
}

/** Numbers up to the capacity, and those above it that somebody has or had. */
export function numberSeats({ seatNumber, seat }: CurrentTables, code: string, capacity: number): void {
  for (let number = 1; number <= capacity; number += 1) seatNumber.putNew({ offering: code, number });
  seatNumber.remove(
    ({ offering, number }) =>
      offering === code &&
      number > capacity &&
      seat.find((one) => one.offering === code && one.number === number) === undefined,
  );
}

export const placeReducers: ReducersOf<
  'capacity_changed' | 'interest_registered' | 'interest_withdrawn' | 'places_reserved' | 'places_released'
> = {
  capacity_changed(tables, fact) {
    const { offering, capacity } = fact.data;
    const before = tables.offering.find(({ code }) => code === offering)?.capacity ?? 0;
    tables.offering.update(({ code }) => code === offering, { capacity });
    numberSeats(tables, offering, capacity);
    if (capacity > before) raise(tables, offering, fact);
    renew(tables, fact.seq);
  },

  interest_registered({ interest }, { data, validOn, recordedAt }) {
    interest.putNew({ ...data, since: toDate(validOn), registeredAt: toTimestamp(recordedAt) });
  },

  interest_withdrawn({ interest }, { data }) {
    interest.remove(({ person, course }) => person === data.person && course === data.course);
  },

  places_reserved({ reservedPlace }, { data }) {
    const { releasedOn, ...row } = data;
    if (data.count > 0) {
      reservedPlace.put({ ...row, releasedOn: toDate(releasedOn), releasedAt: null, unused: 0 });
      return;
    }
    reservedPlace.remove(
      ({ offering, municipality }) => offering === data.offering && municipality === data.municipality,
    );
  },

  places_released({ reservedPlace }, { data, recordedAt }) {
    reservedPlace.update(
      ({ offering, municipality }) => offering === data.offering && municipality === data.municipality,
      { releasedAt: toTimestamp(recordedAt), unused: data.unused },
    );
  },
};
