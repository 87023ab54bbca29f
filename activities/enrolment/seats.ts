/** Seats as facts: each gets the lowest free number of its offering. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { compareText } from '../../domain/enrolment/order.ts';
import type { Seat } from '../../domain/enrolment/types.ts';
import type { Reference } from '../../domain/reference.ts';
import type { OfferingCode } from '../../domain/region.ts';
import type { Transaction } from '../../prisma/client.ts';
import type { NewFact } from '../facts/record.ts';
import type { Occasion } from './termDecision.ts';

/**
 * @param seats as decided; they are numbered by offering and person, so that their order does not matter
 * @param answerBy last day to say yes to them, or empty
 * @throws RangeError when an offering has no free seat number left
 */
export async function seatFacts(
  tx: Transaction,
  { reference, term, today }: Pick<Occasion, 'reference' | 'term' | 'today'>,
  how: 'allocation' | 'promotion',
  seats: readonly Seat[],
  answerBy: IsoDate | '' = '',
): Promise<NewFact[]> {
  const free = await freeNumbers(tx, reference, [...new Set(seats.map(({ offering }) => offering))], today);
  return seats
    .toSorted((a, b) => compareText(a.offering, b.offering) || compareText(a.person, b.person))
    .map(({ offering, person, municipality, rule, reasonSv, passedOver = [] }): NewFact => {
      const number = free.get(offering)?.shift();
      if (number === undefined) throw new RangeError(`${offering} has no free seat number left`);
      return {
        kind: 'seat_given',
        subject: `${offering}.${person}`,
        data: {
          offering,
          person,
          number,
          term,
          courseKind: 'programme',
          municipality,
          how,
          rule,
          reason: reasonSv,
          ...(answerBy === '' ? {} : { answerBy }),
          ...(passedOver.length === 0 ? {} : { passedOver: [...passedOver] }),
        },
      };
    });
}

/**
 * Ascending numbers that nobody holds, and in which nobody sits for a day that they missed elsewhere.
 * @param from days before it are over and hold no number any more
 */
export async function freeNumbers(
  tx: Transaction,
  reference: Reference,
  offerings: readonly OfferingCode[],
  from: IsoDate,
): Promise<Map<OfferingCode, number[]>> {
  const rows = await tx.seatNumber.findMany({
    where: {
      offering: { in: [...offerings] },
      seats: { none: { state: { in: ['held', 'passed', 'failed'] } } },
    },
    orderBy: [{ offering: 'asc' }, { number: 'asc' }],
  });
  const guests = await guestNumbers(tx, reference, offerings, from);
  const free = new Map<OfferingCode, number[]>();
  for (const { offering, number } of rows) {
    if (guests.has(`${offering} ${number}`) || number > reference.offering(offering).capacity) continue;
    free.set(offering, [...(free.get(offering) ?? []), number]);
  }
  return free;
}

/** `OFFERING NUMBER` of the seats that guests have on days still ahead. */
export async function guestNumbers(
  tx: Transaction,
  reference: Reference,
  offerings: readonly OfferingCode[],
  from: IsoDate,
): Promise<ReadonlySet<string>> {
  const guests = await tx.makeUp.findMany({ where: { offering: { in: [...offerings] }, state: 'booked' } });
  const ahead = guests.filter(({ offering, day }) =>
    reference.offering(offering).days.some(({ number, date }) => number === day && date >= from),
  );
  return new Set(ahead.map(({ offering, seatNumber }) => `${offering} ${seatNumber}`));
}
