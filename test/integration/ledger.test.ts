/** Claims and their outcomes on a real database: who gets one, what becomes of one that was cut off, and lock order. */
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answers } from '../../activities/answers/answers.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { wake } from '../../activities/facts/record.ts';
import { claim, settle } from '../../activities/lives/ledger.ts';
import { planLife } from '../../activities/lives/plan.ts';
import { sendMail } from '../../activities/messages/send.ts';
import type { DeliveryOutcome, Mailer } from '../../activities/messages/smtp.ts';
import { importRegion } from '../../activities/region/import.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import { readRegion } from '../../regions/reader/read.ts';
import { createDatabase, type Database } from '../../prisma/client.ts';
import { startTestServer, type TestServer, testClock } from '../support/database.ts';
import { dependencies } from '../support/townsfolk.ts';

const person = '2080-m01';
const offering = 'HT2026-1b-1';
const life = `managerJourney:${person}`;
const key = `seat_confirmed.${offering}.${person}`;
const clock = testClock('2026-08-20T06:00:00Z');

let server: TestServer;
let db: Database;
let url: string;
let deps: Dependencies;
/** Messages handed to the server, and what it answers when it is asked. */
let delivered: string[];
let accepted: boolean | undefined;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

beforeEach(async () => {
  ({ db, url } = await server.fresh());
  delivered = [];
  accepted = undefined;
  clock.set(Date.parse('2026-08-20T06:00:00Z'));
  const mailer: Mailer = {
    async deliver({ messageId }): Promise<DeliveryOutcome> {
      delivered.push(messageId);
      return { outcome: 'accepted', reply: '250 ok' };
    },
    wasAccepted: async () => accepted,
    verify: async () => undefined,
    close: async () => undefined,
  };
  deps = { ...dependencies(db), clock, mailer, reference: createReferenceCache(db) };
  const read = await readRegion(fileURLToPath(new URL('../../regions/liten', import.meta.url)));
  if (!read.ok) throw new Error('regions/liten is not valid');
  await importRegion({ db, clock }, read.region, read.hash);
  await db.control.create({ data: { id: 'release:all', action: 'release', scope: 'all', since: new Date() } });
  await answers(deps, 'answers').giveSeat({ offering, person });
});

const step = (of: string, generation: number) => ({ life, key: of, generation });
const row = (of = key) => db.effect.findUniqueOrThrow({ where: { key: of } });
const planned = async () => {
  const plan = await planLife(deps, life);
  return { ...plan, keys: plan.steps.map((one) => one.key) };
};

describe('claims at the same time', () => {
  test('of one key: one of twenty gets it, the others learn that it is taken', async () => {
    const { generation } = await planned();
    // Each on a connection of its own, and all waiting for the same row before the first may go on.
    const many = createDatabase(url, 20);
    const gate = new pg.Client({ connectionString: url });
    await gate.connect();
    try {
      await gate.query('begin');
      await gate.query('select 1 from effect where key = $1 for update', [key]);
      const verdicts = Promise.all(
        Array.from({ length: 20 }, () => claim(deps, many, step(key, generation))),
      ).then((all) => all.map(({ verdict }) => verdict).sort());
      const waiting = async () => {
        const { rows } = await gate.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock'`);
        return rows.length;
      };
      await expect.poll(waiting, { timeout: 20_000 }).toBe(20);
      await gate.query('commit');
      expect(await verdicts).toEqual(['claimed', ...Array.from({ length: 19 }, () => 'unsettled')]);
    } finally {
      await gate.end();
      await many.$disconnect();
    }
    expect(await row()).toMatchObject({ status: 'claimed', attempt: 1 });
  });

  test('with a fact that wakes the life: they wait for each other in one order, life before effect', async () => {
    const { generation } = await planned();
    const waking = db.$transaction(async (tx) => {
      await wake(tx, [life]);
      const claiming = claim(deps, db, step(key, generation));
      claiming.catch(() => undefined);
      const waiting = async () => {
        const [found] = await db.$queryRaw<{ count: number }[]>`
          select count(*)::int as count from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`;
        return found?.count;
      };
      await expect.poll(waiting, { timeout: 20_000 }).toBe(1);
      // What a plan does next in the same transaction: it writes the effect.
      await tx.effect.update({ where: { key }, data: { reason: 'changed meanwhile' } });
      return { claiming };
    });
    expect(await (await waking).claiming).toEqual({ verdict: 'superseded' });
    expect(await row()).toMatchObject({ status: 'superseded', attempt: 0 });
  });
});

describe('a claim whose process died', () => {
  const reminder = `course_day_reminder_first.${offering}.d1.${person}`;

  /** The first reminder has been claimed, and then nothing more was heard. */
  async function cutOff(): Promise<void> {
    await settleAll();
    clock.set(Date.parse('2026-09-02T06:00:00Z'));
    const { keys, generation } = await planned();
    expect(keys).toContain(reminder);
    expect((await claim(deps, db, step(reminder, generation))).verdict).toBe('claimed');
  }
  async function settleAll(): Promise<void> {
    for (let plan = await planned(); plan.steps.length > 0; plan = await planned()) {
      for (const { key: of } of plan.steps) await sendMail(deps, step(of, plan.generation));
    }
    delivered = [];
  }
  const asked = async () => {
    const { keys, generation } = await planned();
    expect(keys).toContain(reminder);
    await sendMail(deps, step(reminder, generation));
  };

  test('was taken by the server: accepted without being sent again', async () => {
    await cutOff();
    accepted = true;
    await asked();
    expect(await row(reminder)).toMatchObject({ status: 'accepted' });
    expect(delivered).toEqual([]);
  });

  test('was not taken: decided anew, and sent once', async () => {
    await cutOff();
    accepted = false;
    await settleAllBut(0);
    expect(await row(reminder)).toMatchObject({ status: 'accepted' });
  });
  async function settleAllBut(_: number): Promise<void> {
    const sent: string[] = [];
    for (let plan = await planned(); plan.steps.length > 0; plan = await planned()) {
      for (const { key: of } of plan.steps) await sendMail(deps, step(of, plan.generation));
      sent.push(...delivered.splice(0));
    }
    expect(sent).toEqual([expect.stringContaining(reminder)]);
  }

  test('is settled also when the facts ask for it no more, and nobody can be asked: doubtful', async () => {
    await cutOff();
    await answers(deps, 'answers').withdraw({ offering, person });
    await asked();
    expect(await row(reminder)).toMatchObject({ status: 'doubtful' });
    expect(await db.coordinatorTask.count({ where: { kind: 'mail_doubtful' } })).toBe(1);
    expect(delivered).toEqual([]);
  });

  test('was taken, and the facts ask for it no more: the ledger says that it was sent', async () => {
    await cutOff();
    await answers(deps, 'answers').withdraw({ offering, person });
    accepted = true;
    await asked();
    expect(await row(reminder)).toMatchObject({ status: 'accepted' });
  });

  test('was not taken, and the facts ask for it no more: never sent', async () => {
    await cutOff();
    await answers(deps, 'answers').withdraw({ offering, person });
    accepted = false;
    await asked();
    await planned();
    expect(await row(reminder)).toMatchObject({ status: 'superseded' });
    expect(delivered.filter((id) => id.includes(reminder))).toEqual([]);
  });

  test('was taken, and the address is gone: the ledger still says that it was sent', async () => {
    await cutOff();
    await db.personDetail.update({ where: { id: person }, data: { email: '' } });
    accepted = true;
    const { generation } = await planned();
    await sendMail(deps, step(reminder, generation));
    expect(await row(reminder)).toMatchObject({ status: 'accepted' });
  });
});

describe('outcomes', () => {
  test('a reply that comes late is a proof, whatever was believed meanwhile', async () => {
    const { generation } = await planned();
    for (const status of ['doubtful', 'planned', 'refused'] as const) {
      await db.effect.update({ where: { key }, data: { status: 'planned' } });
      expect((await claim(deps, db, step(key, generation))).verdict).toBe('claimed');
      await settle(db, key, { status });
      await settle(db, key, { status: 'accepted', reply: '250 ok' });
      expect(await row()).toMatchObject({ status: 'accepted', reply: '250 ok' });
      await settle(db, key, { status: 'doubtful' });
      expect(await row()).toMatchObject({ status: 'accepted' });
    }
  });
});

test('a plan that is older than the last one changes nothing', async () => {
  let late: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    late = resolve;
  });
  // The first plan reads its facts and then stands still, as when its time is up and another one is made.
  const slow = { ...deps, reference: (version?: bigint) => held.then(() => deps.reference(version)) };
  const other = 'HT2026-LLU-1';
  const first = planLife(slow, life);
  await expect
    .poll(async () => (await db.$queryRaw<{ n: number }[]>`select 1 as n`).length)
    .toBe(1);
  await answers(deps, 'answers').registerDaySeat({ offering: other, person });
  const second = await planned();
  expect(second.keys).toContain(`seat_confirmed.${other}.${person}`);
  late?.();
  await first;
  expect(await row(`seat_confirmed.${other}.${person}`)).toMatchObject({ status: 'planned' });
});
