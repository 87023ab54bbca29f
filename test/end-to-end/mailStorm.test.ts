/**
 * Promise 3, against everything that can go wrong at once: a mail server that drops, stalls and refuses at every point
 * of the conversation, two processes that compete for the same mails, and fifty deaths, at named points and at random.
 * The server accepts each mail at most once, and every mail that was planned has an outcome.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { answersIn } from '../../activities/answers/answers.ts';
import type { FaultPoint } from '../../activities/dependencies.ts';
import { type NewFact, record } from '../../activities/facts/record.ts';
import { importRegion } from '../../activities/region/import.ts';
import { draw } from '../../domain/stableHash.ts';
import type { Database } from '../../prisma/client.ts';
import { stepClock } from '../../worker/clock.ts';
import {
  type CatcherFault,
  type CatcherStage,
  type MailCatcher,
  startMailCatcher,
} from '../../worker/embedded/mailCatcher.ts';
import { startTestServer, type TestServer } from '../support/database.ts';
import { readLiten } from '../support/regionFiles.ts';
import { dependencies } from '../support/townsfolk.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** In one file the process is there in a third of the time; it has to lie where it finds the packages. */
const worker = join(root, 'node_modules/.cache/ledarresan/mailWorker.mjs');
const offering = 'HT2026-LLU-1';
const planned = 300;
const deaths = 50;
const start = Date.parse('2026-08-20T06:00:00Z');

/** How a process ends: at a named point of its own, when the server has reached a stage, or after a while. */
type Fate =
  | { readonly by: 'point'; readonly fault: string }
  | { readonly by: 'stage'; readonly stage: CatcherStage }
  | { readonly by: 'time'; readonly afterMs: number };

const points: readonly FaultPoint[] = ['after-plan', 'after-claim', 'after-250'];
const stages: readonly CatcherStage[] = [
  'connect',
  'rcpt',
  'data-start',
  'after-data',
  'after-store',
  'after-250',
];

function fateOf(n: number): Fate {
  const chance = (what: string) => draw('storm', `${what}.${n}`);
  const which = <T>(of: readonly T[], what: string): T | undefined =>
    of[Math.floor(chance(what) * of.length)];
  const kind = n % 3;
  if (kind === 0) {
    const point = which(points, 'point') ?? 'after-claim';
    return { by: 'point', fault: `${point}:${1 + Math.floor(chance('count') * 6)}` };
  }
  if (kind === 1) return { by: 'stage', stage: which(stages, 'stage') ?? 'after-data' };
  return { by: 'time', afterMs: 1_000 + Math.floor(chance('time') * 2_500) };
}

/** One conversation in six is disturbed somewhere. */
function weather(stage: CatcherStage, n: number): CatcherFault {
  const luck = draw('weather', `${stage}.${n}`);
  if (luck < 0.015) return 'drop';
  if (luck < 0.02) return 'stall';
  // Only what the server has not kept is refused: a server that keeps a mail and refuses it has accepted it by mistake.
  const isKept = stage === 'after-store' || stage === 'after-250';
  if (luck < 0.035 && !isKept) return { code: 451, text: '4.3.0 try later' };
  if (luck < 0.042 && stage === 'rcpt') return { code: 550, text: '5.1.1 no such mailbox' };
  if (luck < 0.042 && stage === 'after-data') return { code: 554, text: '5.6.0 not acceptable' };
  return 'ok';
}

let server: TestServer;
let db: Database;
let url: string;
let folder: string;
let catcher: MailCatcher;
let asked: Server;
let askUrl: string;
/** The process that dies when the server reaches its stage. */
const doomed = new Map<CatcherStage, ChildProcess>();

beforeAll(async () => {
  await build({
    entryPoints: [join(root, 'test/support/mailWorker.ts')],
    outfile: worker,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  server = await startTestServer();
});
afterAll(() => server?.stop());

beforeEach(async () => {
  ({ db, url } = await server.fresh());
  folder = await mkdtemp(join(tmpdir(), 'ledarresan-storm-'));
  doomed.clear();
  catcher = await startMailCatcher({
    folder,
    fault(stage, n) {
      const victim = doomed.get(stage);
      doomed.delete(stage);
      victim?.kill('SIGKILL');
      return weather(stage, n);
    },
  });
  asked = createServer((request, response) => {
    const id = new URL(request.url ?? '/', 'http://localhost').searchParams.get('id') ?? '';
    catcher.accepted(id).then(
      (yes) => response.end(yes ? 'yes' : 'no'),
      () => response.writeHead(503).end(),
    );
  });
  await new Promise<void>((resolve) => asked.listen(0, '127.0.0.1', resolve));
  const address = asked.address();
  askUrl = address !== null && typeof address === 'object' ? `http://127.0.0.1:${address.port}/` : '';
  await planMails();
});
afterEach(async () => {
  await new Promise((resolve) => asked.close(resolve));
  await catcher.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Three hundred managers get a seat each, which is a mail each. */
async function planMails(): Promise<void> {
  const deps = dependencies(db);
  await stepClock(db, start);
  const read = await readLiten();
  const { region } = read;
  const model = region.people.find(({ id }) => id === '2080-m01');
  if (model === undefined) throw new Error('regions/liten has no manager 2080-m01');
  const people = Array.from({ length: planned }, (_, n) => {
    const id = `2080-s${String(n).padStart(3, '0')}`;
    return { ...model, id, email: `${id}@falun.example`, workplace: '' };
  });
  const offerings = region.offerings.map((one) =>
    one.code === offering ? { ...one, capacity: planned } : one,
  );
  await importRegion(deps, { ...region, people: [...region.people, ...people], offerings }, 'storm');
  await db.control.create({
    data: { id: 'release:all', action: 'release', scope: 'all', since: new Date(start) },
  });
  const reference = await deps.reference();
  await db.$transaction(
    async (tx) => {
      const occasion = { tx, reference, at: start, today: '2026-08-20' };
      for (const { id } of people) {
        const facts: NewFact[] = [];
        await answersIn(occasion, 'answers', facts).registerDaySeat({ offering, person: id });
        await record(tx, { at: start, today: '2026-08-20', source: 'answers' }, facts);
      }
    },
    { timeout: 60_000 },
  );
}

/** Runs one process to its end. */
async function run(fate: Fate | undefined, canAsk: boolean): Promise<'killed' | 'done'> {
  const args = [worker, url, catcher.url, ...(canAsk ? [askUrl] : [])];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...(fate?.by === 'point' ? { LEDARRESAN_FAULT: fate.fault } : {}) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  if (fate?.by === 'stage') doomed.set(fate.stage, child);
  const timer = fate?.by === 'time' ? setTimeout(() => child.kill('SIGKILL'), fate.afterMs) : undefined;
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.once('close', (...how) => resolve(how)),
  );
  clearTimeout(timer);
  if (fate?.by === 'stage' && doomed.get(fate.stage) === child) doomed.delete(fate.stage);
  if (signal === 'SIGKILL') return 'killed';
  expect(code, said).toBe(0);
  return 'done';
}

/** Two processes at a time, each with its fate, until there were enough deaths; then until all is settled. */
async function storm(canAsk: boolean): Promise<number> {
  let died = 0;
  let begun = 0;
  const oneAfterTheOther = async () => {
    while (died < deaths && begun < 4 * deaths) {
      const end = await run(fateOf(begun++), canAsk);
      if (end === 'killed') died += 1;
      // Nothing was due: what was refused for now is tried again later.
      else await later();
    }
  };
  await Promise.all([oneAfterTheOther(), oneAfterTheOther()]);
  doomed.clear();
  for (let rounds = 0; rounds < 60; rounds += 1) {
    await Promise.all([run(undefined, canAsk), run(undefined, canAsk)]);
    if (!(await later())) break;
  }
  return died;
}

/** @returns whether anything waits for its next attempt */
async function later(): Promise<boolean> {
  const next = await db.effect.aggregate({ where: { status: 'planned' }, _min: { notBefore: true } });
  if (next._min.notBefore === null) return (await db.effect.count({ where: { status: 'planned' } })) > 0;
  const { now } = await db.clock.findUniqueOrThrow({ where: { id: 1 } });
  if (next._min.notBefore > now) await stepClock(db, next._min.notBefore.getTime());
  return true;
}

async function outcomes() {
  const rows = await db.effect.findMany({ where: { kind: 'mail', template: 'seat_confirmed' } });
  const count = (status: string) => rows.filter((row) => row.status === status).length;
  const files = await catcher.list();
  const accepted = rows.filter(({ status }) => status === 'accepted').map(({ key }) => `${key}.eml`);
  return {
    total: rows.length,
    settled:
      count('accepted') +
      count('doubtful') +
      count('refused') +
      count('suppressed') +
      count('missed') +
      count('superseded'),
    doubtful: count('doubtful'),
    refused: count('refused'),
    doubled: files.filter((name) => name.includes('~')),
    /** Said to be accepted although the server has no such mail. */
    invented: accepted.filter((name) => !files.includes(name)),
    /** Refused, yet at the server. */
    denied: rows
      .filter(({ status, key }) => status === 'refused' && files.includes(`${key}.eml`))
      .map(({ key }) => key),
    accepted: accepted.length,
    attempts: await db.deliveryAttempt.count(),
  };
}

test('a server that cannot be asked: at most once each, and what nobody knows is doubtful', async () => {
  const died = await storm(false);
  const found = await outcomes();
  expect(died).toBeGreaterThanOrEqual(deaths);
  expect(found).toMatchObject({ total: planned, settled: planned, doubled: [], invented: [], denied: [] });
  // The storm was one: otherwise this test would prove nothing.
  expect(found.doubtful).toBeGreaterThan(10);
  expect(found.refused).toBeGreaterThan(0);
  expect(found.accepted).toBeGreaterThan(planned / 2);
}, 600_000);

test('a server that can be asked: at most once each, and nothing stays doubtful', async () => {
  const died = await storm(true);
  const found = await outcomes();
  expect(died).toBeGreaterThanOrEqual(deaths);
  expect(found).toMatchObject({
    total: planned,
    settled: planned,
    doubtful: 0,
    doubled: [],
    invented: [],
    denied: [],
  });
  expect(found.accepted).toBeGreaterThan(0.9 * planned);
}, 600_000);
