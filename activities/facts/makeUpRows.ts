/** Seats for one day that are released with what they stand on, and come back when that is undone. */
import type { Prisma, Transaction } from '../../prisma/client.ts';

interface Release {
  readonly at: Date;
  /** Who says so, or `fact SEQ` of the change that they fell with. */
  readonly by: string;
  readonly cause: 'cancelled' | 'moved' | 'given_up';
}

export async function releaseMakeUps(
  tx: Transaction,
  where: Prisma.MakeUpWhereInput,
  { at, by, cause }: Release,
): Promise<void> {
  await tx.makeUp.updateMany({
    where: { ...where, state: 'booked' },
    data: { state: 'released', releasedAt: at, releasedBy: by, cause },
  });
}

/** @param where which of those that were released; whoever has booked another day meanwhile keeps that */
export async function restoreMakeUps(tx: Transaction, where: Prisma.MakeUpWhereInput): Promise<void> {
  const released = await tx.makeUp.findMany({ where: { ...where, state: 'released' } });
  for (const { home, homeDay, person, number, offering, day, seatNumber } of released) {
    const other = await tx.makeUp.count({
      where: {
        state: 'booked',
        OR: [
          { home, homeDay, person },
          { offering, day, seatNumber },
        ],
      },
    });
    const taken = await tx.seat.count({
      where: { offering, number: seatNumber, state: { in: ['held', 'passed', 'failed'] } },
    });
    if (other + taken > 0) continue;
    await tx.makeUp.update({
      where: { home_homeDay_person_number: { home, homeDay, person, number } },
      data: { state: 'booked', releasedAt: null, releasedBy: '', cause: '' },
    });
  }
}
