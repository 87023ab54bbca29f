/** The command as a process of its own: what the environment says, and that it ends by itself. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { discardPostgres, type PostgresServer, startPostgres } from '../../worker/embedded/postgres.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ledarresan-cli-'));
const dataDir = join(folder, 'postgres');
const quiet = () => undefined;
let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres({ dataDir, durable: false, progress: quiet });
});
afterAll(async () => {
  await server?.stop();
  await discardPostgres(dataDir, quiet);
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  readonly status: number | string | null | undefined;
  readonly out: string;
  readonly err: string;
}

function ledarresan(args: readonly string[], settings: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: process.env.HOME, ...settings };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'cli/main.ts', ...args],
      { cwd: root, env, timeout: 60_000 },
      (error, out, err) => resolve({ status: error === null ? 0 : error.code, out, err }),
    );
  });
}

test('a new database: not migrated, migrated, without a region, with one', async () => {
  const env = { DATABASE_URL: server.url, DOCUMENTS_FOLDER: folder, OUTBOX_FOLDER: join(folder, 'outbox') };
  expect(await ledarresan(['status'], env)).toMatchObject({
    status: 1,
    err: expect.stringMatching(/lacks \d+ migration.*ledarresan migrate\n$/),
  });
  expect(await ledarresan(['migrate'], env)).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^applied /),
  });
  expect(await ledarresan(['migrate'], env)).toEqual({
    status: 0,
    out: 'The database is up to date.\n',
    err: '',
  });
  expect(await ledarresan(['status'], env)).toMatchObject({
    status: 1,
    err: expect.stringContaining('Run: ledarresan import REGION'),
  });
  expect(await ledarresan(['import', 'regions/liten'], env)).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^Liten region: /),
  });
  expect(await ledarresan(['seat', 'give', 'nobody', 'HT2026-1b-1'], env)).toMatchObject({
    status: 2,
    out: '',
    err: expect.stringContaining('nobody'),
  });
});

test('a database that is not ours is left as it is', async () => {
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query('create database theirs');
  await admin.end();
  const url = new URL('/theirs', server.url).href;
  const theirs = new pg.Client({ connectionString: url });
  await theirs.connect();
  await theirs.query('create table ledger (id int)');
  const ended = await ledarresan(['migrate'], { DATABASE_URL: url });
  expect(ended).toMatchObject({
    status: 1,
    out: '',
    err: expect.stringContaining('not one of this program'),
  });
  expect(ended.err).not.toMatch(/\n\s+at /);
  const { rows } = await theirs.query(`select tablename from pg_tables where schemaname = 'public'`);
  expect(rows).toEqual([{ tablename: 'ledger' }]);
  await theirs.end();
});

test('a worker with a wrong environment says all that is wrong, and starts nothing', async () => {
  const ended = await ledarresan(['worker'], { SEND: 'yes', DATABASE_URL: 'x' });
  expect(ended).toMatchObject({ status: 2, out: '' });
  for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SEND']) expect(ended.err).toContain(name);
  expect(ended.err).not.toMatch(/\n\s+at /);
});

test('play with a region that is not there, or a term that the region does not have', async () => {
  const out = join(folder, 'out');
  expect(await ledarresan(['play', 'regions/none', '--out', out])).toMatchObject({
    status: 2,
    err: expect.stringContaining('regions/none'),
  });
  expect(await ledarresan(['play', 'regions/liten', '--from', 'HT2031', '--out', out])).toMatchObject({
    status: 2,
    err: expect.stringContaining('HT2031'),
  });
});
