/** What is charged: programme seats after the free withdrawal, and course days for those who were there. */
import type { IsoDate } from '../calendar/dates.ts';
import type { MunicipalityCode, OfferingCode, PersonId, TermCode } from '../region.ts';

export interface BillableSeat {
  readonly offering: OfferingCode;
  readonly person: PersonId;
  readonly term: TermCode;
  /** The municipality for which the seat was given. */
  readonly municipality: MunicipalityCode;
  readonly givenOn: IsoDate;
  /** Empty while the seat has not been given up. */
  readonly endedOn: IsoDate | '';
  /** `cancelled`: taken away with the offering; `retracted`: given by mistake. Both are free whenever that was. */
  readonly state?: string;
}

/**
 * Programme seats to be paid for (never those of a cancelled offering): all that are kept, and those given up after the
 * last day of free withdrawal (on that day it is still free). A seat given after that day is paid for too. The fee is
 * for a term: whoever changed to another course during it pays once, for the seat that came first.
 * @param seats of one term
 * @returns sorted by offering and person
 */
export function billableSeats(seats: readonly BillableSeat[], freeWithdrawalUntil: IsoDate): BillableSeat[] {
  const first = new Map<PersonId, BillableSeat>();
  for (const seat of seats.toSorted(
    (a, b) => compare(a.givenOn, b.givenOn) || compare(a.offering, b.offering),
  )) {
    const isPaidFor =
      seat.state !== 'cancelled' &&
      seat.state !== 'retracted' &&
      (seat.endedOn === '' || seat.endedOn > freeWithdrawalUntil);
    if (isPaidFor && !first.has(seat.person)) first.set(seat.person, seat);
  }
  return [...first.values()].sort((a, b) => compare(a.offering, b.offering) || compare(a.person, b.person));
}

export interface Presence {
  readonly offering: OfferingCode;
  readonly day: number;
  readonly person: PersonId;
  readonly present: boolean;
}

/** Course days to be paid for: one for each person registered present. Sorted by offering, day and person. */
export function billableDays<P extends Presence>(attendance: readonly P[]): P[] {
  return attendance
    .filter(({ present }) => present)
    .sort((a, b) => compare(a.offering, b.offering) || a.day - b.day || compare(a.person, b.person));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
