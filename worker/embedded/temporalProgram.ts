/** Finds, fetches or builds the `temporal` program that holds the development server. */
import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { access, chmod, constants, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { cacheFolder } from './cache.ts';
import { EmbeddedPartError } from './processes.ts';

const run = promisify(execFile);

/** The version that is fetched or built; its server is 1.29.1. Newer tags cannot be built by `go install`. */
export const temporalCliVersion = '1.5.1';

/** Oldest server that has what the workflows use: schedules with backfill, update validators, versioning. */
const oldestServer = [1, 27] as const;

const programName = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

type Progress = (line: string) => void;

/**
 * The path of a `temporal` program that works. Looked for in this order: `LEDARRESAN_TEMPORAL_CLI`, `temporal`
 * on PATH, the cache (`bin/temporal` in {@link cacheFolder}), the official download, `go install` from the Go
 * module proxy. What is downloaded or built lands in the cache, whole or not at all.
 * `LEDARRESAN_TEMPORAL_ARCHIVE` is the address of the archive on a mirror of one's own; `LEDARRESAN_OFFLINE`
 * forbids the last two ways.
 * @param progress called with one line whenever there is something to tell a person who waits
 * @throws EmbeddedPartError naming every way that was tried and why it failed
 */
export async function locateTemporalProgram(
  progress: Progress,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const failures: string[] = [];
  const named = env.LEDARRESAN_TEMPORAL_CLI;
  if (named) {
    const problem = await whyUnusable(named);
    // Who names a program wants that one; another in its place would only surprise.
    if (problem !== undefined) {
      throw new EmbeddedPartError(
        `LEDARRESAN_TEMPORAL_CLI names ${named}, which cannot be used: ${problem}. Correct it or remove it.`,
      );
    }
    return named;
  }
  failures.push('LEDARRESAN_TEMPORAL_CLI: not set');

  const onPath = await findOnPath(programName, env);
  const cached = join(cacheFolder(env), 'bin', programName);
  for (const [label, candidate] of [
    ['temporal on PATH', onPath],
    ['the cache', cached],
  ] as const) {
    const problem = candidate === undefined ? 'not found' : await whyUnusable(candidate);
    if (candidate !== undefined && problem === undefined) return candidate;
    failures.push(`${label}${candidate === undefined ? '' : ` (${candidate})`}: ${problem}`);
  }

  for (const [label, obtain] of [
    ['the official download', download],
    ['go install', buildWithGo],
  ] as const) {
    try {
      await intoCache(cached, (folder) => obtain(folder, progress, env));
      progress(`temporal: ready in ${cached}`);
      return cached;
    } catch (error) {
      const reason = describe(error);
      progress(`temporal: ${label} did not work: ${reason}`);
      failures.push(`${label}: ${reason}`);
    }
  }
  throw new EmbeddedPartError(
    [
      'No Temporal server to be had: none of the five ways to find the `temporal` program worked.',
      ...failures.map((line, index) => `  ${index + 1}. ${line}`),
      'Do one of these: install Temporal CLI (https://docs.temporal.io/cli) and put it on PATH; set',
      'LEDARRESAN_TEMPORAL_CLI to the program; install Go so that it can be built; or set TEMPORAL_ADDRESS to a',
      'Temporal server that is already running.',
    ].join('\n'),
  );
}

/** Why a file cannot serve as the `temporal` program, or undefined when it can. */
async function whyUnusable(program: string): Promise<string | undefined> {
  try {
    await access(program, constants.X_OK);
  } catch {
    return 'not there, or not executable';
  }
  try {
    const { stdout } = await run(program, ['--version'], { timeout: 30_000 });
    const version = /Server (\d+)\.(\d+)/.exec(stdout);
    if (version === null)
      return `it does not say which Temporal server it holds (${stdout.trim().slice(0, 80)})`;
    const [major, minor] = [Number(version[1]), Number(version[2])];
    if (major < oldestServer[0] || (major === oldestServer[0] && minor < oldestServer[1])) {
      return `its server ${major}.${minor} is older than ${oldestServer.join('.')}`;
    }
    return undefined;
  } catch (error) {
    return `it does not run: ${describe(error)}`;
  }
}

async function findOnPath(name: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    if (folder === '') continue;
    const candidate = join(folder, name);
    if (
      await access(candidate, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return candidate;
  }
  return undefined;
}

/** Lets `obtain` make the program in a temporary folder beside `target`, tries it, and renames it into place. */
async function intoCache(target: string, obtain: (folder: string) => Promise<string>): Promise<void> {
  const parent = join(target, '..');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, '.new-'));
  try {
    const made = await obtain(folder);
    await chmod(made, 0o755);
    const problem = await whyUnusable(made);
    if (problem !== undefined) throw new Error(problem);
    await rename(made, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Fetches and unpacks the archive that the project publishes; the first of two addresses that answers. */
async function download(folder: string, progress: Progress, env: NodeJS.ProcessEnv): Promise<string> {
  refuseOffline(env);
  const platform = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[String(process.platform)];
  const arch = { x64: 'amd64', arm64: 'arm64' }[String(process.arch)];
  if (platform === undefined || arch === undefined) {
    throw new Error(`there is none for ${process.platform} on ${process.arch}`);
  }
  const suffix = platform === 'windows' ? 'zip' : 'tar.gz';
  const mirror = env.LEDARRESAN_TEMPORAL_ARCHIVE;
  const official = [
    `https://temporal.download/cli/archive/v${temporalCliVersion}?platform=${platform}&arch=${arch}`,
    `https://github.com/temporalio/cli/releases/download/v${temporalCliVersion}/temporal_cli_${temporalCliVersion}_${platform}_${arch}.${suffix}`,
  ];
  const failures: string[] = [];
  for (const address of mirror ? [mirror] : official) {
    const host = new URL(address).host;
    try {
      const archive = join(folder, `archive.${suffix}`);
      await fetchInto(address, archive, (share) => progress(`temporal: downloading from ${host}: ${share}`));
      await run('tar', ['-xf', archive, '-C', folder]);
      return join(folder, programName);
    } catch (error) {
      failures.push(`${host}: ${describe(error)}`);
    }
  }
  throw new Error(failures.join('; '));
}

/** Streams `address` to `file`. Gives up when nothing answers in 10 s or no byte comes for 30 s. */
async function fetchInto(address: string, file: string, progress: Progress): Promise<void> {
  const abort = new AbortController();
  let patience = setTimeout(() => abort.abort(new Error('no answer within 10 s')), 10_000);
  try {
    const response = await fetch(address, { signal: abort.signal, redirect: 'follow' });
    if (!response.ok || response.body === null) throw new Error(`HTTP status ${response.status}`);
    const total = Number(response.headers.get('content-length') ?? 0);
    let received = 0;
    let told = Date.now();
    progress('started');
    const body = Readable.from(response.body);
    body.on('data', (chunk: Buffer) => {
      received += chunk.length;
      clearTimeout(patience);
      patience = setTimeout(() => abort.abort(new Error('nothing more came for 30 s')), 30_000);
      if (Date.now() - told > 3_000) {
        told = Date.now();
        const of = total > 0 ? ` of ${Math.round(total / 1e6)}` : '';
        progress(`${Math.round(received / 1e6)}${of} MB`);
      }
    });
    await pipeline(body, createWriteStream(file), { signal: abort.signal });
  } finally {
    clearTimeout(patience);
  }
}

/** Builds the official program from the Go module proxy; takes minutes the first time. */
async function buildWithGo(folder: string, progress: Progress, env: NodeJS.ProcessEnv): Promise<string> {
  refuseOffline(env);
  const go = (await findOnPath('go', env)) ?? (await existing('/usr/local/go/bin/go'));
  if (go === undefined) throw new Error('Go is not installed');
  const module = `github.com/temporalio/cli/cmd/temporal@v${temporalCliVersion}`;
  progress(`temporal: building ${module} with Go; this takes up to ten minutes, once`);
  const started = Date.now();
  let fetched = 0;
  let compiled = 0;
  const report = setInterval(() => {
    const seconds = Math.round((Date.now() - started) / 1000);
    progress(`temporal: building: ${fetched} modules fetched, ${compiled} packages compiled, ${seconds} s`);
  }, 10_000);
  try {
    const child = spawn(go, ['install', '-v', '-trimpath', module], {
      cwd: folder,
      env: { ...env, GOBIN: folder, GOFLAGS: '', GOWORK: 'off', CGO_ENABLED: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const last: string[] = [];
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.startsWith('go: downloading')) fetched += 1;
      else if (/^[\w./-]+$/.test(line)) compiled += 1;
      last.push(line);
      if (last.length > 5) last.shift();
    });
    const status = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (status !== 0) throw new Error(`it ended with status ${status}: ${last.join(' | ')}`);
    return join(folder, programName);
  } finally {
    clearInterval(report);
  }
}

function refuseOffline(env: NodeJS.ProcessEnv): void {
  if (env.LEDARRESAN_OFFLINE) throw new Error('LEDARRESAN_OFFLINE is set');
}

async function existing(file: string): Promise<string | undefined> {
  return access(file, constants.X_OK).then(
    () => file,
    () => undefined,
  );
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.message}${cause}`.split('\n')[0] ?? error.message;
}
