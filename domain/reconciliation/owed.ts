/** What is to be paid for by the log of facts. */
import type { IsoDate } from '../calendar/dates.ts';
import { findFee } from '../invoicing/fees.ts';
import { payerOf } from '../invoicing/payer.ts';
import { postOn, type Reference } from '../reference.ts';
import type {
  CourseCode,
  MunicipalityCode,
  OfferingCode,
  PersonId,
  SellerCode,
  TermCode,
} from '../region.ts';
import { deadlines } from '../term/deadlines.ts';
import { dayKey, type History, isTakenAway, newestSpell } from './history.ts';

export interface Owed {
  readonly seller: SellerCode;
  readonly municipality: MunicipalityCode;
  readonly what: string;
  readonly amountOre: number;
}

/** With the course day, empty for a seat, and the part of the fee that goes to its trainer pot. */
interface OwedFee extends Owed {
  readonly day: string;
  readonly trainerPotOre: number;
}

/** What is to be paid for by the log: a seat a person and term, and each person present on a course day. */
export function owedFor(term: TermCode, history: History, reference: Reference): OwedFee[] {
  const { freeWithdrawalUntil } = deadlines(reference, term);
  const owed: OwedFee[] = [];
  const owe = (
    course: CourseCode,
    on: IsoDate,
    municipality: MunicipalityCode,
    person: PersonId,
    day = '',
  ) => {
    const { priceArticle } = reference.course(course);
    if (priceArticle === '' || municipality === '') return;
    const fee = findFee(reference.fees, priceArticle, on);
    // Without a fee nothing can have been invoiced; the missing line is then what the equation shows.
    const what = `${day === '' ? 'seat' : day} ${person}`;
    const { seller = '', amount = 0, trainerPot = 0 } = fee ?? {};
    owed.push({ seller, municipality, what, day, amountOre: amount, trainerPotOre: trainerPot });
  };
  const paying = new Set<PersonId>();
  const kinds = new Map(
    reference.offeringsOf(term).map(({ code, course }) => [code, reference.course(course).kind]),
  );
  for (const spell of history.spells) {
    const { offering, person, endedOn, state } = spell;
    if (kinds.get(offering) !== 'programme' || paying.has(person) || isTakenAway(state)) continue;
    if (endedOn !== undefined && endedOn <= freeWithdrawalUntil) continue;
    paying.add(person);
    const payer = payerOf({ ...spell, term }, reference);
    owe(reference.offering(offering).course, reference.term(term).start, payer, person);
  }
  const guests = payersOfGuests(history);
  for (const { code, course, days } of reference.offeringsOf(term)) {
    if (kinds.get(code) !== 'course_day') continue;
    for (const { number, date } of days) {
      for (const person of history.present.get(dayKey(code, number)) ?? []) {
        const payer =
          newestSpell(history, code, person)?.municipality ?? guests.get(`${code} ${person}`) ?? '';
        const municipality = payer === '' ? postOn(reference, person, date).municipality : payer;
        owe(course, date, municipality, person, dayKey(code, number));
      }
    }
  }
  return owed;
}

/** By offering and person: who makes up a day there is paid for by the municipality of the seat at home. */
function payersOfGuests(history: History): ReadonlyMap<string, MunicipalityCode> {
  // The first booking holds when there are several.
  const bookings = [...history.madeUp].toSorted(([a], [b]) => (a < b ? 1 : -1));
  return new Map(
    bookings.flatMap(([missed, instead]): [string, MunicipalityCode][] => {
      const [home = '', person = ''] = missed.split(' ');
      const spell = newestSpell(history, offeringOf(home), person);
      return spell === undefined ? [] : [[`${offeringOf(instead)} ${person}`, spell.municipality]];
    }),
  );
}

/** The offering of a course day's key. */
const offeringOf = (day: string): OfferingCode => day.slice(0, day.indexOf('#'));
