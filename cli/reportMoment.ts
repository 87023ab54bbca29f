import type { Dependencies } from '../activities/dependencies.ts';
import type { Instant, IsoDate } from '../domain/calendar/dates.ts';
import type { Reference } from '../domain/reference.ts';
import { BadInput } from './errors.ts';

/**
 * Now, or the end of a day that is over; a report of a day is issued as of that day, so that it stays the same.
 * @throws BadInput for a day that is not over
 */
export async function momentOf(
  deps: Dependencies,
  { calendar }: Reference,
  day: IsoDate | undefined,
): Promise<{ readonly asOf: Instant; readonly issuedAt: Instant }> {
  const now = await deps.clock.now(deps.db);
  if (day === undefined) return { asOf: now, issuedAt: now };
  const end = calendar.at(calendar.addDays(day, 1), '00:00') - 1;
  if (end > now) throw new BadInput(`${day} is not over yet: give a day before ${calendar.dateOf(now)}.`);
  return { asOf: end, issuedAt: end };
}
