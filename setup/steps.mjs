// What must be there before anything of the project can run, on Node alone. Plain JavaScript without
// dependencies, because it runs before they are installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A failure whose message says all that a person needs to know. */
export class SetupError extends Error {}

/** Runs `main` in the project's folder; a failure is told in one line and ends with status 1. */
export async function runSetup(main) {
  process.chdir(root);
  try {
    checkNode();
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  }
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new SetupError(
    `Node ${process.versions.node} is too old: version 20.19 or newer is needed (https://nodejs.org).`,
  );
}

export function say(line) {
  console.error(line);
}

/** Fits the installed packages to package-lock.json; does nothing when they do already. */
export async function ensureDependencies() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  const stamp = join(root, 'node_modules', '.ledarresan-installed');
  const wanted = hashOf([readFileSync(lock), process.platform, process.arch]);
  if (existsSync(installed)) {
    if (readIfThere(stamp) === wanted) return;
    // Installed by hand since the lock file last changed.
    if (statSync(installed).mtimeMs >= statSync(lock).mtimeMs) {
      writeFileSync(stamp, wanted);
      return;
    }
  }
  say('Installing the packages of package-lock.json (npm ci) …');
  const status = await npm(['ci', '--include=dev', '--no-audit', '--no-fund']);
  if (status !== 0) {
    throw new SetupError(
      `npm ci ended with status ${status}; the reason stands above. Is the package registry reachable?`,
    );
  }
  writeFileSync(stamp, wanted);
}

/** Generates the database client from prisma/schema.prisma; does nothing when it is of the same schema. */
export async function ensureClient() {
  const stamp = join(root, 'prisma', 'generated', '.stamp');
  const wanted = clientHash();
  if (readIfThere(stamp) === wanted) return;
  await generateClient();
}

export async function generateClient() {
  say('Generating the database client from prisma/schema.prisma …');
  const prisma = join(root, 'node_modules', 'prisma', 'build', 'index.js');
  const status = await run(process.execPath, [prisma, 'generate'], { env: prismaEnvironment(), quiet: true });
  if (status !== 0)
    throw new SetupError(`prisma generate ended with status ${status}; the reason stands above.`);
  const folder = join(root, 'prisma', 'generated');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, '.stamp'), clientHash());
}

function clientHash() {
  const version = readFileSync(join(root, 'node_modules', 'prisma', 'package.json'));
  return hashOf([readFileSync(join(root, 'prisma', 'schema.prisma')), version]);
}

/** Finds, downloads or builds the Temporal server, so that a long first time is told here and not later. */
export async function ensureTemporal() {
  if (process.env.TEMPORAL_ADDRESS || process.env.LEDARRESAN_TEMPORAL_CLI) return;
  const name = process.platform === 'win32' ? 'temporal.exe' : 'temporal';
  if (isExecutable(join(cacheFolder(), 'bin', name))) return;
  say('Looking for a Temporal server …');
  const status = await run(process.execPath, ['--import', 'tsx', 'setup/temporal.ts']);
  if (status !== 0)
    throw new SetupError('Without a Temporal server nothing can run; the reasons stand above.');
}

/** As in worker/embedded/cache.ts. */
export function cacheFolder() {
  if (process.env.LEDARRESAN_CACHE) return process.env.LEDARRESAN_CACHE;
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'ledarresan');
}

/**
 * Prisma's scripts fetch a program for migrations, which this project does not use: naming any existing file
 * keeps them from trying.
 */
function prismaEnvironment() {
  return { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' };
}

/** Runs npm, the same one as has called us where that is known. */
function npm(args) {
  const env = prismaEnvironment();
  const path = process.env.npm_execpath;
  if (path?.endsWith('.js')) return run(process.execPath, [path, ...args], { env });
  return run('npm', args, { env, shell: process.platform === 'win32' });
}

/**
 * Runs a program in the project's folder and waits for it.
 * @returns its exit status; 128 + the signal's number when a signal ended it
 */
export function run(program, args, { env = process.env, quiet = false, shell = false } = {}) {
  const child = spawn(program, args, {
    cwd: root,
    env,
    shell,
    // Our own standard output carries results; what a preparation says goes to standard error.
    stdio: ['inherit', quiet ? 'ignore' : process.stderr, process.stderr],
  });
  return statusOf(child);
}

/** Runs a program that takes our place: all three streams are its own. */
export function become(program, args, env = process.env) {
  return statusOf(spawn(program, args, { cwd: root, env, stdio: 'inherit' }));
}

function statusOf(child) {
  return new Promise((resolve, reject) => {
    // A terminal sends its Ctrl-C to the whole group, so the child has it already; other senders mean only us.
    const forward = (signal) => {
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, forward);
    const done = () => {
      for (const signal of signals) process.off(signal, forward);
    };
    child.once('error', (error) => {
      done();
      reject(new SetupError(`${child.spawnfile} could not be started: ${error.message}`));
    });
    child.once('close', (status, signal) => {
      done();
      resolve(status ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0));
    });
  });
}

function hashOf(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
