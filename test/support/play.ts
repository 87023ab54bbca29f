/** Plays a region in a process of its own, as a user would, so that it can be killed. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface PlayRun {
  readonly out: string;
  readonly resume?: boolean;
  readonly seed?: string;
  readonly region?: string;
  readonly temporalDb?: string;
  /** `POINT:COUNT`: where the process kills itself. */
  readonly fault?: string;
  /** Kills the process from outside after so many milliseconds. */
  readonly killAfterMs?: number;
}

export interface PlayExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** What it says while it works and when it fails, and the closing table. */
  readonly output: string;
  readonly stdout: string;
}

export async function runPlay(run: PlayRun): Promise<PlayExit> {
  const args = ['--import', 'tsx', 'cli/main.ts', 'play', run.region ?? 'regions/liten'];
  args.push('--from', 'HT2026', '--terms', '1', '--out', run.out, '--seed', run.seed ?? 'test');
  if (run.resume === true) args.push('--resume');
  if (run.temporalDb !== undefined) args.push('--temporal-db', run.temporalDb);
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...(run.fault === undefined ? {} : { LEDARRESAN_FAULT: run.fault }) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const timer =
    run.killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), run.killAfterMs);
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.once('close', (...how) => resolve(how)),
  );
  clearTimeout(timer);
  return { code, signal, output, stdout };
}

export interface Outcome {
  readonly ledger: string;
  readonly mails: readonly string[];
  readonly files: readonly string[];
}

/** What a play left behind, to be compared with another's. */
export async function outcome(out: string): Promise<Outcome> {
  const files = await readdir(out, { recursive: true });
  return {
    ledger: await readFile(join(out, 'ledger.csv'), 'utf8'),
    mails: (await readdir(join(out, 'mail'))).sort(),
    files: files.filter((file) => file.endsWith('.pdf')).sort(),
  };
}

export async function temporaryFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'ledarresan-play-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
