/** Everything that a play leaves in its output folder besides the mails, which the catcher has written already. */
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import type { Dependencies } from '../../../activities/dependencies.ts';
import { type BrokenEquation, reconcile } from '../../../activities/reconciliation.ts';
import type { Instant } from '../../../domain/calendar/dates.ts';
import type { Reference } from '../../../domain/reference.ts';
import type { TermCode } from '../../../domain/region.ts';
import { closingTable } from './closingTable.ts';
import { exportDocuments } from './documents.ts';
import { writeLedger } from './ledger.ts';
import { type Summary, writeSummary } from './summary.ts';

export { closingTable } from './closingTable.ts';
export { exportDocuments } from './documents.ts';
export { writeLedger } from './ledger.ts';
export { type PlayRun, type Summary, writeSummary } from './summary.ts';

export interface FinishedPlay {
  readonly deps: Pick<Dependencies, 'db' | 'store'>;
  readonly reference: Reference;
  /** `out` holds the results; what begins with a dot in it is the play's own. */
  readonly folder: { readonly out: string };
  readonly marker: {
    readonly hash: string;
    readonly seed: string;
    readonly terms: readonly TermCode[];
  };
  /** Business time at the beginning and at the end. */
  readonly from: Instant;
  readonly to: Instant;
  /** Real seconds. */
  readonly seconds: number;
  /** Events in the history of each manager's journey. */
  readonly historyLengths: readonly number[];
  readonly temporalServer?: string;
}

export interface PlayOutput {
  /** The closing table, for the terminal. */
  readonly table: string;
  /** One line a broken equation; empty when everything adds up. */
  readonly broken: readonly string[];
  readonly summary: Summary;
}

/** Writes documents, `ledger.csv` and `summary.json`, and compares all of it. Can be repeated. */
export async function writeOutput(play: FinishedPlay): Promise<PlayOutput> {
  const { deps, reference, marker } = play;
  const { out } = play.folder;
  await exportDocuments(deps.db, deps.store, out);
  await writeLedger(deps.db, reference, join(out, 'ledger.csv'));
  const reconciliation = await reconcile(deps.db, reference, marker.terms, await filesIn(out));
  const summary = await writeSummary(
    deps.db,
    reference,
    {
      versions: { package: await packageVersion(), temporalServer: play.temporalServer ?? 'unknown' },
      hash: marker.hash,
      seed: marker.seed,
      terms: marker.terms,
      from: play.from,
      to: play.to,
      seconds: play.seconds,
      eventsPerJourney: play.historyLengths,
      reconciliation,
    },
    join(out, 'summary.json'),
  );
  return {
    table: await closingTable(deps.db, reference, marker.terms),
    broken: reconciliation.map(brokenLine),
    summary,
  };
}

function brokenLine({ equation, of, expected, actual, examples }: BrokenEquation): string {
  const which = of === '' ? '' : ` (${of})`;
  const some = examples.length === 0 ? '' : `; ${examples.join('; ')}`;
  return `${equation}${which}: expected ${expected}, found ${actual}${some}`;
}

/** Files of the folder, relative to it with `/`, without what begins with a dot. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const visible = entries.filter(({ name }) => !name.startsWith('.'));
  const files = visible.filter((entry) => entry.isFile()).map(({ name }) => name);
  for (const entry of visible.filter((one) => one.isDirectory())) {
    const inside = await readdir(join(folder, entry.name), { recursive: true, withFileTypes: true });
    for (const file of inside.filter((one) => one.isFile())) {
      files.push(relative(folder, join(file.parentPath, file.name)).split(sep).join('/'));
    }
  }
  return files;
}

async function packageVersion(): Promise<string> {
  const text = await readFile(new URL('../../../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
