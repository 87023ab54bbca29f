/** Capacity as rows, and each time it was raised. */
import { type Transaction, toTimestamp } from '../../prisma/client.ts';
import type { RecordedFact } from './kind.ts';

/**
 * Notes that an offering got more places, once for each time: that is what lets the waiting list move up.
 * @param offerings with the moment, and who said so
 */
export async function noteRaises(
  tx: Transaction,
  offerings: readonly Pick<RecordedFact<{ readonly code: string }>, 'data' | 'recordedAt' | 'source'>[],
): Promise<void> {
  for (const { data, recordedAt, source } of offerings) {
    const earlier = await tx.capacityRaise.count({ where: { offering: data.code } });
    await tx.capacityRaise.create({
      data: {
        offering: data.code,
        occurrence: earlier + 1,
        raisedAt: toTimestamp(recordedAt),
        byHand: source === 'hand',
      },
    });
  }
}

/** Makes the numbers of an offering's seats those of its capacity; whoever has a higher number keeps it. */
export async function numberSeats(tx: Transaction, offering: string, capacity: number): Promise<void> {
  await tx.seatNumber.createMany({
    data: Array.from({ length: capacity }, (_, index) => ({ offering, number: index + 1 })),
    skipDuplicates: true,
  });
  await tx.seatNumber.deleteMany({ where: { offering, number: { gt: capacity }, seats: { none: {} } } });
}
