/**
 * Steps of journeys a second: each step is a plan, a mail over SMTP to the catcher, and the plan after it, as in a
 * play. The control, on the same server and with the same worker settings, in the same run and turn by turn: bare
 * workflows with as many activities, which do nothing. What lies between the two is ours; the rest is Temporal's.
 *
 *     npm run bench -- steps [JOURNEYS [ROUNDS]]
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker';
import { answers } from '../activities/answers/answers.ts';
import { stepClock } from '../worker/clock.ts';
import { createDispatcher, type Dispatcher } from '../worker/dispatcher.ts';
import { locateTemporalProgram, startTemporal } from '../worker/embedded/temporal.ts';
import { concurrency, startWorker } from '../worker/temporalWorker.ts';
import { wakeSignal } from '../workflows/contract.ts';
import { countArgument, median, table } from './figures.ts';
import { type BenchParts, dayOffering, managers, startParts } from './parts.ts';

const namespace = 'bench';
const controlQueue = 'control';
const pollMs = 4;
/** The confirmation of the seat, and two reminders for each of four course days. */
const mostRounds = 9;

interface Side {
  /** Makes one step due for everybody. */
  prepare(): Promise<void>;
  /** Wakes everybody and returns when all have done their step. @returns how many steps that was */
  run(): Promise<number>;
}

/** A journey for each manager, woken by a seat first and then by the clock at each reminder. */
async function journeys({ deps }: BenchParts, dispatcher: Dispatcher, count: number): Promise<Side> {
  const people = await managers(deps, count);
  const { db } = deps;
  let begun = false;
  let sent = 0;

  async function moveToNextMoment(): Promise<void> {
    // Mandated managers have moments of their own in between: they are caught up with on the way.
    const [next] = await db.$queryRaw<{ at: Date }[]>`
      select wait_until as at from life where kind = 'managerJourney' and state = 'open' and wait_until is not null
      group by wait_until having count(*) >= ${count} order by wait_until limit 1`;
    if (next === undefined) throw new Error('the journeys wait for nothing together');
    const { at } = next;
    await stepClock(db, at.getTime());
    await db.$executeRaw`
      update life set wanted = wanted + 1
      where kind = 'managerJourney' and state = 'open' and wait_until <= ${at}`;
  }

  async function atRest(): Promise<boolean> {
    const [row] = await db.$queryRaw<{ restless: boolean }[]>`
      select exists (select 1 from life where kind = 'managerJourney' and state = 'open'
        and (wanted > planned or wait_until <= (select now from clock))) as restless`;
    return row?.restless === false;
  }

  return {
    async prepare() {
      if (begun) return moveToNextMoment();
      begun = true;
      for (const person of people) {
        await answers(deps, 'answers').registerDaySeat({ offering: dayOffering, person });
      }
    },
    async run() {
      do {
        await dispatcher.deliver(['managerJourney']);
        await sleep(pollMs);
      } while (!(await atRest()));
      const before = sent;
      sent = await db.effect.count({
        where: { kind: 'mail', life: { startsWith: 'managerJourney:' }, status: 'accepted' },
      });
      if (sent - before < count) throw new Error(`${sent - before} mails were sent instead of ${count}`);
      return sent - before;
    },
  };
}

/** Bare workflows that take the same turns. */
async function controls(client: Client, count: number, rounds: number): Promise<Side & ControlSide> {
  let looks = 0;
  const ids = Array.from({ length: count }, (_, index) => `control-${index}`);
  return {
    activities: {
      async look() {
        looks += 1;
        return looks;
      },
      async act() {},
    },
    async prepare() {
      looks = 0;
    },
    async run() {
      const queue = [...ids];
      const one = async () => {
        for (let workflowId = queue.shift(); workflowId !== undefined; workflowId = queue.shift()) {
          await client.workflow.signalWithStart('control', {
            workflowId,
            taskQueue: controlQueue,
            args: [rounds],
            signal: wakeSignal,
          });
        }
      };
      await Promise.all(Array.from({ length: Math.min(24, count) }, one));
      while (looks < 2 * count) await sleep(pollMs);
      return count;
    },
  };
}

interface ControlSide {
  readonly activities: { look(): Promise<number>; act(): Promise<void> };
}

async function startControlWorker(address: string, { activities }: ControlSide) {
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: controlQueue,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('./controlWorkflow.ts', import.meta.url)),
      logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
    }),
    activities: { ...activities },
    maxCachedWorkflows: 2_000,
    ...concurrency,
  });
  const ended = worker.run();
  ended.catch(() => undefined);
  return async () => {
    worker.shutdown();
    await ended;
    await connection.close();
  };
}

async function main(): Promise<void> {
  const count = countArgument(0, 'JOURNEYS', 30);
  const rounds = Math.min(mostRounds, countArgument(1, 'ROUNDS', mostRounds));
  const parts = await startParts();
  const server = await startTemporal({
    program: await locateTemporalProgram((line) => process.stderr.write(`${line}\n`)),
    namespace,
    searchAttributes: { Municipality: 'Keyword', Stage: 'Keyword', NextMoment: 'Datetime' },
    logFile: join(parts.folder, 'temporal.log'),
    progress: () => undefined,
  });
  const connection = await Connection.connect({ address: server.address });
  const client = new Client({ connection, namespace });
  const worker = await startWorker({
    address: server.address,
    namespace,
    deps: parts.deps,
    cachedWorkflows: 2_000,
  });
  const control = await controls(client, count, rounds);
  const stopControl = await startControlWorker(server.address, control);
  try {
    const ours = await journeys(parts, createDispatcher(parts.deps.db, client), count);
    const figures: { readonly ours: number; readonly control: number }[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const rate = async (side: Side): Promise<number> => {
        await side.prepare();
        const start = performance.now();
        const steps = await side.run();
        return (steps * 1000) / (performance.now() - start);
      };
      // Who goes first changes, so that what grows on the server meets both alike.
      const first = round % 2 === 0 ? await rate(control) : undefined;
      const mine = await rate(ours);
      figures.push({ ours: mine, control: first ?? (await rate(control)) });
    }
    // The first round starts the workflows; it is shown, and not counted.
    const counted = figures.length > 1 ? figures.slice(1) : figures;
    const rows = figures.map((figure, index) => [
      index === 0 ? '1 (starts)' : String(index + 1),
      figure.ours,
      figure.control,
      figure.ours / figure.control,
    ]);
    const middle = (of: (figure: (typeof figures)[number]) => number) => median(counted.map(of));
    rows.push([
      'median',
      middle((figure) => figure.ours),
      middle((figure) => figure.control),
      middle((figure) => figure.ours / figure.control),
    ]);
    process.stdout.write(`${count} journeys, steps a second\n`);
    process.stdout.write(`${table(['round', 'journeys', 'control', 'ratio'], rows)}\n`);
  } finally {
    await stopControl();
    await worker.stop();
    await connection.close();
    await server.stop();
    await parts.close();
  }
}

await main();
