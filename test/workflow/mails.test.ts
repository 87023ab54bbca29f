/** What becomes of a mail when the server, the coordinators or the people do something else (promises 3 and 10). */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hold, parseScope, release } from '../../activities/controls.ts';
import type { CatcherFault, CatcherStage } from '../../worker/embedded/mailCatcher.ts';
import { oneCourse, type Rig, startRig, type World, type WorldOptions } from '../support/rig.ts';

const offering = 'HT2026-1b-1';
const person = '2080-m01';
const key = `seat_confirmed.${offering}.${person}`;
let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.endWorlds());
afterAll(() => rig?.stop());

/** A world in which one manager has just been given a seat. */
async function seated(options: WorldOptions = {}): Promise<World> {
  const world = await rig.world({ at: '2026-08-20 08:00', change: oneCourse(1), ...options });
  await world.answer().giveSeat({ offering, person });
  await world.settle();
  return world;
}

const effectOf = (world: World, of = key) => world.db.effect.findUniqueOrThrow({ where: { key: of } });
const tasks = async (world: World) =>
  (await world.db.coordinatorTask.findMany()).map(({ kind, subject }) => [kind, subject]);

/** The fault at the first time that the stage is reached, or at every time. */
const once =
  (stage: CatcherStage, fault: CatcherFault) =>
  (reached: CatcherStage, n: number): CatcherFault =>
    reached === stage && n === 1 ? fault : 'ok';
const always =
  (stage: CatcherStage, fault: CatcherFault) =>
  (reached: CatcherStage): CatcherFault =>
    reached === stage ? fault : 'ok';

describe('the server answers', () => {
  test('4xx: the mail waits five minutes and is then accepted, once', async () => {
    const world = await seated({ mailFault: once('rcpt', { code: 451, text: 'later' }) });
    expect(await effectOf(world)).toMatchObject({ status: 'planned', attempt: 1 });
    await world.moveTo('2026-08-20 08:04');
    expect(await effectOf(world)).toMatchObject({ status: 'planned', attempt: 1 });
    await world.moveTo('2026-08-20 08:05');
    expect(await effectOf(world)).toMatchObject({ status: 'accepted', attempt: 2 });
    expect(await world.mails()).toEqual([key]);
  });

  test('4xx without end: tried as long as it is of use, and the coordinator knows when that takes long', async () => {
    const world = await seated({ mailFault: always('rcpt', { code: 451, text: 'later' }) });
    await world.moveTo('2026-08-22 08:00');
    expect(await effectOf(world)).toMatchObject({ status: 'planned', attempt: 6 });
    expect(await tasks(world)).toEqual([['mail_delayed', key]]);
    // Nobody is written to at the weekend, so nothing is tried then: the next attempt is on Monday morning.
    await world.moveTo('2026-08-23 20:00');
    expect(await effectOf(world)).toMatchObject({ status: 'planned', attempt: 6 });
    await world.moveTo('2026-08-24 08:00');
    expect(await effectOf(world)).toMatchObject({ status: 'planned', attempt: 7 });
    expect(await tasks(world)).toEqual([['mail_delayed', key]]);
  });

  test('5xx: refused at once, and a task for the coordinator', async () => {
    const world = await seated({ mailFault: always('rcpt', { code: 550, text: 'no such mailbox' }) });
    expect(await effectOf(world)).toMatchObject({ status: 'refused', attempt: 1 });
    expect((await effectOf(world)).reply).toContain('550');
    expect(await tasks(world)).toContainEqual(['mail_refused', key]);
    await world.moveTo('2026-08-21 09:00');
    expect(await effectOf(world)).toMatchObject({ status: 'refused', attempt: 1 });
  });
});

describe('the connection is lost after the message', () => {
  test('a server that cannot be asked: doubtful, a task, and never sent again', async () => {
    const world = await seated({ mailFault: once('after-store', 'drop'), mailer: { ask: false } });
    expect(await effectOf(world)).toMatchObject({ status: 'doubtful', attempt: 1 });
    expect(await tasks(world)).toEqual([['mail_doubtful', key]]);
    await world.answer().acceptSeat({ offering, person });
    await world.moveTo('2026-08-25 09:00');
    expect(await world.mails()).not.toContain(`${key}~2`);
    expect(await effectOf(world)).toMatchObject({ status: 'doubtful', attempt: 1 });
  });

  test('a server that can be asked and has it: accepted, once', async () => {
    const world = await seated({ mailFault: once('after-store', 'drop') });
    expect(await effectOf(world)).toMatchObject({ status: 'accepted', attempt: 1 });
    expect(await world.mails()).toEqual([key]);
    expect(await tasks(world)).toEqual([]);
  });

  test('a server that can be asked and does not have it: sent again after the wait, once', async () => {
    const world = await seated({ mailFault: once('after-data', 'drop') });
    expect(await effectOf(world)).toMatchObject({ status: 'planned', attempt: 1 });
    expect(await world.mails()).toEqual([]);
    await world.moveTo('2026-08-20 08:05');
    expect(await effectOf(world)).toMatchObject({ status: 'accepted', attempt: 2 });
    expect(await world.mails()).toEqual([key]);
  });
});

describe('the server hangs', () => {
  test('before the message: given up in its time, surely not sent, tried again later', async () => {
    const world = await seated({ mailFault: once('rcpt', 'stall'), mailer: { socketTimeoutMs: 300 } });
    expect(await effectOf(world)).toMatchObject({ status: 'planned', attempt: 1 });
    await world.moveTo('2026-08-20 08:05');
    expect(await world.mails()).toEqual([key]);
  });

  test('after the message: given up in its time, and doubtful', async () => {
    const mailer = { socketTimeoutMs: 300, ask: false };
    const world = await seated({ mailFault: once('after-store', 'stall'), mailer });
    expect(await effectOf(world)).toMatchObject({ status: 'doubtful' });
    expect(await tasks(world)).toEqual([['mail_doubtful', key]]);
  });
});

describe('coordinators', () => {
  test.each(['template:seat_confirmed', 'kind:mail', 'municipality:2080', 'all'])(
    'hold %s: it stays until the release, and then goes once',
    async (text) => {
      const world = await rig.world({ at: '2026-08-20 08:00', change: oneCourse(1) });
      const scope = parseScope(text, await world.reference());
      await hold(world.deps, scope);
      // Somebody of another municipality is stopped only by what concerns everybody.
      const other = '2081-m01';
      for (const who of [person, other]) await world.answer().giveSeat({ offering, person: who });
      await world.moveTo('2026-08-21 08:00');
      expect(await effectOf(world)).toMatchObject({ status: 'held', attempt: 0 });
      const others = text === 'municipality:2080' ? [`seat_confirmed.${offering}.${other}`] : [];
      expect(await world.mails()).toEqual(others);
      expect((await world.life(`managerJourney:${person}`)).state).toBe('open');

      await release(world.deps, scope);
      await world.settle();
      expect(await effectOf(world)).toMatchObject({ status: 'accepted', attempt: 1 });
      expect(await world.mails()).toContain(key);
    },
  );

  test('a kind that was never released waits for its first release', async () => {
    const world = await seated({ released: false });
    expect(await effectOf(world)).toMatchObject({ status: 'held' });
    expect(await world.mails()).toEqual([]);
    await release(world.deps, parseScope('template:seat_confirmed', await world.reference()));
    await world.settle();
    expect(await world.mails()).toEqual([key]);
  });

  test('what is held until it is useful no more is recorded as missed, and never sent', async () => {
    const world = await seated();
    const reminder = `course_day_reminder_first.${offering}.d1.${person}`;
    const scope = parseScope('template:course_day_reminder_first', await world.reference());
    await hold(world.deps, scope);
    await world.moveTo('2026-09-02 08:00');
    expect(await effectOf(world, reminder)).toMatchObject({ status: 'held' });
    await world.moveTo('2026-09-14 08:01');
    expect(await effectOf(world, reminder)).toMatchObject({ status: 'missed', attempt: 0 });
    await release(world.deps, scope);
    await world.settle();
    expect(await world.mails()).not.toContain(reminder);
    expect(await world.mails()).toContain(`course_day_reminder_second.${offering}.d1.${person}`);
  });

  test('what they enter by hand waits a quarter of an hour, and a slip undone in time reaches nobody', async () => {
    const world = await rig.world({ at: '2026-07-20 08:00', change: oneCourse(1) });
    const other = '2081-m01';
    for (const who of [person, other]) await world.answer('hand').giveSeat({ offering, person: who });
    await world.moveTo('2026-07-20 08:14');
    expect(await world.mails()).toEqual([]);
    await world.answer('hand').declineSeat({ offering, person });
    await world.moveTo('2026-07-20 08:15');
    expect(await effectOf(world)).toMatchObject({ status: 'suppressed', attempt: 0 });
    expect(await world.mails()).toContain(`seat_confirmed.${offering}.${other}`);
    expect(await world.mails()).not.toContain(key);
  });
});

test('before the region goes live nothing is sent: suppressed, with the reason', async () => {
  const world = await seated({ change: (region) => ({ ...oneCourse(1)(region), goLive: '2026-09-01' }) });
  expect(await effectOf(world)).toMatchObject({ status: 'suppressed' });
  expect((await effectOf(world)).reason).toContain('2026-09-01');
  expect(await world.mails()).toEqual([]);
  await world.moveTo('2026-09-02 08:00');
  expect(await world.mails()).toContain(`course_day_reminder_first.${offering}.d1.${person}`);
});
