import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { discardPostgres, startPostgres } from '../../worker/embedded/postgres.ts';
import { isAlive } from '../../worker/embedded/processes.ts';

const quiet = () => undefined;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ledarresan-postgres-'));
});
afterAll(async () => {
  for (const name of ['ordinary', 'killed', 'busy']) await discardPostgres(join(folder, name), quiet);
  rmSync(folder, { recursive: true, force: true });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts the server on `dataDir`, says its numbers, and waits to be killed. */
async function startElsewhere(dataDir: string): Promise<{ kill(): Promise<void>; url: string; pid: number }> {
  const module = fileURLToPath(new URL('../../worker/embedded/postgres.ts', import.meta.url));
  const script = `
    const { startPostgres } = await import(${JSON.stringify(module)});
    const server = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, durable: false, progress() {} });
    console.log(JSON.stringify({ url: server.url, pid: server.pid }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { url, pid }: { url: string; pid: number } = JSON.parse(line);
    const kill = async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    };
    return { url, pid, kill };
  }
  throw new Error('the other process said nothing');
}

describe('the embedded PostgreSQL', () => {
  test('is a UTF-8 database that keeps what is in it from one start to the next', async () => {
    const dataDir = join(folder, 'ordinary');
    const first = await startPostgres({ dataDir, progress: quiet });
    const [settings] = await query(
      first.url,
      `SELECT current_database() AS name, pg_encoding_to_char(encoding) AS encoding, datcollate AS collation,
              current_setting('fsync') AS fsync
         FROM pg_database WHERE datname = current_database()`,
    );
    expect(settings).toEqual({ name: 'ledarresan', encoding: 'UTF8', collation: 'C', fsync: 'on' });
    await query(first.url, `CREATE TABLE kept AS SELECT 'Smedjebacken å ä ö' AS text`);
    await first.stop();
    expect(await isAlive(first.pid)).toBe(false);

    const second = await startPostgres({ dataDir, progress: quiet });
    try {
      expect(await query(second.url, 'SELECT text FROM kept')).toEqual([{ text: 'Smedjebacken å ä ö' }]);
    } finally {
      await second.stop();
    }
  });

  test('loses nothing that was committed when our process is killed, and ends by itself', async () => {
    const dataDir = join(folder, 'killed');
    const other = await startElsewhere(dataDir);
    await query(other.url, 'CREATE TABLE kept AS SELECT 7 AS number');
    await other.kill();
    const again = await startPostgres({ dataDir, durable: false, progress: quiet });
    try {
      expect(again.pid).not.toBe(other.pid);
      expect(await isAlive(other.pid)).toBe(false);
      expect(await query(again.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
    } finally {
      await again.stop();
    }
    const third = await startElsewhere(dataDir);
    await third.kill();
    // Nobody starts again: the server must not stay behind.
    while (await isAlive(third.pid)) await sleep(50);
  });

  test('a folder that another living run uses is refused, also for discarding', async () => {
    const dataDir = join(folder, 'busy');
    const other = await startElsewhere(dataDir);
    try {
      await expect(startPostgres({ dataDir, progress: quiet })).rejects.toThrow(/in use by another run/);
      await expect(discardPostgres(dataDir, quiet)).rejects.toThrow(/in use by another run/);
      expect(await query(other.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    } finally {
      await other.kill();
    }
    await discardPostgres(dataDir, quiet);
    expect(existsSync(dataDir)).toBe(false);
  });

  test('a folder with other things in it is left alone', async () => {
    const dataDir = join(folder, 'theirs');
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'letter.txt'), 'mine');
    await expect(startPostgres({ dataDir, progress: quiet })).rejects.toThrow(/was not made by this program/);
    await expect(discardPostgres(dataDir, quiet)).rejects.toThrow(/was not made by this program/);
    expect(existsSync(join(dataDir, 'letter.txt'))).toBe(true);
  });

  test('a port that is taken is named', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      await expect(startPostgres({ dataDir: join(folder, 'never'), port, progress: quiet })).rejects.toThrow(
        `Port ${port} on 127.0.0.1 is taken`,
      );
    } finally {
      server.close();
    }
  });
});
