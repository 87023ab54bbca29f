/** A Temporal server of our own: the development server of the `temporal` program, bound to this machine. */
import { spawn } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { freePort, loopback } from './ports.ts';
import { EmbeddedPartError, ended, guard, stopProcess, tail } from './processes.ts';

export { locateTemporalProgram, temporalCliVersion } from './temporalProgram.ts';

export type SearchAttributeKind = 'Text' | 'Keyword' | 'Int' | 'Double' | 'Bool' | 'Datetime' | 'KeywordList';

export interface TemporalOptions {
  /** The program, from `locateTemporalProgram`. */
  readonly program: string;
  /** The file that keeps the server's state; without it, the state lives in memory and ends with the server. */
  readonly dbFilename?: string;
  /** Created when missing. Default `default`. */
  readonly namespace?: string;
  readonly searchAttributes: Readonly<Record<string, SearchAttributeKind>>;
  /** The port of the web interface on 127.0.0.1; without it there is none. */
  readonly uiPort?: number;
  /** Settings of the server that replace or add to {@link serverSettings}. */
  readonly settings?: Readonly<Record<string, number | boolean | string>>;
  readonly progress: (line: string) => void;
  /** Where the server's own log goes. */
  readonly logFile: string;
}

export interface TemporalServer {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  readonly pid: number;
  /** Resolves when the server has ended, by whatever cause. */
  readonly ended: Promise<void>;
  /** Stops the server and waits until it has ended. Calling it again does nothing. */
  stop(): Promise<void>;
}

/**
 * Settings of the development server. Its limits are made for a cluster shared by many; here one program owns
 * the server, so that waking every life of a region at once is not throttled. They make no difference to the
 * steps a second of an ordinary load, which the processor bounds.
 */
export const serverSettings: Readonly<Record<string, number | boolean | string>> = {
  // One worker process polls: spreading a queue over four partitions only delays the match.
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  'frontend.rps': 100_000,
  'frontend.namespaceRPS': 100_000,
  'frontend.namespaceRPS.visibility': 10_000,
  'frontend.namespaceCount': 10_000,
  'frontend.persistenceMaxQPS': 100_000,
  'matching.rps': 100_000,
  'matching.persistenceMaxQPS': 100_000,
  'history.rps': 100_000,
  'history.persistenceMaxQPS': 100_000,
  'worker.schedulerNamespaceStartWorkflowRPS': 1_000,
};

const startTimeoutMs = 90_000;

/**
 * Starts a Temporal server on a free port of 127.0.0.1 and waits until it answers. It ends when this process
 * ends, in whatever way.
 * @throws EmbeddedPartError when it does not come up, with the end of its log
 */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  let failure: unknown;
  // Between finding a free port and using it another process may take it: then another one will do.
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    try {
      return await startOnce(options, await freePort());
    } catch (error) {
      failure = error;
      if (!(error instanceof Error && /address already in use|can't set a free port/i.test(error.message)))
        break;
    }
  }
  throw failure;
}

async function startOnce(options: TemporalOptions, port: number): Promise<TemporalServer> {
  const namespace = options.namespace ?? 'default';
  const address = `${loopback}:${port}`;
  await mkdir(dirname(options.logFile), { recursive: true });
  if (options.dbFilename !== undefined) await mkdir(dirname(options.dbFilename), { recursive: true });
  options.progress('temporal: starting the server');

  const log = await open(options.logFile, 'a');
  const from = (await log.stat()).size;
  const child = spawn(options.program, serverArguments(options, namespace, port), {
    stdio: ['ignore', log.fd, log.fd],
    // A group of its own: a Ctrl-C in the terminal reaches us only, and we stop the parts in order.
    detached: true,
    env: { ...process.env, TEMPORAL_ENV: '', GOMEMLIMIT: process.env.GOMEMLIMIT ?? '1200MiB' },
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
      `${options.program} could not be started: ${spawnError?.message ?? 'unknown reason'}`,
    );
  }
  guard(child, 'TERM');
  child.unref();
  const end = ended(child);
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      if (child.exitCode === null && child.signalCode === null) {
        child.ref();
        // An in-memory server has nothing to save; one with a file is given time to close it.
        await stopProcess(pid, [
          ['SIGTERM', options.dbFilename === undefined ? 5_000 : 20_000],
          ['SIGKILL', 5_000],
        ]);
      }
      await end;
    })();
    return stopping;
  };

  const deadline = Date.now() + startTimeoutMs;
  let last = 'it did not answer';
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      const said = (await tail(options.logFile, 6)) || `nothing; from byte ${from} of the log`;
      throw new EmbeddedPartError(
        `The Temporal server (${options.program}) ended while starting on ${address}. It said:\n${said}\nThe whole log is in ${options.logFile}.`,
      );
    }
    try {
      await answers(address, namespace);
      options.progress(`temporal: server ready on ${address}`);
      return { address, pid, ended: end, stop };
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
      await sleep(100);
    }
  }
  await stop();
  throw new EmbeddedPartError(
    `The Temporal server did not answer on ${address} within ${startTimeoutMs / 1000} s (${last}). Its log is in ${options.logFile}.`,
  );
}

function serverArguments(options: TemporalOptions, namespace: string, port: number): string[] {
  const args = ['server', 'start-dev', '--ip', loopback, '--port', String(port), '--log-level', 'warn'];
  args.push('--disable-config-file', '--disable-config-env');
  if (options.uiPort === undefined) args.push('--headless');
  else args.push('--ui-port', String(options.uiPort));
  if (namespace !== 'default') args.push('--namespace', namespace);
  if (options.dbFilename !== undefined) args.push('--db-filename', options.dbFilename);
  for (const [name, kind] of Object.entries(options.searchAttributes)) {
    args.push('--search-attribute', `${name}=${kind}`);
  }
  for (const [key, value] of Object.entries({ ...serverSettings, ...options.settings })) {
    args.push('--dynamic-config-value', `${key}=${JSON.stringify(value)}`);
  }
  return args;
}

/** Resolves when the server serves workflows in the namespace; throws otherwise. */
async function answers(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '2s' });
  try {
    await connection.withDeadline(Date.now() + 5_000, async () => {
      await connection.workflowService.describeNamespace({ namespace });
      // The server's own schedules and batches need its internal worker; the queue answers once it polls.
      await connection.workflowService.listSchedules({ namespace, maximumPageSize: 1 });
    });
  } finally {
    await connection.close();
  }
}
