/**
 * Delivers what facts have asked for: every life whose `wanted` is ahead of `planned` gets a signal, again and again
 * until it has planned. So a committed fact always reaches its life, also when a process dies between the two.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import pg from 'pg';
import { type LifeKind, parseLifeId } from '../domain/lives.ts';
import type { Database } from '../prisma/client.ts';
import { lifeInputVersion, taskQueue, wakeSignal, workflowIdOf } from '../workflows/contract.ts';

/** A delivered wake-up is repeated after this when no plan has answered it. */
const repeatAfterMs = 3_000;
const atOnce = 24;
const batch = 500;

export interface Dispatcher {
  /**
   * Signals the lives that wait for a plan.
   * @param kinds only these kinds of lives
   * @returns how many wake-ups were delivered
   */
  deliver(kinds: readonly LifeKind[]): Promise<number>;
}

/** How fast wake-ups are delivered, so that new rules for everybody do not flood the server. */
export interface Pace {
  /** Wake-ups delivered at a time, at most. */
  readonly batch: number;
  /** Milliseconds from one full batch to the next. */
  readonly intervalMs: number;
}

const unhurried: Pace = { batch, intervalMs: 0 };

/** @param pace default: as fast as the server takes them */
export function createDispatcher(db: Database, client: Client, pace: Pace = unhurried): Dispatcher {
  let nextBatchAt = 0;
  const delivered = new Map<string, { wanted: bigint; at: number }>();

  async function signal(life: string): Promise<void> {
    const { kind } = parseLifeId(life);
    await client.workflow.signalWithStart(kind, {
      workflowId: workflowIdOf(life),
      taskQueue,
      args: [{ version: lifeInputVersion, life }],
      signal: wakeSignal,
    });
  }

  return {
    async deliver(kinds) {
      if (Date.now() < nextBatchAt) return 0;
      // The open ones first: what is stuck must not fill the batch.
      const waiting = await db.$queryRaw<{ id: string; wanted: bigint; stuck: boolean }[]>`
        select id, wanted, state = 'stuck' as stuck from life
        where wanted > planned and kind = any (${[...kinds]}::text[])
        order by state = 'stuck', id limit ${batch} for update skip locked`;
      const now = Date.now();
      const due = waiting.filter(({ id, wanted, stuck }) => {
        const last = delivered.get(id);
        if (last === undefined || last.wanted !== wanted) return true;
        // A stuck one is told of each new fact once: the fact may have come while it was being marked.
        return !stuck && now - last.at > repeatAfterMs;
      });
      const full = due.length >= pace.batch;
      due.length = Math.min(due.length, pace.batch);
      if (full) nextBatchAt = now + pace.intervalMs;
      const queue = [...due];
      const one = async () => {
        for (let life = queue.shift(); life !== undefined; life = queue.shift()) {
          await signal(life.id);
          delivered.set(life.id, { wanted: life.wanted, at: Date.now() });
        }
      };
      await Promise.all(Array.from({ length: Math.min(atOnce, due.length) }, one));
      return due.length;
    },
  };
}

/** Lock number of the one dispatcher of a database. */
const dispatcherLock = 4_711_001;

/** The right to dispatch: call it to give it back. */
export interface DispatchRight {
  (): Promise<void>;
  /** False when its connection has been lost: by now another process may dispatch. */
  held(): boolean;
}

/**
 * Asks for the right to dispatch: one process a database. Held by a connection, so it is free again when the process
 * dies.
 * @returns undefined when another process has it
 */
export async function claimDispatch(databaseUrl: string): Promise<DispatchRight | undefined> {
  const connection = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
  let held = true;
  const lose = () => {
    held = false;
  };
  // Unheard, the error of a connection that breaks would end the process.
  connection.on('error', lose);
  connection.on('end', lose);
  await connection.connect();
  const { rows } = await connection.query<{ locked: boolean }>(
    `select pg_try_advisory_lock(${dispatcherLock}) as locked`,
  );
  if (rows[0]?.locked === true) return Object.assign(() => connection.end(), { held: () => held });
  await connection.end();
  return undefined;
}

/** Dispatches until told to stop; for `up` and `worker`. Another process takes over when this one ends. */
export async function dispatchUntil(
  stop: AbortSignal,
  databaseUrl: string,
  dispatcher: Dispatcher,
  kinds: readonly LifeKind[],
  report: (problem: unknown) => void,
): Promise<void> {
  while (!stop.aborted) {
    try {
      const release = await claimDispatch(databaseUrl);
      if (release === undefined) {
        await sleep(5_000, undefined, { signal: stop });
        continue;
      }
      try {
        while (!stop.aborted && release.held()) {
          if ((await dispatcher.deliver(kinds)) === 0) await sleep(250, undefined, { signal: stop });
        }
      } finally {
        await release();
      }
    } catch (error) {
      if (stop.aborted) return;
      report(error);
      await sleep(2_000, undefined, { signal: stop }).catch(() => undefined);
    }
  }
}
