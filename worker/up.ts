/** `up`: everything on one machine with the real clock: embedded servers, a mail catcher, and the worker. */
import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createReferenceCache } from '../activities/region/reference.ts';
import { importUnderWay } from '../activities/rules/import.ts';
import { createDatabase } from '../prisma/client.ts';
import { migrate } from '../prisma/migrate.ts';
import { formatFileError, readRegion } from '../regions/reader/read.ts';
import { systemClock } from './clock.ts';
import { startMailCatcher } from './embedded/mailCatcher.ts';
import { startPostgres } from './embedded/postgres.ts';
import { locateTemporalProgram, startTemporal } from './embedded/temporal.ts';
import { searchAttributeKinds } from './searchAttributes.ts';
import { runWorker } from './worker.ts';

export interface UpOptions {
  /** Folder for the database, Temporal's state, documents and caught mails; kept between runs. */
  readonly state: string;
  /** Region files to import first; without it, the database's region stands. */
  readonly region?: string;
  /** Port of Temporal's web interface; none without it. */
  readonly temporalUiPort?: number;
  /** Port of the public pages on this machine; 8081 without it. */
  readonly publicPort?: number;
}

/** The region's files have errors; the message lists them. */
export class RegionRefused extends Error {
  override readonly name = 'RegionRefused';
}

/** Runs in the foreground until Ctrl-C. Mails are caught as files: nothing leaves the machine. */
export async function up(options: UpOptions): Promise<void> {
  const state = resolve(options.state);
  const say = (line: string) => console.error(line);
  const closing: (() => Promise<unknown>)[] = [];
  try {
    const database = await startPostgres({ dataDir: join(state, 'postgres'), progress: say });
    closing.push(() => database.stop());
    await migrate(database.url);
    if (options.region !== undefined) await importInto(database.url, options.region, say);
    const program = await locateTemporalProgram(say);
    const server = await startTemporal({
      program,
      namespace: 'ledarresan',
      dbFilename: join(state, 'temporal.db'),
      searchAttributes: searchAttributeKinds,
      logFile: join(state, 'temporal.log'),
      progress: say,
      ...(options.temporalUiPort === undefined ? {} : { uiPort: options.temporalUiPort }),
    });
    closing.push(() => server.stop());
    const catcher = await startMailCatcher({ folder: join(state, 'mail') });
    closing.push(() => catcher.stop());
    say(`DATABASE_URL=${database.url}`);
    say(`mails are caught in ${join(state, 'mail')}`);
    await runWorker({
      databaseUrl: database.url,
      temporalAddress: server.address,
      temporalNamespace: 'ledarresan',
      mail: { send: 'live', smtpUrl: catcher.url, connections: 2, ask: catcher.accepted },
      documentsFolder: join(state, 'documents'),
      issuing: {
        publicUrl: `http://127.0.0.1:${options.publicPort ?? 8081}`,
        secret: await keptSecret(join(state, 'certificate-secret')),
        folder: join(state, 'signing'),
        passphrase: () => undefined,
        develop: true,
      },
      eInvoicesFolder: join(state, 'einvoices'),
      wake: { batch: 200, intervalMs: 1_000 },
      healthPort: 0,
      publicPort: options.publicPort ?? 8081,
      publicProxies: 0,
    });
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

/** Drawn once, so that codes stay the same between runs. */
async function keptSecret(file: string): Promise<string> {
  try {
    await writeFile(file, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFile(file, 'utf8');
}

async function importInto(databaseUrl: string, folder: string, say: (line: string) => void): Promise<void> {
  const read = await readRegion(folder);
  if (!read.ok)
    throw new RegionRefused(read.errors.map((error) => `${folder}/${formatFileError(error)}`).join('\n'));
  const db = createDatabase(databaseUrl, 2);
  try {
    const deps = { db, clock: systemClock, reference: createReferenceCache(db) };
    const { changed } = await importUnderWay(deps, read.region, read.hash);
    say(`${folder}: ${changed} facts recorded`);
  } finally {
    await db.$disconnect();
  }
}
