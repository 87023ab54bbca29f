/** Facts that take back what was said about a seat: that it was given up, or that it was given at all. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import { type Transaction, toDate, toTimestamp } from '../../prisma/client.ts';
import { invoicingOf } from './invoicing.ts';
import { factKind } from './kind.ts';
import { releaseMakeUps, restoreMakeUps } from './makeUpRows.ts';
import { reopenOfferings } from './reopen.ts';

const seat = { offering: z.string(), person: z.string(), term: z.string() };

/** The undo of `seat_given_up` before anything had come of it: the seat is as it was, perhaps with another number. */
export const seatReturned = factKind({
  kind: 'seat_returned',
  schema: z.object({ ...seat, number: z.number().int().positive() }),
  async project(tx, facts) {
    for (const { data } of facts) {
      const { offering, person, number } = data;
      const id = { offering_person: { offering, person } };
      const { endedAt } = await tx.seat.findUniqueOrThrow({ where: id, select: { endedAt: true } });
      await tx.seat.update({
        where: id,
        data: { state: 'held', number, endedAt: null, endedOn: null, endedCause: '', switchedTo: '' },
      });
      await reopenOfferings(tx, [offering]);
      await restoreMakeUps(tx, { home: offering, person, cause: 'given_up', releasedAt: endedAt });
    }
  },
  wakes: livesOf,
});

/** The undo of `seat_given`: it was given by mistake. Who left the waiting list for it stands there again. */
export const seatRetracted = factKind({
  kind: 'seat_retracted',
  schema: z.object(seat),
  async project(tx, facts) {
    for (const { data, recordedAt, validOn } of facts) {
      const { offering, person, term } = data;
      const at = toTimestamp(recordedAt);
      const { givenAt } = await tx.seat.update({
        where: { offering_person: { offering, person } },
        data: { state: 'retracted', endedAt: at, endedOn: toDate(validOn) },
        select: { givenAt: true },
      });
      await releaseMakeUps(tx, { home: offering, person }, { at, by: 'seat retracted', cause: 'given_up' });
      const { waitingEndedAt } = await tx.term.findUniqueOrThrow({
        where: { code: term },
        select: { waitingEndedAt: true },
      });
      // A list that has closed meanwhile stays closed.
      if (waitingEndedAt !== null) continue;
      await tx.waitingPlace.updateMany({
        where: { term, person, state: 'promoted', endedAt: givenAt },
        data: { state: 'waiting', endedAt: null },
      });
    }
  },
  wakes: livesOf,
});

async function livesOf(
  tx: Transaction,
  facts: readonly {
    readonly data: { readonly offering: string; readonly person: string; readonly term: string };
  }[],
): Promise<string[]> {
  return [
    ...facts.flatMap(({ data }) => [
      lifeId('termStart', data.term),
      lifeId('managerJourney', data.person),
      lifeId('courseOffering', data.offering),
    ]),
    ...(await invoicingOf(tx, facts)),
  ];
}
