/** Claims and their outcomes on a real database: who gets one, what becomes of one that was cut off, and lock order. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answers } from '../../activities/answers/answers.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { ClaimLost, freezeDocument } from '../../activities/documents/freeze.ts';
import { wake } from '../../activities/facts/record.ts';
import { claim, claimTogether, inOneTransaction, settle } from '../../activities/lives/ledger.ts';
import { planLife } from '../../activities/lives/plan.ts';
import { claimMail } from '../../activities/messages/claims.ts';
import { sendMail } from '../../activities/messages/send.ts';
import type { DeliveryOutcome, Mailer } from '../../activities/messages/smtp.ts';
import { importRegion } from '../../activities/region/import.ts';
import { createDatabase, type Database } from '../../prisma/client.ts';
import { stepClock } from '../../worker/clock.ts';
import { createPresence } from '../../worker/presence.ts';
import { startTestServer, type TestServer } from '../support/database.ts';
import { courseCertificate } from '../support/documents.ts';
import { readLiten } from '../support/regionFiles.ts';
import { dependencies } from '../support/townsfolk.ts';

const person = '2080-m01';
const offering = 'HT2026-1b-1';
const life = `managerJourney:${person}`;
const key = `seat_confirmed.${offering}.${person}`;

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
  await stepClock(db, Date.parse('2026-08-20T06:00:00Z'));
  const mailer: Mailer = {
    async deliver({ messageId }): Promise<DeliveryOutcome> {
      delivered.push(messageId);
      return { outcome: 'accepted', reply: '250 ok' };
    },
    wasAccepted: async () => accepted,
    verify: async () => undefined,
    close: async () => undefined,
  };
  deps = { ...dependencies(db), mailer };
  const read = await readLiten();
  await importRegion(deps, read.region, read.hash);
  await db.control.create({
    data: { id: 'release:all', action: 'release', scope: 'all', since: new Date() },
  });
  await answers(deps, 'answers').giveSeat({ offering, person });
});

const step = (of: string, generation: number) => ({ life, key: of, generation });
const row = (of = key) => db.effect.findUniqueOrThrow({ where: { key: of } });
const planned = async () => {
  const plan = await planLife(deps, life);
  return { ...plan, keys: plan.steps.map((one) => one.key) };
};

/** Connections to this database that wait for somebody's lock. */
const waitingForLocks = async () => {
  const [found] = await db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return found?.count;
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
      await expect.poll(waitingForLocks, { timeout: 20_000 }).toBe(20);
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
      await expect.poll(waitingForLocks, { timeout: 20_000 }).toBe(1);
      // What a plan does next in the same transaction: it writes the effect.
      await tx.effect.update({ where: { key }, data: { reason: 'changed meanwhile' } });
      return { claiming };
    });
    expect(await (await waking).claiming).toEqual({ verdict: 'superseded' });
    expect(await row()).toMatchObject({ status: 'superseded', attempt: 0 });
  });
});

describe('claims of several mails in one statement', () => {
  /** So many mails more, as a plan of this moment would have written them. */
  async function more(count: number) {
    const { generation } = await planned();
    const { notBefore: _notBefore, detail: _detail, ...seat } = await row();
    const keys = Array.from({ length: count }, (_, index) => `${key}.${index}`);
    const reminder = { ...seat, template: 'course_day_reminder_second', detail: { offering, day: 1 } };
    await db.effect.createMany({ data: keys.map((of) => ({ ...reminder, key: of })) });
    return { generation, keys, steps: keys.map((of) => step(of, generation)) };
  }

  test('each has its own verdict, the one that it would have had alone', async () => {
    const { generation, keys, steps } = await more(6);
    const [ready = '', final = '', held = '', late = '', whole = '', part = ''] = keys;
    const change = (of: string, data: object) => db.effect.update({ where: { key: of }, data });
    await change(final, { status: 'accepted' });
    await change(held, { template: 'course_invitation' });
    await change(late, { usefulUntil: new Date(0) });
    await change(part, { carriedBy: whole, template: 'course_invitation' });
    await db.control.create({
      data: { id: 'hold:x', action: 'hold', scope: 'template:course_invitation', since: new Date() },
    });
    const asked = [...steps.slice(0, 5), step('nowhere', generation), step(key, generation - 1)];
    const claims = await claimTogether(deps, db, asked);
    const verdicts = Object.fromEntries([...claims].map(([of, { verdict }]) => [of, verdict]));
    expect(verdicts).toEqual({
      ...{ [ready]: 'claimed', [final]: 'final', [held]: 'held', [late]: 'missed' },
      ...{ [whole]: 'superseded', [key]: 'superseded' },
    });
    expect(await row(ready)).toMatchObject({ status: 'claimed', attempt: 1 });
    expect(await row(whole)).toMatchObject({ status: 'planned', attempt: 0 });
    expect(await row(part)).toMatchObject({ status: 'held', carriedBy: '', attempt: 0 });
  });

  test('a part goes with its own mail', async () => {
    const { keys, steps } = await more(4);
    const [first = '', second = '', ofFirst = '', ofSecond = ''] = keys;
    await db.effect.update({ where: { key: ofFirst }, data: { carriedBy: first } });
    await db.effect.update({ where: { key: ofSecond }, data: { carriedBy: second } });
    const claims = await claimTogether(deps, db, steps.slice(0, 2));
    const partsOf = (of: string) => {
      const claimed = claims.get(of);
      return claimed !== undefined && 'parts' in claimed ? claimed.parts.map((one) => one.key) : [];
    };
    expect([partsOf(first), partsOf(second)]).toEqual([[ofFirst], [ofSecond]]);
  });

  test('nobody waits for one that is being changed, and that one waits by itself', async () => {
    const { keys, steps } = await more(3);
    const gate = new pg.Client({ connectionString: url });
    await gate.connect();
    try {
      await gate.query('begin');
      await gate.query('select 1 from effect where key = $1 for update', [keys[1]]);
      await expect(claimTogether(deps, db, steps)).rejects.toThrow('could not obtain lock');
      expect(await db.effect.count({ where: { status: 'claimed' } })).toBe(0);
      const [first, changing, last] = steps.map((one) => claimMail(deps, one));
      expect([(await first)?.verdict, (await last)?.verdict]).toEqual(['claimed', 'claimed']);
      await expect.poll(waitingForLocks, { timeout: 20_000 }).toBe(1);
      await gate.query('commit');
      expect((await changing)?.verdict).toBe('claimed');
    } finally {
      await gate.end();
    }
  });

  test('whoever asks for the same mail at the same moment does not get it too', async () => {
    const { steps } = await more(3);
    const verdicts = await Promise.all(
      [...steps, ...steps].map(async (one) => (await claimMail(deps, one)).verdict),
    );
    expect(verdicts.sort()).toEqual([...steps.map(() => 'claimed'), ...steps.map(() => 'unsettled')]);
  });

  test('two processes that send the same forty mails hand each over once', async () => {
    const { keys, steps } = await more(40);
    const presences = [await createPresence(url), await createPresence(url)];
    try {
      await Promise.all(
        presences.flatMap((presence) => {
          const worker = { ...deps, presence };
          return steps.map((one) => sendMail(worker, one));
        }),
      );
    } finally {
      await Promise.all(presences.map((presence) => presence.close()));
    }
    expect(delivered).toHaveLength(40);
    expect(new Set(delivered).size).toBe(40);
    expect(await db.effect.count({ where: { key: { in: keys }, status: 'accepted', attempt: 1 } })).toBe(40);
  });
});

describe('a claim of a process that lives', () => {
  const reminderOf = async () => {
    const { steps, generation } = await planLife(deps, life);
    const [first] = steps;
    if (first === undefined) throw new Error('nothing is due');
    return step(first.key, generation);
  };

  test('is left alone by others, until that process is gone', async () => {
    const other = await createPresence(url);
    const mine = await createPresence(url);
    try {
      const due = await reminderOf();
      expect((await claim({ ...deps, presence: other }, db, due)).verdict).toBe('claimed');
      expect((await claim({ ...deps, presence: mine }, db, due)).verdict).toBe('busy');
      // Its own next attempt: the one before has failed, for what is at work is not claimed twice.
      expect((await claim({ ...deps, presence: other }, db, due)).verdict).toBe('unsettled');
      await other.close();
      await expect
        .poll(async () => (await claim({ ...deps, presence: mine }, db, due)).verdict)
        .toBe('unsettled');
    } finally {
      await other.close();
      await mine.close();
    }
  });

  test('is waited for: two attempts at the same time hand it over once', async () => {
    const presence = await createPresence(url);
    let release: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow: Mailer = {
      ...deps.mailer,
      async deliver(message) {
        await gate;
        return deps.mailer.deliver(message);
      },
    };
    try {
      const due = await reminderOf();
      const both = [1, 2].map(() => sendMail({ ...deps, presence, mailer: slow }, due));
      await expect.poll(async () => (await row()).status).toBe('claimed');
      release();
      await Promise.all(both);
    } finally {
      await presence.close();
    }
    expect(delivered).toHaveLength(1);
    expect(await row()).toMatchObject({ status: 'accepted', attempt: 1 });
  });
});

test('an answer that meets a decision in a ring is given again, not refused', async () => {
  const { generation } = await planned();
  let answering: Promise<unknown> | undefined;
  const deciding = inOneTransaction(deps, step(key, generation), async (tx) => {
    answering = answers(deps).withdraw({ offering, person });
    answering.catch(() => undefined);
    // The answer has the offering and waits for this life; the decision has this life and wants the offering.
    await expect.poll(waitingForLocks, { timeout: 20_000 }).toBe(1);
    await wake(tx, [`courseOffering:${offering}`]);
  });
  deciding.catch(() => undefined);
  await Promise.allSettled([deciding]);
  expect(await answering).toEqual({ recorded: 1 });
});

describe('a claim whose process died', () => {
  const reminder = `course_day_reminder_first.${offering}.d1.${person}`;

  /** Carries out everything that is due; returns what was handed to the server. */
  async function settleAll(): Promise<readonly string[]> {
    for (let plan = await planned(); plan.steps.length > 0; plan = await planned()) {
      for (const { key: of } of plan.steps) await sendMail(deps, step(of, plan.generation));
    }
    return delivered.splice(0);
  }

  /** The first reminder has been claimed, and then nothing more was heard. */
  async function cutOff(): Promise<void> {
    await settleAll();
    await stepClock(db, Date.parse('2026-09-02T06:00:00Z'));
    const { keys, generation } = await planned();
    expect(keys).toContain(reminder);
    expect((await claim(deps, db, step(reminder, generation))).verdict).toBe('claimed');
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
    expect(await settleAll()).toEqual([expect.stringContaining(reminder)]);
    expect(await row(reminder)).toMatchObject({ status: 'accepted' });
  });

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
    await asked();
    expect(await row(reminder)).toMatchObject({ status: 'accepted' });
  });

  test('was taken, and whom it speaks of is gone: the ledger still says that it was sent', async () => {
    await cutOff();
    await db.personDetail.deleteMany({ where: { id: { not: person } } });
    accepted = true;
    await asked();
    expect(await row(reminder)).toMatchObject({ status: 'accepted' });
  });
});

test('a document that the facts take back while it is made is not kept', async () => {
  const { generation } = await planned();
  const made = `certificate.${offering}.${person}`;
  const common = { life, municipality: '2080', generation: BigInt(generation), dueAt: new Date(0), rule: '' };
  await db.effect.create({
    data: { ...common, key: made, kind: 'certificate', status: 'planned', reason: '', detail: {} },
  });
  const making = freezeDocument(
    {
      ...deps,
      documents: { render: async () => Buffer.from('pdf'), close: async () => undefined },
      store: { ...deps.store, put: async () => ({ sha256: 'x', bytes: 3 }) },
    },
    step(made, generation),
    async () => {
      await planned();
      const view = courseCertificate();
      return { kind: 'certificate', subject: offering, file: 'x.pdf', title: 'Intyg', view, facts: [] };
    },
  );
  await expect(making).rejects.toThrow(ClaimLost);
  expect(await row(made)).toMatchObject({ status: 'superseded' });
  expect(await db.document.count()).toBe(0);
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
  const other = 'HT2026-LLU-1';
  // The first plan has read its facts and then stands still, as when its time is up and another one is made.
  const slow = async (version?: bigint) => {
    await answers(deps, 'answers').registerDaySeat({ offering: other, person });
    await planned();
    // In one mail with the confirmation of the first seat.
    expect(await row(`seat_confirmed.${other}.${person}`)).toMatchObject({
      status: 'planned',
      carriedBy: key,
    });
    return deps.reference(version);
  };
  await planLife({ ...deps, reference: slow }, life);
  expect(await row(`seat_confirmed.${other}.${person}`)).toMatchObject({ status: 'planned' });
});
