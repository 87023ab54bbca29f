/** A real PostgreSQL for a test file, and a fresh, migrated database for each test that asks for one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Clock } from '../../activities/dependencies.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import { createDatabase, type Database } from '../../prisma/client.ts';
import { migrate } from '../../prisma/migrate.ts';
import { discardPostgres, startPostgres } from '../../worker/embedded/postgres.ts';

export interface TestServer {
  /** A database with all tables and nothing in them: a copy of one that was migrated once. */
  fresh(): Promise<TestDatabase>;
  /** Closes all databases and removes the server. */
  stop(): Promise<void>;
}

export interface TestDatabase {
  readonly db: Database;
  readonly url: string;
}

const quiet = () => undefined;
const template = 'migrated';

/** Starts a server of its own: call it in `beforeAll`, and `stop` in `afterAll`. Takes about two seconds. */
export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ledarresan-test-'));
  const dataDir = join(folder, 'pg');
  const server = await startPostgres({ dataDir, durable: false, database: template, progress: quiet });
  const admin = new pg.Client({ connectionString: new URL('/postgres', server.url).href });
  await migrate(server.url);
  await admin.connect();
  const open: Database[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let count = 0;

  return {
    async fresh() {
      count += 1;
      const name = `test_${count}`;
      // One copy at a time: a template that is being copied cannot be copied again meanwhile.
      const copied = last.then(() => admin.query(`create database ${name} template ${template}`));
      last = copied.catch(() => undefined);
      await copied;
      const url = new URL(`/${name}`, server.url).href;
      const db = createDatabase(url);
      open.push(db);
      return { db, url };
    },
    async stop() {
      await Promise.all(open.map((db) => db.$disconnect()));
      await admin.end();
      await server.stop();
      await discardPostgres(dataDir, quiet);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A clock that shows what the test says. */
export interface TestClock extends Clock {
  set(now: Instant): void;
}

/** @param start ISO moment, `2026-05-04T08:00:00Z` */
export function testClock(start: string): TestClock {
  let now = Date.parse(start);
  return {
    now: async () => now,
    fromRow: (row) => row ?? now,
    set(moment) {
      now = moment;
    },
  };
}
