/** The protocol between facts and lives: every fact arrives, old plans do nothing, and what is stuck is visible. */
import type { Client } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { answersIn } from '../../activities/answers/answers.ts';
import { wake } from '../../activities/facts/record.ts';
import { planLife } from '../../activities/lives/plan.ts';
import { status } from '../../activities/story/status.ts';
import { lifeKinds } from '../../domain/lives.ts';
import type { Region } from '../../domain/region.ts';
import { stepClock, systemClock } from '../../worker/clock.ts';
import { createDispatcher, type Dispatcher } from '../../worker/dispatcher.ts';
import { planNowUpdate } from '../../workflows/contract.ts';
import { oneCourse, type Rig, startRig, type World } from '../support/rig.ts';

const offering = 'HT2026-1b-1';
const person = '2080-m01';
const other = '2081-m01';
const journeyOf = (id: string) => `managerJourney:${id}`;
const life = journeyOf(person);
const confirmed = (id: string, of = offering) => `seat_confirmed.${of}.${id}`;
let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.endWorlds());
afterAll(() => rig?.stop());

const start = { at: '2026-08-20 08:00', change: oneCourse(1) };
const seat = (world: World, id = person, of = offering) =>
  world.answer().giveSeat({ offering: of, person: id });
const wakeUp = (world: World, id: string) => world.db.$transaction((tx) => wake(tx, [id]));
const runsOf = async (world: World, id: string) =>
  (await world.remembered()).filter((execution) => execution.id === id);

/** Dispatches as `worker` does, until a life has answered its last fact. */
async function deliverUntilPlanned(world: World, dispatcher: Dispatcher, id: string): Promise<number> {
  let delivered = 0;
  await expect
    .poll(
      async () => {
        delivered += await dispatcher.deliver(lifeKinds);
        const { wanted, planned } = await world.life(id);
        return planned === wanted;
      },
      { timeout: 30_000 },
    )
    .toBe(true);
  return delivered;
}

describe('a committed fact reaches its life (promise 2)', () => {
  test('when the process dies between commit and signal, the next dispatcher delivers', async () => {
    const world = await rig.world(start);
    await seat(world);
    expect(await world.life(life)).toMatchObject({ wanted: 1n, planned: 0n });
    await expect(world.status(life)).rejects.toThrow(/not found/i);
    await deliverUntilPlanned(world, createDispatcher(world.db, world.client), life);
    await expect.poll(() => world.mails(), { timeout: 30_000 }).toContain(confirmed(person));
  });

  test('a wake-up that is lost on the way is repeated', async () => {
    const world = await rig.world(start);
    await seat(world);
    let lost = 0;
    const workflow = Object.create(world.client.workflow, {
      signalWithStart: {
        value: async (...args: Parameters<Client['workflow']['signalWithStart']>) => {
          if (args[1].workflowId !== life || lost > 0) return world.client.workflow.signalWithStart(...args);
          lost += 1;
        },
      },
    });
    const lossy: Client = Object.create(world.client, { workflow: { value: workflow } });
    await deliverUntilPlanned(world, createDispatcher(world.db, lossy), life);
    expect(lost).toBe(1);
  });

  test('a life that had finished is started again by a new fact', async () => {
    const credits = ['2', '3', '4'].map((course) => ({
      person,
      course,
      completedOn: '2025-06-01',
      source: 'test',
    }));
    const world = await rig.world({
      ...start,
      change: (region) => ({ ...oneCourse(1)(region), credits }),
    });
    await seat(world);
    await world.moveTo('2026-09-16 17:00');
    await world.answer().registerAttendance({ offering, day: 1, absent: [], by: 't-01' });
    await world.answer().handIn({ offering, person });
    await world.answer().registerResult({ offering, person, passed: true, by: 't-01' });
    await world.settle();
    const certificate = `programme_certificate.${person}`;
    expect(await world.statuses(certificate)).toEqual({ [certificate]: 'accepted' });
    expect(await world.life(life)).toMatchObject({ state: 'done', stage: 'finished' });
    await world.ended(life);

    await world.answer().registerDaySeat({ offering: 'HT2026-LLU-1', person });
    await world.settle();
    expect(await world.mails()).toContain(confirmed(person, 'HT2026-LLU-1'));
    expect(await world.life(life)).toMatchObject({ state: 'open', stage: 'in_course' });
    expect((await runsOf(world, life)).map(({ closed }) => closed).sort()).toEqual([false, true]);
  });

  test('a fact that comes while the life is being marked as stuck still reaches it', async () => {
    let repaired = false;
    const world = await rig.world({
      ...start,
      activities: (original) => ({
        async plan(id) {
          if (id === life && !repaired) throw new RangeError('broken');
          return original.plan(id);
        },
        async markStuck(id, reason) {
          // The repair and its fact come just before the mark, which then covers them.
          repaired = true;
          await wakeUp(world, id);
          await original.markStuck(id, reason);
        },
      }),
    });
    await seat(world);
    await deliverUntilPlanned(world, world.dispatcher, life);
    expect((await world.life(life)).state).toBe('open');
  });

  test('the timer alone carries a life to its moment, on the system clock', async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
    const inTheFuture = (region: Region): Region => ({
      ...region,
      mandates: [],
      goLive: '2020-01-01',
      // On any day and at any hour on which this test is run.
      rules: {
        ...region.rules,
        messages: {
          ...region.rules.messages,
          workingDaysOnly: false,
          quietHours: { from: '00:00', until: '00:00' },
        },
      },
      terms: region.terms.map((term) => ({ ...term, start: day(60), end: day(200) })),
      offerings: region.offerings.map((one) => ({
        ...one,
        days: one.days.slice(0, 1).map((held) => ({ ...held, date: day(90) })),
      })),
    });
    const world = await rig.world({ change: inTheFuture, deps: { clock: systemClock } });
    const reference = await world.reference();
    // Entered by hand so long ago that its mail may go in three seconds.
    const at = Date.now() - reference.rules.handEntryGraceMinutes * 60_000 + 3_000;
    const occasion = { reference, at, today: reference.calendar.dateOf(at) };
    await world.db.$transaction((tx) =>
      answersIn({ tx, ...occasion }, 'hand').giveSeat({ offering, person }),
    );
    await deliverUntilPlanned(world, world.dispatcher, life);
    const { wanted } = await world.life(life);
    await expect.poll(() => world.mails(), { timeout: 30_000 }).toContain(confirmed(person));
    expect((await world.life(life)).wanted).toBe(wanted);
  });
});

describe('facts that come between plan and claim', () => {
  /** Lets something happen just before the first claim of the confirmation. */
  async function overtaken(event: (world: World) => Promise<unknown>) {
    const verdicts: string[] = [];
    const world: World = await rig.world({
      ...start,
      activities: (original) => ({
        async sendMail(step) {
          if (step.key === confirmed(person) && verdicts.length === 0) await event(world);
          await original.sendMail(step);
          const row = await world.db.effect.findUniqueOrThrow({ where: { key: step.key } });
          if (step.key === confirmed(person)) verdicts.push(row.status);
        },
      }),
    });
    await seat(world);
    await world.settle();
    return { world, verdicts };
  }

  test('the claim fails as superseded, the life plans again, and the mail is sent once', async () => {
    const { world, verdicts } = await overtaken((during) => wakeUp(during, life));
    expect(verdicts).toEqual(['superseded', 'accepted']);
    expect(await world.mails()).toEqual([confirmed(person)]);
  });

  test('the mail is not sent when the new facts no longer ask for it', async () => {
    const { world, verdicts } = await overtaken((during) => during.answer().withdraw({ offering, person }));
    expect(verdicts).toEqual(['superseded']);
    expect(await world.statuses(confirmed(person))).toEqual({ [confirmed(person)]: 'suppressed' });
    expect(await world.mails()).toEqual([]);
  });
});

describe('stuck is visible', () => {
  test('a life that cannot be planned says why, stays short, stops nobody, and goes on after a fix', async () => {
    const world = await rig.world(start);
    await seat(world);
    // A seat in an offering that the region does not have.
    const ghost = { offering: 'HT2026-9-9', number: 1 };
    await world.db.seatNumber.create({ data: ghost });
    await world.db.seat.create({
      data: {
        ...ghost,
        person: other,
        term: 'HT2026',
        courseKind: 'programme',
        municipality: '2081',
        state: 'held',
        how: 'hand',
        givenAt: new Date(await world.now()),
        givenBy: 'test',
        rule: 'test',
        reason: 'test',
      },
    });
    const stuck = journeyOf(other);
    await wakeUp(world, stuck);
    await world.settle();
    expect(await world.life(stuck)).toMatchObject({
      state: 'stuck',
      reason: expect.stringMatching(/planned/),
    });
    expect((await status(world.deps, { waitMs: 60_000, wakeMs: 0, claimMs: 60_000 })).stuck).toEqual([
      expect.objectContaining({ life: stuck }),
    ]);
    expect((await world.db.errorLog.findFirstOrThrow()).text).toContain(ghost.offering);
    // Told of the same facts once more, and time goes by: the others live on, and its history stays short.
    for (let round = 0; round < 3; round += 1) await world.dispatcher.deliver(lifeKinds);
    await world.moveTo('2026-09-02 08:00');
    expect(await world.mails()).toContain(`course_day_reminder_first.${offering}.d1.${person}`);
    const [run] = await runsOf(world, stuck);
    expect(run?.history.events?.length).toBeLessThan(40);

    await world.db.seat.deleteMany({ where: { offering: ghost.offering } });
    await wakeUp(world, stuck);
    await world.settle();
    const after = await world.life(stuck);
    expect(after).toMatchObject({ state: 'open', reason: '' });
    expect(after.planned).toBe(after.wanted);
  });

  test('a life whose step fails for good is stuck, and does it once after the fix', async () => {
    let broken = true;
    const world = await rig.world({
      ...start,
      activities: (original) => ({
        async issueCertificate(step) {
          if (broken && step.key.includes(person)) throw new RangeError('no such template');
          return original.issueCertificate(step);
        },
      }),
    });
    for (const id of [person, other]) await seat(world, id);
    await world.moveTo('2026-09-16 17:00');
    await world.answer().registerAttendance({ offering, day: 1, absent: [], by: 't-01' });
    for (const id of [person, other]) {
      await world.answer().handIn({ offering, person: id });
      await world.answer().registerResult({ offering, person: id, passed: true, by: 't-01' });
    }
    await world.settle();
    expect(await world.life(life)).toMatchObject({ state: 'stuck', reason: expect.stringMatching(/step/) });
    const holders = async () =>
      (await world.db.certificate.findMany()).map((certificate) => certificate.person);
    expect(await holders()).toEqual([other]);

    broken = false;
    await wakeUp(world, life);
    await world.settle();
    expect((await holders()).sort()).toEqual([person, other]);
    expect(await world.life(life)).toMatchObject({ state: 'open', reason: '' });
  });
});

describe('what a life shows', () => {
  test('status, search attributes, and a plan on demand', async () => {
    const world = await rig.world(start);
    await seat(world);
    await world.settle();
    expect(await world.status(life)).toMatchObject({ stage: 'in_course', generation: 1, performing: [] });
    const found = async (query: string) => {
      const ids: string[] = [];
      for await (const { workflowId } of world.client.workflow.list({ query })) ids.push(workflowId);
      return ids;
    };
    const query = 'Municipality = "2080" and Stage = "in_course" and ExecutionStatus = "Running"';
    await expect.poll(() => found(query), { timeout: 15_000 }).toEqual([life]);
    expect(await found('Municipality = "2021"')).toEqual([]);

    // Nobody dispatches: the answer is that of a plan which knows the new fact.
    await world.answer().withdraw({ offering, person });
    const { wanted } = await world.life(life);
    const answer = await world.client.workflow.getHandle(life).executeUpdate(planNowUpdate);
    expect(answer).toMatchObject({ stage: 'waiting_for_seat', generation: Number(wanted) });
  });

  test('continues as new when the term changes, also after a time without any', async () => {
    const next = 'VT2027-2-1';
    const twoTerms = (region: Region): Region => {
      const one = oneCourse(1)(region);
      const [first] = one.offerings;
      if (first === undefined) throw new Error('no offering');
      const days = first.days.map((day) => ({ ...day, offering: next, date: '2027-02-16' }));
      return {
        ...one,
        terms: [...one.terms, { code: 'VT2027', start: '2027-01-25', end: '2027-06-06' }],
        offerings: [...one.offerings, { ...first, code: next, course: '2', term: 'VT2027', days }],
      };
    };
    const world = await rig.world({ ...start, change: twoTerms });
    for (const id of [person, other]) await seat(world, id);
    await world.settle();
    // One holds a seat all the time, the other has given up the first before the second comes.
    await world.answer().withdraw({ offering, person: other });
    await world.settle();
    for (const id of [person, other]) await seat(world, id, next);
    await world.settle();
    for (const id of [person, other]) {
      const runs = await runsOf(world, journeyOf(id));
      expect(runs.map(({ closed }) => closed).sort()).toEqual([false, true]);
      expect(await world.mails()).toEqual(expect.arrayContaining([confirmed(id), confirmed(id, next)]));
      expect(await world.mails()).not.toContain(`${confirmed(id, next)}~2`);
    }
  });
});

describe('the two clocks', () => {
  test('the stepped clock never goes back, and the system clock refuses its database', async () => {
    const world = await rig.world({ ...start, worker: false });
    const now = await world.now();
    await expect(stepClock(world.db, now - 1)).rejects.toThrow(/cannot go back/);
    expect(await world.now()).toBe(now);
    await stepClock(world.db, now);
    await seat(world);
    const onSystemClock = { ...world.deps, clock: systemClock };
    await expect(planLife(onSystemClock, life)).rejects.toThrow(/stepped clock/);
    expect(await world.life(life)).toMatchObject({ planned: 0n });
  });
});
