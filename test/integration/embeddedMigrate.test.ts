import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkMigrated, createMigration, DatabaseRefused, drift, migrate } from '../../prisma/migrate.ts';
import { discardPostgres, type PostgresServer, startPostgres } from '../../worker/embedded/postgres.ts';

const quiet = () => undefined;
let folder: string;
let server: PostgresServer;
let schemaFolder: string;
let url: string;
let counter = 0;

const schema = (more = '') => `
datasource db {
  provider = "postgresql"
}
model Seat {
  id     Int    @id
  person String
  ${more}
  @@map("seat")
}
`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledarresan-migrate-'));
  server = await startPostgres({ dataDir: join(folder, 'pg'), durable: false, progress: quiet });
});
afterAll(async () => {
  await server?.stop();
  await discardPostgres(join(folder, 'pg'), quiet);
  rmSync(folder, { recursive: true, force: true });
});

/** Each test has an empty database and a schema with one migration, by hand extended as ours are. */
beforeEach(async () => {
  counter += 1;
  const name = `test_${counter}`;
  await query(server.url, `CREATE DATABASE ${name}`);
  url = new URL(`/${name}`, server.url).href;
  schemaFolder = join(folder, name);
  mkdirSync(schemaFolder);
  writeFileSync(join(schemaFolder, 'schema.prisma'), schema());
  const file = await createMigration('first', url, schemaFolder);
  appendFileSync(
    file ?? '',
    `
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append; only'; END $$;
CREATE TRIGGER seat_refuse BEFORE UPDATE ON seat FOR EACH ROW EXECUTE FUNCTION refuse();
CREATE UNIQUE INDEX seat_person ON seat (person) WHERE id > 0;
ALTER TABLE seat ADD CONSTRAINT seat_positive CHECK (id > 0);
`,
  );
});

async function query(at: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: at });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('migrations', () => {
  test('are applied once, with what Prisma cannot express, and leave no drift', async () => {
    await expect(checkMigrated(url, schemaFolder)).rejects.toThrow(/ledarresan migrate/);
    const { applied } = await migrate(url, schemaFolder);
    expect(applied).toHaveLength(1);
    expect(await migrate(url, schemaFolder)).toEqual({ applied: [] });
    await checkMigrated(url, schemaFolder);
    await query(url, `INSERT INTO seat VALUES (1, 'p1')`);
    await expect(query(url, 'UPDATE seat SET id = 2')).rejects.toThrow('append; only');
    expect(await drift(url, schemaFolder)).toBe('');
  });

  test('drift and the next migration are the difference to the schema', async () => {
    await migrate(url, schemaFolder);
    expect(await createMigration('nothing', url, schemaFolder)).toBeUndefined();
    writeFileSync(join(schemaFolder, 'schema.prisma'), schema('term String?'));
    expect(await drift(url, schemaFolder)).toMatch(/^ALTER TABLE "seat" ADD COLUMN\s+"term" TEXT;$/);
    const file = await createMigration('term', url, schemaFolder);
    expect(readFileSync(file ?? '', 'utf8')).toContain('"term" TEXT');
    expect((await migrate(url, schemaFolder)).applied).toHaveLength(1);
    expect(await drift(url, schemaFolder)).toBe('');
  });

  test('two processes at once apply each migration once', async () => {
    const both = await Promise.all([migrate(url, schemaFolder), migrate(url, schemaFolder)]);
    expect(both.flatMap((one) => one.applied)).toHaveLength(1);
  });

  test('one that fails changes nothing and says which it was', async () => {
    const bad = join(schemaFolder, 'migrations', '29990101000000_bad');
    mkdirSync(bad);
    writeFileSync(join(bad, 'migration.sql'), 'CREATE TABLE half (id int);\nSELECT no_such_thing();');
    await expect(migrate(url, schemaFolder)).rejects.toThrow(/29990101000000_bad failed and was undone/);
    expect(await query(url, `SELECT to_regclass('half') AS half, to_regclass('seat') AS seat`)).toEqual([
      { half: null, seat: 'seat' },
    ]);
    rmSync(bad, { recursive: true });
    await checkMigrated(url, schemaFolder);
  });

  test('a database of something else is refused and left as it was', async () => {
    await query(url, 'CREATE TABLE theirs (id int)');
    const failure = await migrate(url, schemaFolder).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatabaseRefused);
    expect(String(failure)).toContain('theirs');
    expect(await query(url, `SELECT to_regclass('seat') AS seat`)).toEqual([{ seat: null }]);
  });

  test('a database of a newer version, of other migrations, or of changed ones is refused', async () => {
    await migrate(url, schemaFolder);
    const insert = (name: string) =>
      query(
        url,
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('${name}', '', '${name}', now())`,
      );
    await insert('29990101000000_future');
    await expect(migrate(url, schemaFolder)).rejects.toThrow(/newer version[\s\S]*29990101000000_future/);
    await expect(checkMigrated(url, schemaFolder)).rejects.toBeInstanceOf(DatabaseRefused);
    await query(url, `DELETE FROM _prisma_migrations WHERE checksum <> ''`);
    await expect(migrate(url, schemaFolder)).rejects.toThrow(/made by other migrations/);

    await query(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');
    const { applied } = await migrate(url, schemaFolder);
    appendFileSync(join(schemaFolder, 'migrations', applied[0] ?? '', 'migration.sql'), '-- changed\n');
    await expect(migrate(url, schemaFolder)).rejects.toThrow(/was changed after it was applied/);
  });
});
