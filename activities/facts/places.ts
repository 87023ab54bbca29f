/** Facts about how many places there are, for whom they are kept, and who would like one. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import { type Transaction, toDate, toTimestamp } from '../../prisma/client.ts';
import { factKind, knownLives, renewReference, wakesNobody } from './kind.ts';
import { noteRaises, numberSeats } from './seatNumbers.ts';

/** More or fewer places in an offering. Undone by a later fact with the number there was before. */
export const capacityChanged = factKind({
  kind: 'capacity_changed',
  schema: z.object({ offering: z.string(), capacity: z.number().int().positive() }),
  async project(tx, facts) {
    for (const { data, recordedAt, source } of facts) {
      const { offering: code, capacity } = data;
      const before = await tx.offering.findUniqueOrThrow({ where: { code }, select: { capacity: true } });
      await tx.offering.update({ where: { code }, data: { capacity } });
      await numberSeats(tx, code, capacity);
      if (capacity > before.capacity) await noteRaises(tx, [{ data: { code }, recordedAt, source }]);
    }
    await renewReference(tx, facts);
  },
  async wakes(tx, facts) {
    const codes = facts.map(({ data }) => data.offering);
    const offerings = await tx.offering.findMany({
      where: { code: { in: codes } },
      select: { term: true },
    });
    return knownLives(tx, [
      ...codes.map((code) => lifeId('courseOffering', code)),
      ...offerings.map(({ term }) => lifeId('termStart', term)),
    ]);
  },
});

/** Somebody wants a course, whenever it is given. Undone by `interest_withdrawn`. */
export const interestRegistered = factKind({
  kind: 'interest_registered',
  schema: z.object({ person: z.string(), course: z.string() }),
  async project(tx, facts) {
    await tx.interest.createMany({
      data: facts.map(({ data, validOn, recordedAt }) => ({
        ...data,
        since: toDate(validOn),
        registeredAt: toTimestamp(recordedAt),
      })),
      skipDuplicates: true,
    });
  },
  // Read when the next term's proposal is made; nobody has a step because of it before.
  wakes: wakesNobody,
});

export const interestWithdrawn = factKind({
  kind: 'interest_withdrawn',
  schema: z.object({ person: z.string(), course: z.string() }),
  async project(tx, facts) {
    await tx.interest.deleteMany({ where: { OR: facts.map(({ data }) => data) } });
  },
  wakes: wakesNobody,
});

/** Places kept for a municipality until a day; a later fact with another number or day replaces it, 0 takes it away. */
export const placesReserved = factKind({
  kind: 'places_reserved',
  schema: z.object({
    offering: z.string(),
    municipality: z.string(),
    count: z.number().int().min(0),
    releasedOn: z.iso.date(),
  }),
  async project(tx, facts) {
    for (const { data } of facts) {
      const { offering, municipality, count } = data;
      await tx.reservedPlace.deleteMany({ where: { offering, municipality } });
      if (count === 0) continue;
      await tx.reservedPlace.create({
        data: { offering, municipality, count, releasedOn: toDate(data.releasedOn) },
      });
    }
  },
  wakes: (tx, facts) => termStartOf(tx, facts),
});

/** The day has come on which anybody may have what a municipality has not used of its places. */
export const placesReleased = factKind({
  kind: 'places_released',
  schema: z.object({
    offering: z.string(),
    municipality: z.string(),
    unused: z.number().int().min(0),
  }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      const { offering, municipality, unused } = data;
      await tx.reservedPlace.update({
        where: { offering_municipality: { offering, municipality } },
        data: { releasedAt: toTimestamp(recordedAt), unused },
      });
    }
  },
  wakes: (tx, facts) => termStartOf(tx, facts),
});

async function termStartOf(
  tx: Transaction,
  facts: readonly { readonly data: { readonly offering: string } }[],
): Promise<string[]> {
  const offerings = await tx.offering.findMany({
    where: { code: { in: facts.map(({ data }) => data.offering) } },
    select: { term: true },
  });
  return knownLives(
    tx,
    offerings.map(({ term }) => lifeId('termStart', term)),
  );
}
