/** The real parts of a play, each of its own: database, Temporal server, mail catcher, renderer. */
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createDocumentRenderer } from '../../activities/documents/renderer.ts';
import { folderStore } from '../../activities/documents/store.ts';
import { folderDelivery } from '../../activities/eInvoices/delivery.ts';
import { createMailer } from '../../activities/messages/smtp.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import { createDatabase } from '../../prisma/client.ts';
import { migrate } from '../../prisma/migrate.ts';
import { steppedClock } from '../clock.ts';
import { claimDispatch } from '../dispatcher.ts';
import { startMailCatcher } from '../embedded/mailCatcher.ts';
import { startPostgres } from '../embedded/postgres.ts';
import { locateTemporalProgram, startTemporal } from '../embedded/temporal.ts';
import { faultsFrom } from '../faults.ts';
import { createPresence } from '../presence.ts';
import { searchAttributeKinds } from '../searchAttributes.ts';
import { workflowBundle } from '../temporalWorker.ts';
import { playIssuing } from './issuing.ts';
import { createPulse } from './pulse.ts';
import { type PlayFolder, PlayRefused } from './state.ts';

export const namespace = 'ledarresan';

export interface Parts {
  readonly deps: Dependencies;
  readonly client: Client;
  readonly address: string;
  /** Resolves when a life has been planned, at the latest after so many milliseconds. */
  stirred(atMostMs: number): Promise<void>;
}

/**
 * Starts everything; what has to be closed again is pushed to `closing` in the order of starting, also when a later
 * part fails to start.
 * @param temporalDb file for the Temporal server's state; in memory without it
 */
export async function startParts(
  folder: PlayFolder,
  temporalDb: string | undefined,
  progress: (line: string) => void,
  closing: (() => Promise<unknown>)[],
): Promise<Parts> {
  const faults = faultsFrom(process.env.LEDARRESAN_FAULT);
  const plans = createPulse();
  const passing: Dependencies['passing'] = (point) => {
    faults(point);
    if (point === 'after-plan') plans.beat();
  };
  // The bundle takes seconds of one core; the servers start on the other meanwhile.
  const bundle = workflowBundle();
  bundle.catch(() => undefined);
  const database = await startPostgres({ dataDir: folder.postgres, durable: false, progress });
  closing.push(() => database.stop());
  await migrate(database.url);
  const release = await claimDispatch(database.url);
  if (release === undefined) throw new PlayRefused('another process drives this database');
  closing.push(release);
  const db = createDatabase(database.url, 20);
  closing.push(() => db.$disconnect());

  const program = await locateTemporalProgram(progress);
  const server = await startTemporal({
    program,
    namespace,
    searchAttributes: searchAttributeKinds,
    logFile: folder.temporalLog,
    progress,
    ...(temporalDb === undefined ? {} : { dbFilename: temporalDb }),
  });
  closing.push(() => server.stop());
  const connection = await Connection.connect({ address: server.address });
  closing.push(() => connection.close());

  const catcher = await startMailCatcher({
    folder: folder.mail,
    fault(stage) {
      if (stage === 'after-data') passing('after-data');
      return 'ok';
    },
  });
  closing.push(() => catcher.stop());
  const mailer = createMailer({ url: catcher.url, maxConnections: 4, ask: catcher.accepted });
  closing.push(() => mailer.close());
  const documents = createDocumentRenderer({ threads: 1, keep: true });
  closing.push(() => documents.close());
  const presence = await createPresence(database.url);
  closing.push(() => presence.close());
  await bundle;
  const deps: Dependencies = {
    db,
    presence,
    clock: steppedClock,
    mailer,
    documents,
    store: folderStore(folder.documents),
    issuing: playIssuing(),
    eInvoices: folderDelivery(join(folder.out, 'einvoices')),
    reference: createReferenceCache(db),
    passing,
  };
  const client = new Client({ connection, namespace });
  return { deps, client, address: server.address, stirred: plans.next };
}
