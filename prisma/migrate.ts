/**
 * Brings a database to the version of this program, by ordinary Prisma migrations (`prisma migrate deploy`
 * would apply the same ones), without any program that has to be downloaded.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { withSchemaEngine } from './schemaEngine.ts';

/** The folder with `schema.prisma` and `migrations/`. */
export const prismaFolder = fileURLToPath(new URL('.', import.meta.url));

/** The database is not one that this program may migrate or use: why, and what to do. */
export class DatabaseRefused extends Error {
  override readonly name = 'DatabaseRefused';
}

const noFilters = { externalTables: [], externalEnums: [] };

/** Serialises migrations of one database started by several processes at once. */
const migrationLock = 7_110_226_114;

/** The record of migrations exactly as Prisma keeps it, so that its own commands understand the database. */
const migrationsTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/**
 * Applies the migrations that the database does not have yet.
 * @param databaseUrl `postgresql://…`; the database must exist
 * @param folder another folder with `schema.prisma` and `migrations/`, for tests
 * @returns the names of the migrations that were applied, in order; empty when it was up to date
 * @throws DatabaseRefused when the database belongs to something else, to a newer version of the program, or
 *   has a migration that failed halfway
 */
export async function migrate(databaseUrl: string, folder = prismaFolder): Promise<{ applied: string[] }> {
  const client = await connect(databaseUrl);
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const pending = await pendingMigrations(client, await readMigrations(folder));
    if (pending.length > 0) await client.query(migrationsTable);
    for (const migration of pending) await apply(client, migration);
    return { applied: pending.map((migration) => migration.name) };
  } finally {
    await client.end();
  }
}

/**
 * One migration and its record, in one transaction: it is applied whole or not at all. (The adapter of Prisma's
 * engine splits scripts at semicolons, also inside the bodies of functions, so the engine cannot do this.)
 */
async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(migration.sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    const text = error instanceof Error ? error.message : String(error);
    throw new Error(`The migration ${migration.name} failed and was undone: ${text}`, { cause: error });
  }
}

/**
 * Throws unless the database has exactly the migrations of this program: for a process that uses the database
 * but must not change it.
 * @throws DatabaseRefused
 */
export async function checkMigrated(databaseUrl: string, folder = prismaFolder): Promise<void> {
  const client = await connect(databaseUrl);
  try {
    const pending = await pendingMigrations(client, await readMigrations(folder));
    if (pending.length > 0) {
      throw new DatabaseRefused(
        `The database lacks ${pending.length} migration(s) of this version (first: ${pending[0]?.name}). Run: ledarresan migrate`,
      );
    }
  } finally {
    await client.end();
  }
}

/**
 * The difference between the database as it is and `schema.prisma`, as the SQL that would remove it. Empty
 * when there is none. What Prisma cannot express (triggers, checks, sequences) is not part of it.
 */
export async function drift(databaseUrl: string, folder = prismaFolder): Promise<string> {
  return withoutComments(await differenceFrom(databaseUrl, folder));
}

/** The SQL script that takes the database to `schema.prisma`. */
async function differenceFrom(databaseUrl: string, folder: string): Promise<string> {
  const path = join(folder, 'schema.prisma');
  const files = [{ path, content: await readFile(path, 'utf8') }];
  const { stdout } = await withSchemaEngine(databaseUrl, files[0]?.content, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: folder },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: noFilters,
    }),
  );
  return stdout ?? '';
}

/**
 * For developers: writes the next migration, the difference between the migrations and `schema.prisma`, to
 * `migrations/TIMESTAMP_NAME/migration.sql`. What Prisma cannot express is added to that file by hand.
 * @param name snake_case
 * @param databaseUrl any database of a server on which a database may be created and dropped again
 * @returns the file, or undefined when the schema has not changed
 */
export async function createMigration(
  name: string,
  databaseUrl: string,
  folder = prismaFolder,
): Promise<string | undefined> {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`A migration's name is snake_case, not "${name}".`);
  const sql = await inScratchDatabase(databaseUrl, async (scratch) => {
    await migrate(scratch, folder);
    return differenceFrom(scratch, folder);
  });
  if (withoutComments(sql) === '') return undefined;
  const timestamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const file = join(folder, 'migrations', `${timestamp}_${name}`, 'migration.sql');
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, sql, { flag: 'wx' });
  // Prisma's own commands look for it.
  await writeFile(join(folder, 'migrations', 'migration_lock.toml'), 'provider = "postgresql"\n');
  return file;
}

/** Runs `use` with an empty database of its own on the server of `databaseUrl`, dropped afterwards. */
async function inScratchDatabase<T>(databaseUrl: string, use: (url: string) => Promise<T>): Promise<T> {
  const client = await connect(databaseUrl);
  const name = `ledarresan_scratch_${randomUUID().replaceAll('-', '')}`;
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    try {
      const scratch = new URL(databaseUrl);
      scratch.pathname = `/${name}`;
      return await use(scratch.href);
    } finally {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
    }
  } finally {
    await client.end();
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 });
  // An error between queries is reported by the next query.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The known migrations that the database lacks, in order, after checking that it is a database of ours. */
async function pendingMigrations(client: pg.Client, known: readonly Migration[]): Promise<Migration[]> {
  const tables = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
  );
  const names = tables.rows.map((row) => row.name);
  if (!names.includes('_prisma_migrations')) {
    if (names.length === 0) return [...known];
    const some = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
    throw new DatabaseRefused(
      `The database is not one of this program: it has ${names.length} table(s) (${some}) and no record of our migrations. Nothing was changed. Give an empty database in DATABASE_URL.`,
    );
  }
  const recorded = await client.query<{ name: string; checksum: string; finished: boolean }>(
    `SELECT DISTINCT ON (migration_name) migration_name AS name, checksum, finished_at IS NOT NULL AS finished
       FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name, started_at DESC`,
  );
  const checksums = new Map(known.map((migration) => [migration.name, migration.checksum]));
  const unknown = recorded.rows.filter((row) => !checksums.has(row.name));
  if (unknown.length > 0) {
    throw new DatabaseRefused(
      unknown.length === recorded.rows.length
        ? `The database is not one of this program: it was made by other migrations (${unknown[0]?.name}). Nothing was changed. Give another database in DATABASE_URL.`
        : `The database belongs to a newer version of this program: it has ${unknown.length} migration(s) that this version does not know (${unknown.map((row) => row.name).join(', ')}). Nothing was changed. Install the newer version.`,
    );
  }
  for (const row of recorded.rows) {
    if (!row.finished) {
      throw new DatabaseRefused(
        `The migration ${row.name} failed halfway in this database. Restore the database from before it, or repair it by hand and mark it with \`prisma migrate resolve\`.`,
      );
    }
    if (checksums.get(row.name) !== row.checksum) {
      throw new DatabaseRefused(
        `The migration ${row.name} was changed after it was applied to this database, so this program and the database differ. Nothing was changed. Use the version of the program that made the database.`,
      );
    }
  }
  const applied = new Set(recorded.rows.map((row) => row.name));
  return known.filter((migration) => !applied.has(migration.name));
}

/** The migrations of this program, oldest first. */
async function readMigrations(folder: string): Promise<Migration[]> {
  const base = join(folder, 'migrations');
  const entries = await readdir(base, { withFileTypes: true }).catch((): Dirent[] => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(base, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

function withoutComments(sql: string): string {
  return sql
    .split('\n')
    .filter((line) => !line.startsWith('--') && line.trim() !== '')
    .join('\n');
}
