/**
 * Child processes that outlive a Ctrl-C of the terminal (so that our own shutdown is the one that stops
 * them, in order) but not the death of this process.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** An error about a part that could not be started: what, where and what to do. */
export class EmbeddedPartError extends Error {
  override readonly name = 'EmbeddedPartError';
}

/** Whether a process with this id exists (a zombie counts as gone where that can be told). */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return !/\) [ZX] /.test(stat);
}

/**
 * A text that tells this process from a later one with the same id: its start time. Undefined when there is
 * no such process.
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  if (!(await isAlive(pid))) return undefined;
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The 22nd field is the start time; the second, the program's name, may itself contain spaces.
  if (stat !== undefined) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  const listed = await run('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => undefined);
  return listed?.stdout.trim() || 'alive';
}

/** The program and arguments of a process, or an empty text when that cannot be told. */
export async function commandLine(pid: number): Promise<string> {
  const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  if (raw !== undefined) return raw.replaceAll('\0', ' ').trim();
  const listed = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => undefined);
  return listed?.stdout.trim() ?? '';
}

/**
 * Asks a process to stop and waits until it has.
 * @param signals tried one after the other, each with the milliseconds it is given
 * @returns whether the process is gone
 */
export async function stopProcess(
  pid: number,
  signals: readonly (readonly [NodeJS.Signals, number])[],
): Promise<boolean> {
  for (const [signal, patience] of signals) {
    try {
      process.kill(pid, signal);
    } catch {
      return !(await isAlive(pid));
    }
    for (let waited = 0; waited < patience; waited += 25) {
      if (!(await isAlive(pid))) return true;
      await sleep(25);
    }
  }
  return !(await isAlive(pid));
}

/**
 * Stops `child` with `signal` when this process dies without having stopped it (SIGKILL, a crash). A shell
 * waits for the end of a pipe that only we hold open; it lives in a group of its own.
 */
export function guard(child: ChildProcess, signal: 'INT' | 'TERM'): void {
  if (process.platform === 'win32' || child.pid === undefined) return;
  const guardian = spawn('/bin/sh', ['-c', `read -r _ || kill -${signal} "$1"`, 'guard', String(child.pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  guardian.on('error', () => undefined);
  guardian.stdin.on('error', () => undefined);
  guardian.unref();
  // The pipe must not keep this process alive, or it could never end by itself.
  if ('unref' in guardian.stdin && typeof guardian.stdin.unref === 'function') guardian.stdin.unref();
  child.once('exit', () => guardian.stdin.end('stopped\n'));
}

/** Resolves when `child` has ended; at once when it already has. */
export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

/** The last lines of a log file, for an error message. */
export async function tail(file: string, lines = 8): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-lines).join('\n');
}
