/** The dispatcher on a real PostgreSQL, with a client that only notes whom it signals. */
import type { Client } from '@temporalio/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { lifeKinds } from '../../domain/lives.ts';
import type { Database } from '../../prisma/client.ts';
import { claimDispatch, createDispatcher, dispatchUntil } from '../../worker/dispatcher.ts';
import { startTestServer, type TestServer } from '../support/database.ts';

let server: TestServer;
let db: Database;
let url: string;
let signalled: string[];
let unreachable: Set<string>;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  ({ db, url } = await server.fresh());
  signalled = [];
  unreachable = new Set();
});

const signalWithStart = async (_type: string, { workflowId }: { readonly workflowId: string }) => {
  if (unreachable.has(workflowId)) throw new Error('unavailable');
  signalled.push(workflowId);
};
const client: Client = Object.create(null, { workflow: { value: { signalWithStart } } });

const live = (id: string, row: { wanted?: bigint; planned?: bigint; state?: string } = {}) =>
  db.life.create({ data: { id, kind: id.split(':')[0] ?? '', ...row } });

describe('deliver', () => {
  test('signals whom facts have woken, of the kinds asked for, and nobody else', async () => {
    await live('managerJourney:a');
    await live('managerJourney:b', { wanted: 3n, planned: 3n });
    await live('managerJourney:c', { wanted: 4n, planned: 3n, state: 'done' });
    await live('courseOffering:x');
    const dispatcher = createDispatcher(db, client);
    expect(await dispatcher.deliver(['managerJourney'])).toBe(2);
    expect(signalled.sort()).toEqual(['managerJourney:a', 'managerJourney:c']);
    expect(await dispatcher.deliver(['courseOffering'])).toBe(1);
  });

  test('does not repeat itself at once, but tells of a newer fact at once', async () => {
    await live('managerJourney:a');
    const dispatcher = createDispatcher(db, client);
    expect(await dispatcher.deliver(lifeKinds)).toBe(1);
    expect(await dispatcher.deliver(lifeKinds)).toBe(0);
    await db.life.updateMany({ data: { wanted: 2n } });
    expect(await dispatcher.deliver(lifeKinds)).toBe(1);
  });

  test('many at once are woken in batches, and all in the end', async () => {
    for (const id of ['a', 'b', 'c', 'd', 'e']) await live(`managerJourney:${id}`);
    const hour = createDispatcher(db, client, { batch: 2, intervalMs: 3_600_000 });
    expect(await hour.deliver(lifeKinds)).toBe(2);
    expect(await hour.deliver(lifeKinds)).toBe(0);
    expect(signalled).toHaveLength(2);
    const atOnce = createDispatcher(db, client, { batch: 2, intervalMs: 0 });
    for (const delivered of [2, 2, 1, 0]) expect(await atOnce.deliver(lifeKinds)).toBe(delivered);
    expect(new Set(signalled).size).toBe(5);
  });

  test('one that cannot be reached is an error, stops no other, and is tried again', async () => {
    for (const id of ['a', 'b', 'c']) await live(`managerJourney:${id}`);
    unreachable.add('managerJourney:a');
    const dispatcher = createDispatcher(db, client);
    await expect(dispatcher.deliver(lifeKinds)).rejects.toThrow('unavailable');
    await expect.poll(() => signalled.toSorted()).toEqual(['managerJourney:b', 'managerJourney:c']);
    unreachable.clear();
    expect(await dispatcher.deliver(lifeKinds)).toBe(1);
    expect(signalled).toContain('managerJourney:a');
  });

  test('what is stuck is told of each fact once, and never keeps the others waiting', async () => {
    const stuck = Array.from({ length: 600 }, (_, index) => `managerJourney:a${index}`);
    await db.life.createMany({ data: stuck.map((id) => ({ id, kind: 'managerJourney', state: 'stuck' })) });
    await live('managerJourney:z');
    const dispatcher = createDispatcher(db, client);
    await dispatcher.deliver(lifeKinds);
    expect(signalled).toContain('managerJourney:z');
    await db.life.update({ where: { id: 'managerJourney:z' }, data: { planned: 1n } });
    const told = signalled.length;
    // The whole batch has been told: nothing is due, however often it is asked.
    await dispatcher.deliver(lifeKinds);
    await dispatcher.deliver(lifeKinds);
    expect(new Set(signalled).size).toBe(signalled.length);
    expect(signalled.length).toBeGreaterThanOrEqual(told);
  });
});

describe('the right to dispatch', () => {
  test('is one process a database; another driver is refused until it is given back', async () => {
    const first = await claimDispatch(url);
    expect(first?.held()).toBe(true);
    expect(await claimDispatch(url)).toBeUndefined();
    const other = await server.fresh();
    await (await claimDispatch(other.url))?.();
    await first?.();
    const second = await claimDispatch(url);
    expect(second).toBeDefined();
    await second?.();
  });

  test('is lost with its connection, which is noticed and ends nobody', async () => {
    const first = await claimDispatch(url);
    await db.$queryRaw`
      select pg_terminate_backend(pid)::text from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()
        and database = (select oid from pg_database where datname = current_database())`;
    await expect.poll(() => first?.held()).toBe(false);
    const second = await claimDispatch(url);
    expect(second).toBeDefined();
    await first?.();
    await second?.();
  });

  test('two processes dispatch: one works, and the other takes over when it ends', async () => {
    const stops = [new AbortController(), new AbortController()];
    const calls = [0, 0];
    const problems: unknown[] = [];
    const running = stops.map(({ signal }, index) =>
      dispatchUntil(
        signal,
        url,
        {
          async deliver() {
            calls[index] = (calls[index] ?? 0) + 1;
            return 0;
          },
        },
        lifeKinds,
        (problem) => problems.push(problem),
      ),
    );
    await expect.poll(() => Math.max(...calls)).toBeGreaterThan(2);
    expect(Math.min(...calls)).toBe(0);
    const working = calls.findIndex((count) => count > 0);
    stops[working]?.abort();
    await running[working];
    await expect.poll(() => calls[1 - working], { timeout: 15_000 }).toBeGreaterThan(0);
    stops[1 - working]?.abort();
    await Promise.all(running);
    expect(problems).toEqual([]);
  });
});
