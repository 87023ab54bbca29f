/** What a term is owed as the facts stand: read from the same rows by plans, invoices and credit notes. */
import type { Instant, IsoDate } from '../calendar/dates.ts';
import { postOn, type Reference } from '../reference.ts';
import type { MunicipalityCode, TermCode } from '../region.ts';
import { deadlines } from '../term/deadlines.ts';
import type { BillableSeat } from './billable.ts';
import { type Charge, type CourseDayPresence, courseDayCharges, seatCharges } from './lines.ts';
import { type PotOfDay, trainerPots } from './trainerPot.ts';
import { yearlyCharges } from './yearly.ts';

/** A programme seat of the term, with the moment at which it was last given or given up. */
export interface SeatAccount extends BillableSeat {
  readonly changedAt: Instant;
  readonly state: string;
}

/** Somebody who was there on a course day outside the programme. */
export interface PresenceAccount extends Omit<CourseDayPresence, 'present'> {
  /** The municipality for which the seat was given; empty for somebody who came without one. */
  readonly municipality: MunicipalityCode | '';
}

/** When the attendance of a course day was last registered. */
export interface RegisteredDay {
  readonly offering: string;
  readonly day: number;
  readonly registeredAt: Instant;
}

export interface Account {
  readonly term: TermCode;
  readonly seats: readonly SeatAccount[];
  readonly presences: readonly PresenceAccount[];
  readonly days: readonly RegisteredDay[];
}

export const freeUntil = (reference: Reference, term: TermCode): IsoDate =>
  deadlines(reference, term).freeWithdrawalUntil;

/** @throws UnknownReference when a fee is missing */
export const seatsOwed = ({ term, seats }: Account, reference: Reference): Charge[] =>
  seatCharges(seats, freeUntil(reference, term), reference);

/** What the municipalities owe for the year that the term carries. */
export const yearlyOwed = ({ term }: Account, reference: Reference): Charge[] =>
  yearlyCharges(term, reference);

/** The municipality of somebody's post on a course day. */
function workingFor({ person, offering, day }: PresenceAccount, reference: Reference): MunicipalityCode {
  const date = reference.offering(offering).days.find(({ number }) => number === day)?.date;
  return (date === undefined ? reference.newestPost(person) : postOn(reference, person, date)).municipality;
}

/** Somebody who came without a seat is charged to where they worked that day. @throws UnknownReference when a fee is missing */
export const courseDaysOwed = ({ presences }: Account, reference: Reference): Charge[] =>
  courseDayCharges(
    presences.map((row) => ({
      ...row,
      present: true,
      municipality: row.municipality === '' ? workingFor(row, reference) : row.municipality,
    })),
    reference,
  );

/** The pots of the term's course days, to which those present pay. @throws UnknownReference when a fee is missing */
export const trainerPotsOf = (account: Account, reference: Reference): PotOfDay[] =>
  trainerPots(courseDaysOwed(account, reference), reference);
