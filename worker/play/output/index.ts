/** Everything that a play leaves behind, written at its end. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { z } from 'zod';
import type { Dependencies } from '../../../activities/dependencies.ts';
import { reconcile } from '../../../activities/reconciliation.ts';
import type { Instant } from '../../../domain/calendar/dates.ts';
import type { Reference } from '../../../domain/reference.ts';
import type { PlayFolder, PlayMarker } from '../state.ts';
import { closingTable } from './closingTable.ts';
import { exportDocuments } from './documents.ts';
import { writeLedger } from './ledger.ts';
import { mandatedTable } from './mandatedTable.ts';
import { writeSummary } from './summary.ts';

export interface PlayOutput {
  readonly deps: Pick<Dependencies, 'db' | 'store'>;
  readonly reference: Reference;
  readonly client: Client;
  readonly folder: PlayFolder;
  readonly marker: Pick<PlayMarker, 'hash' | 'seed' | 'terms'>;
  readonly from: Instant;
  readonly to: Instant;
  /** Real time at which this process began, milliseconds. */
  readonly startedAt: number;
  readonly eventsPerJourney: readonly number[];
}

const packageFile = new URL('../../../package.json', import.meta.url);
const packageSchema = z.object({ version: z.string() });

/** @returns the closing tables, and a line for each equation that does not hold */
export async function writeOutput(output: PlayOutput): Promise<{ table: string; broken: readonly string[] }> {
  const { deps, reference, folder, marker } = output;
  const documents = await exportDocuments(deps.db, deps.store, folder.out);
  const mails = (await readdir(folder.mail).catch(() => [])).map((name) => `mail/${name}`);
  await writeLedger(deps.db, reference, join(folder.out, 'ledger.csv'));
  const reconciliation = await reconcile(
    deps.db,
    reference,
    marker.terms,
    [...mails, ...documents],
    deps.store,
  );
  const { version } = packageSchema.parse(JSON.parse(await readFile(packageFile, 'utf8')));
  await writeSummary(
    deps.db,
    reference,
    {
      versions: { package: version, temporalServer: await serverVersion(output.client) },
      hash: marker.hash,
      seed: marker.seed,
      terms: marker.terms,
      from: output.from,
      to: output.to,
      seconds: (Date.now() - output.startedAt) / 1000,
      eventsPerJourney: output.eventsPerJourney,
      reconciliation,
    },
    join(folder.out, 'summary.json'),
  );
  return {
    table: [
      await closingTable(deps.db, reference, marker.terms),
      await mandatedTable(deps.db, reference, output.to),
    ].join('\n\n'),
    broken: reconciliation.map((equation) => JSON.stringify(equation)),
  };
}

async function serverVersion(client: Client): Promise<string> {
  const { serverVersion: version } = await client.workflowService.getSystemInfo({});
  return version ?? 'unknown';
}
