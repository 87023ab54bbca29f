/** `summary.json`: what a play was, what it came to, and whether everything adds up. */
import { z } from 'zod';
import { mandatedManagers } from '../../../activities/reports/mandated.ts';
import type { Instant } from '../../../domain/calendar/dates.ts';
import type { BrokenEquation } from '../../../domain/reconciliation.ts';
import type { Reference } from '../../../domain/reference.ts';
import type { TermCode } from '../../../domain/region.ts';
import { countWays, type MandatedCount } from '../../../domain/report/mandated.ts';
import type { Database } from '../../../prisma/client.ts';
import { writeWhole } from './files.ts';
import { type MunicipalityFigures, municipalityFigures } from './municipalities.ts';

/** What the database does not know. */
export interface PlayRun {
  /** Versions of the package and of the Temporal server. */
  readonly versions: { readonly package: string; readonly temporalServer: string };
  /** SHA-256 of the region's files. */
  readonly hash: string;
  readonly seed: string | number;
  readonly terms: readonly TermCode[];
  /** Business time at the beginning and at the end. */
  readonly from: Instant;
  readonly to: Instant;
  /** Real seconds. */
  readonly seconds: number;
  /** Length of the history of each manager's journey. */
  readonly eventsPerJourney: readonly number[];
  readonly reconciliation: readonly BrokenEquation[];
}

type Counts = Readonly<Record<string, number>>;

export interface Summary {
  readonly versions: Readonly<Record<'package' | 'node' | 'postgres' | 'temporalServer', string>>;
  readonly region: { readonly name: string; readonly hash: string };
  readonly seed: string | number;
  readonly terms: readonly TermCode[];
  /** Local times with offset. */
  readonly from: string;
  readonly to: string;
  /** Effects by kind and status. */
  readonly effects: Readonly<Record<string, Counts>>;
  /** Mails by template and status. */
  readonly mails: Readonly<Record<string, Counts>>;
  /** Figures by code; those of the region's own people under `region`. */
  readonly municipalities: Readonly<Record<string, Omit<MunicipalityFigures, 'code'>>>;
  /** By seller and municipality, in öre, less what credit notes take back. */
  readonly money: Readonly<
    Record<
      string,
      Readonly<Record<string, Record<'invoices' | 'creditNotes' | 'netOre' | 'vatOre' | 'totalOre', number>>>
    >
  >;
  /** Managers in post under a decision at the end, each counted once; `unaccounted` must be 0. */
  readonly mandated: MandatedCount;
  /** Effects that were carried out, whatever came of them. */
  readonly steps: number;
  readonly seconds: number;
  readonly eventsPerJourney: Readonly<Record<'journeys' | 'min' | 'median' | 'max', number>>;
  readonly reconciliation: readonly BrokenEquation[];
}

const effectCounts = z.array(
  z.object({ kind: z.string(), template: z.string(), status: z.string(), count: z.number() }),
);
const moneyRows = z.array(
  z.object({
    seller: z.string(),
    municipality: z.string(),
    invoices: z.number(),
    creditNotes: z.number(),
    netOre: z.coerce.number(),
    vatOre: z.coerce.number(),
    totalOre: z.coerce.number(),
  }),
);
const version = z.tuple([z.object({ version: z.string() })]);

/** Statuses of effects that were tried; the others were decided without trying, or are still open. */
const triedStatuses = ['accepted', 'refused', 'doubtful', 'done'];

/** Works out the summary from the database and writes it, as JSON with a line break at the end. */
export async function writeSummary(
  db: Database,
  reference: Reference,
  run: PlayRun,
  file: string,
): Promise<Summary> {
  const summary = await summarise(db, reference, run);
  await writeWhole(file, `${JSON.stringify(summary, null, 2)}\n`);
  return summary;
}

async function summarise(db: Database, reference: Reference, run: PlayRun): Promise<Summary> {
  const { calendar } = reference;
  const [{ version: postgres }] = version.parse(
    await db.$queryRaw`select current_setting('server_version') as version`,
  );
  const counts = effectCounts.parse(
    await db.$queryRaw`select kind, template, status, count(*)::int as count from effect group by 1, 2, 3`,
  );
  const money = moneyRows.parse(
    await db.$queryRaw`
      select seller, municipality, (count(*) filter (where kind = 'invoice'))::int as invoices,
        (count(*) filter (where kind = 'credit_note'))::int as "creditNotes", sum(net_ore)::text as "netOre",
        sum(vat_ore)::text as "vatOre", sum(total_ore)::text as "totalOre"
      from invoice where term = any (${[...run.terms]}::text[]) group by 1, 2`,
  );
  const figures = await municipalityFigures(db, reference, run.terms);
  const mandated = await mandatedManagers(db, reference, run.to);
  return {
    versions: {
      package: run.versions.package,
      node: process.versions.node,
      postgres,
      temporalServer: run.versions.temporalServer,
    },
    region: { name: reference.name, hash: run.hash },
    seed: run.seed,
    terms: run.terms,
    from: calendar.localIso(run.from),
    to: calendar.localIso(run.to),
    effects: nested(counts.map((row) => [row.kind, row.status, row.count])),
    mails: nested(
      counts.filter(({ kind }) => kind === 'mail').map((row) => [row.template, row.status, row.count]),
    ),
    municipalities: Object.fromEntries(
      figures.map(({ code, ...row }) => [code === '' ? 'region' : code, row]),
    ),
    money: byTwoKeys(
      money.map(({ seller, municipality, ...amounts }) => [seller, municipality, amounts] as const),
    ),
    mandated: countWays(mandated.map(({ way }) => way)),
    steps: counts
      .filter(({ status }) => triedStatuses.includes(status))
      .reduce((sum, { count }) => sum + count, 0),
    seconds: run.seconds,
    eventsPerJourney: spread(run.eventsPerJourney),
    reconciliation: run.reconciliation,
  };
}

/** Sorted by both keys, so that the same numbers give the same text; counts of the same keys are added. */
function nested(
  rows: readonly (readonly [string, string, number])[],
): Record<string, Record<string, number>> {
  const sums = new Map<string, readonly [string, string, number]>();
  for (const [outer, inner, count] of rows) {
    const key = JSON.stringify([outer, inner]);
    sums.set(key, [outer, inner, (sums.get(key)?.[2] ?? 0) + count]);
  }
  return byTwoKeys([...sums.values()]);
}

function byTwoKeys<T>(rows: readonly (readonly [string, string, T])[]): Record<string, Record<string, T>> {
  const result: Record<string, Record<string, T>> = {};
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  for (const [outer, inner, value] of rows.toSorted((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))) {
    const group = result[outer] ?? {};
    result[outer] = group;
    group[inner] = value;
  }
  return result;
}

/** The median of an even number is the mean of the middle two. */
function spread(numbers: readonly number[]): Summary['eventsPerJourney'] {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = (index: number) => sorted[Math.floor(index)] ?? 0;
  const half = (sorted.length - 1) / 2;
  return {
    journeys: sorted.length,
    min: sorted[0] ?? 0,
    median: sorted.length === 0 ? 0 : (middle(half) + middle(half + 0.5)) / 2,
    max: sorted.at(-1) ?? 0,
  };
}
