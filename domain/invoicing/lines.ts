/** The lines of a term's invoices: what is charged, to whom, by which fee, and in words without names. */
import type { IsoDate } from '../calendar/dates.ts';
import { coveringMandate } from '../mandate/mandate.ts';
import { postOn, type Reference, UnknownReference } from '../reference.ts';
import type { Fee, MunicipalityCode, Ore, PersonId, SellerCode, VatCategory } from '../region.ts';
import { type BillableSeat, billableDays, billableSeats, type Presence } from './billable.ts';
import { feeOn } from './fees.ts';
import { fundingOn } from './funding.ts';
import { payerOf } from './payer.ts';

export interface InvoiceLine {
  readonly article: string;
  /** Swedish, without names. */
  readonly title: string;
  /** Empty for a yearly cost, which concerns nobody. */
  readonly person: PersonId | '';
  /** Empty for a yearly cost. */
  readonly offering: string;
  /** The course day, 0 for a seat. */
  readonly day: number;
  /** How many of what the article costs: 1, or the inhabitants of a yearly cost. */
  readonly quantity: number;
  readonly amountOre: Ore;
  readonly vatCategory: VatCategory;
  readonly vatPercent: number;
  /** The funding that the municipality may charge it to, or empty. */
  readonly funding: string;
  /** Reference of the decision that makes the programme mandatory for the person, or empty. */
  readonly decision: string;
}

/** A line with the seller and the municipality that it is between. */
export interface Charge {
  readonly seller: SellerCode;
  readonly municipality: MunicipalityCode;
  readonly line: InvoiceLine;
}

/**
 * One charge for each programme seat to be paid for, by the fee of the day on which the term starts. A course without
 * an article is free.
 * @param seats in the programme's courses of one term
 * @throws UnknownReference when an article has no fee that day
 */
export function seatCharges(
  seats: readonly BillableSeat[],
  freeWithdrawalUntil: IsoDate,
  reference: Reference,
): Charge[] {
  return billableSeats(seats, freeWithdrawalUntil).flatMap((seat) => {
    const course = reference.course(reference.offering(seat.offering).course);
    if (course.priceArticle === '') return [];
    const { start } = reference.term(seat.term);
    const left =
      seat.endedOn === ''
        ? ''
        : ` Lämnad ${seat.endedOn}; platsen kunde lämnas utan kostnad till och med ${freeWithdrawalUntil}.`;
    const title = `Kurs ${course.code} ${course.title}, en plats ${seat.term} (${seat.offering}).${left}`;
    const paid = { ...seat, municipality: payerOf(seat, reference) };
    return [charge(paid, 0, title, feeOn(reference, course.priceArticle, start), start, reference)];
  });
}

export interface CourseDayPresence extends Presence {
  readonly municipality: MunicipalityCode;
}

/**
 * One charge for each person and course day with presence, by the fee of the day. A course without an article is
 * free, and so is everybody who belongs to no municipality.
 * @param attendance of course days that are not part of the programme
 * @throws UnknownReference when an article has no fee that day, or a day is not among the offering's
 */
export function courseDayCharges(attendance: readonly CourseDayPresence[], reference: Reference): Charge[] {
  return billableDays(attendance).flatMap((presence) => {
    const offering = reference.offering(presence.offering);
    const course = reference.course(offering.course);
    if (course.priceArticle === '' || presence.municipality === '') return [];
    const day = offering.days.find(({ number }) => number === presence.day);
    if (day === undefined) throw new UnknownReference('course day', `${presence.offering} ${presence.day}`);
    const which = offering.days.length > 1 ? `, dag ${day.number}` : '';
    const title = `Kursdag ${course.title}${which}, ${day.date} i ${day.place} (${offering.code}).`;
    const fee = feeOn(reference, course.priceArticle, day.date);
    return [charge(presence, day.number, title, fee, day.date, reference)];
  });
}

function charge(
  { offering, person, municipality }: { offering: string; person: PersonId; municipality: MunicipalityCode },
  day: number,
  title: string,
  fee: Fee,
  on: IsoDate,
  reference: Reference,
): Charge {
  const { role } = postOn(reference, person, on);
  const mandate = coveringMandate({ municipality, role, leftOn: '' }, reference.mandates, on);
  return {
    seller: fee.seller,
    municipality,
    line: {
      article: fee.article,
      title,
      person,
      offering,
      day,
      quantity: 1,
      amountOre: fee.amount,
      vatCategory: fee.vatCategory,
      vatPercent: fee.vatPercent,
      funding: fundingOn(reference, person, municipality, on),
      // A decision is about the programme; nobody has to take a course day because of it.
      decision: day === 0 ? (mandate?.reference ?? '') : '',
    },
  };
}
