/** Real parts for the benchmarks: a PostgreSQL with a region in it and a stepped clock; removed at the end. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dependencies } from '../activities/dependencies.ts';
import { createDocumentRenderer } from '../activities/documents/renderer.ts';
import { folderStore } from '../activities/documents/store.ts';
import { folderDelivery } from '../activities/eInvoices/delivery.ts';
import { createMailer } from '../activities/messages/smtp.ts';
import { importRegion } from '../activities/region/import.ts';
import { createReferenceCache } from '../activities/region/reference.ts';
import { openTerm } from '../activities/terms.ts';
import type { Instant } from '../domain/calendar/dates.ts';
import type { Region } from '../domain/region.ts';
import { createDatabase } from '../prisma/client.ts';
import { migrate } from '../prisma/migrate.ts';
import { regionFiles } from '../test/support/regionFiles.ts';
import { stepClock, steppedClock } from '../worker/clock.ts';
import { startMailCatcher } from '../worker/embedded/mailCatcher.ts';
import { discardPostgres, startPostgres } from '../worker/embedded/postgres.ts';

const quiet = () => undefined;

export interface BenchParts {
  readonly folder: string;
  readonly deps: Dependencies;
  readonly databaseUrl: string;
  close(): Promise<void>;
}

/** An offering of the first term, outside the programme, with room for everybody and these days. */
export const dayOffering = 'HT2026-LLU-1';
const dates = ['2026-09-15', '2026-10-13', '2026-11-10', '2026-12-08'];
/** Before the first moment of anything in HT2026, with its nominations open. */
export const begin: Instant = Date.parse('2026-05-04T06:00:00Z');

/** Dalarna with every mail released and seats enough on one offering, at the opening of HT2026. */
export async function startParts(): Promise<BenchParts> {
  const read = await regionFiles('dalarna');
  const region: Region = {
    ...read.region,
    offerings: read.region.offerings.map((offering) =>
      offering.code === dayOffering
        ? {
            ...offering,
            capacity: 5_000,
            days: dates.flatMap((date, index) =>
              offering.days.slice(0, 1).map((day) => ({ ...day, number: index + 1, date })),
            ),
          }
        : offering,
    ),
  };
  const parts = await startEmpty();
  const { deps } = parts;
  const { db } = deps;
  await stepClock(db, begin);
  await importRegion(deps, region, 'bench');
  await db.control.create({
    data: { id: 'release:all', action: 'release', scope: 'all', since: new Date(begin) },
  });
  await openTerm(deps, 'HT2026', 'answers');
  return parts;
}

/** A database without a region, and what else there is; the clock has not been set. */
export async function startEmpty(): Promise<BenchParts> {
  const folder = await mkdtemp(join(tmpdir(), 'ledarresan-bench-'));
  const dataDir = join(folder, 'postgres');
  const postgres = await startPostgres({ dataDir, durable: false, progress: quiet });
  await migrate(postgres.url);
  const db = createDatabase(postgres.url, 20);
  const catcher = await startMailCatcher({ folder: join(folder, 'mail') });
  const mailer = createMailer({ url: catcher.url, maxConnections: 4, ask: catcher.accepted });
  const documents = createDocumentRenderer({ threads: 1 });
  const deps: Dependencies = {
    db,
    clock: steppedClock,
    mailer,
    documents,
    store: folderStore(join(folder, 'documents')),
    eInvoices: folderDelivery(join(folder, 'einvoices')),
    reference: createReferenceCache(db),
    passing: quiet,
  };
  return {
    folder,
    deps,
    databaseUrl: postgres.url,
    async close() {
      await documents.close();
      await mailer.close();
      await catcher.stop();
      await db.$disconnect();
      await postgres.stop();
      await discardPostgres(dataDir, quiet);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Managers in post throughout the term, in the order of their ids. */
export async function managers(deps: Dependencies, count: number): Promise<readonly string[]> {
  const { people } = await deps.reference();
  const ids = people
    .filter(({ role, leftOn, hasEmail }) => role === 'manager' && leftOn === '' && hasEmail)
    .map(({ id }) => id)
    .sort();
  if (ids.length < count) throw new RangeError(`the region has ${ids.length} managers, not ${count}`);
  return ids.slice(0, count);
}
