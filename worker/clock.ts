/** The two clocks: the machine's, and the row that `play` and tests move by hand. */
import type { Clock } from '../activities/dependencies.ts';
import type { Instant } from '../domain/calendar/dates.ts';
import { type Database, toTimestamp } from '../prisma/client.ts';

/** The machine's clock. A row left behind by `play` is refused: business time must not stand still. */
export const systemClock: Clock = {
  now: async () => Date.now(),
  fromRow(row) {
    if (row !== null)
      throw new Error('this database has a stepped clock: it belongs to `play`, not to a worker');
    return Date.now();
  },
};

/** The stepped clock: `now` is a row, read in the same snapshot as the facts. */
export const steppedClock: Clock = {
  async now(reader) {
    const row = await reader.clock.findUniqueOrThrow({ where: { id: 1 } });
    return row.now.getTime();
  },
  fromRow(row) {
    if (row === null) throw new Error('the stepped clock has not been set');
    return row;
  },
};

/** Sets the stepped clock; it never goes back. */
export async function stepClock(db: Database, to: Instant): Promise<void> {
  const now = toTimestamp(to);
  const moved = await db.clock.updateMany({ where: { id: 1, now: { lte: now } }, data: { now } });
  if (moved.count === 1) return;
  if ((await db.clock.count()) > 0) throw new Error('the stepped clock cannot go back');
  await db.clock.create({ data: { id: 1, now } });
}
