import type { Transaction } from '../../prisma/client.ts';

/** An offering that had been closed is open again: somebody in it waits for a result. */
export async function reopenOfferings(tx: Transaction, codes: readonly string[]): Promise<void> {
  await tx.offering.updateMany({
    where: { code: { in: [...codes] }, closedAt: { not: null } },
    data: { closedAt: null, reopened: { increment: 1 } },
  });
}
