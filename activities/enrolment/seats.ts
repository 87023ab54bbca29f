/** Seats as facts: each gets the lowest free number of its offering. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { compareText } from '../../domain/enrolment/order.ts';
import type { Seat } from '../../domain/enrolment/types.ts';
import type { OfferingCode, TermCode } from '../../domain/region.ts';
import type { Transaction } from '../../prisma/client.ts';
import type { NewFact } from '../facts/record.ts';

/**
 * @param seats as decided; they are numbered by offering and person, so that their order does not matter
 * @param answerBy last day to say yes to them, or empty
 * @throws RangeError when an offering has no free seat number left
 */
export async function seatFacts(
  tx: Transaction,
  term: TermCode,
  how: 'allocation' | 'promotion',
  seats: readonly Seat[],
  answerBy: IsoDate | '' = '',
): Promise<NewFact[]> {
  const free = await freeNumbers(tx, [...new Set(seats.map(({ offering }) => offering))]);
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

/** Ascending numbers that nobody holds. */
async function freeNumbers(tx: Transaction, offerings: OfferingCode[]): Promise<Map<OfferingCode, number[]>> {
  const rows = await tx.seatNumber.findMany({
    where: { offering: { in: offerings }, seats: { none: { state: { in: ['held', 'passed', 'failed'] } } } },
    orderBy: [{ offering: 'asc' }, { number: 'asc' }],
  });
  const free = new Map<OfferingCode, number[]>();
  for (const { offering, number } of rows) free.set(offering, [...(free.get(offering) ?? []), number]);
  return free;
}
