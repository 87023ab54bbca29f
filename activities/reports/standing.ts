/** How all managers of the region stand: what a municipality or a chief can measure itself against. */
import { z } from 'zod';
import type { Instant } from '../../domain/calendar/dates.ts';
import type { Reference } from '../../domain/reference.ts';
import { complianceRow, managersOn } from '../../domain/report/compliance.ts';
import { type Standing, standingOf } from '../../domain/report/network.ts';
import type { Database } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadJourneys } from '../documents/views/journeys.ts';

interface Known {
  /** What it was counted from: the moment, and the last fact of the log. */
  readonly from: string;
  readonly standing: Promise<Standing>;
}

/** The newest of each database: the reports of one morning share one counting. */
const newest = new WeakMap<Database, Known>();

/** @param asOf the moment whose state is counted */
export async function regionsStanding(
  deps: Dependencies,
  reference: Reference,
  asOf: Instant,
): Promise<Standing> {
  const [log] = z
    .array(z.object({ facts: z.coerce.string() }))
    .parse(await deps.db.$queryRaw`select coalesce(max(seq), 0)::text as facts from fact`);
  const from = `${asOf} ${log?.facts ?? ''}`;
  const known = newest.get(deps.db);
  if (known?.from === from) return known.standing;
  const standing = countAll(deps, reference, asOf);
  newest.set(deps.db, { from, standing });
  return standing.catch((error: unknown) => {
    newest.delete(deps.db);
    throw error;
  });
}

async function countAll(deps: Dependencies, reference: Reference, asOf: Instant): Promise<Standing> {
  const on = reference.calendar.dateOf(asOf);
  const managers = reference.municipalities.flatMap(({ code }) => managersOn(reference, code, on));
  const journeys = await loadJourneys(deps, managers);
  return standingOf(journeys.map((journey) => complianceRow(journey, reference, asOf)));
}
