/** Promise 1: whatever goes wrong, Temporal sees codes and ids; names and addresses stay in the log table. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { wake } from '../../activities/facts/record.ts';
import type { Mailer } from '../../activities/messages/smtp.ts';
import { readable } from '../support/histories.ts';
import { oneCourse, personalDataIn, type Rig, startRig } from '../support/rig.ts';

const offering = 'HT2026-1b-1';
const person = '2080-m01';
const life = `managerJourney:${person}`;
const name = 'Sara Åsnäs';
const address = 'sara.asnas@falun.example';
let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.endWorlds());
afterAll(() => rig?.stop());

test('an error that names somebody reaches the log table and nothing of Temporal', async () => {
  let broken = true;
  const fail = (): never => {
    throw new Error(`550 mailbox of ${name} <${address}> is over quota`);
  };
  const world = await rig.world({
    at: '2026-08-20 08:00',
    change: oneCourse(1),
    activities: (original) => ({
      async sendMail(step) {
        if (broken && step.key.startsWith('seat_confirmed.')) fail();
        return original.sendMail(step);
      },
      async plan(of) {
        if (broken && of === 'managerJourney:2081-m01') fail();
        return original.plan(of);
      },
    }),
  });
  expect(world.secrets).toEqual(expect.arrayContaining([name, address]));
  await world.answer().giveSeat({ offering, person });
  const settled = world.settle();

  // While it is tried again its last failure stands in the description of the workflow.
  const pending = async () => {
    const found = (await world.remembered()).find(({ id }) => id === life);
    return found?.about ?? '';
  };
  await expect.poll(pending, { timeout: 30_000, interval: 100 }).toContain('lastFailure');
  expect(await pending()).toMatch(/\(error [0-9a-f-]{36}\)/);
  expect(await personalDataIn(world)).toEqual([]);
  await settled;

  expect(await world.life(life)).toMatchObject({ state: 'stuck' });
  const logged = await world.db.errorLog.findMany({ where: { activity: 'sendMail' } });
  expect(logged).toHaveLength(4);
  for (const { text } of logged) expect(text).toMatch(new RegExp(`${name} <${address}>`));
  const history = readable((await world.remembered()).find(({ id }) => id === life)?.history);
  for (const { id } of logged.slice(-1)) expect(history).toContain(id);
  expect(await personalDataIn(world)).toEqual([]);

  broken = false;
  await world.db.$transaction((tx) => wake(tx, [life]));
  await world.settle();
  expect(await world.mails()).toEqual([`seat_confirmed.${offering}.${person}`]);
});

test('a mailer that throws after the claim: what it left open is asked about, and sent once', async () => {
  const throwing = (mailer: Mailer): Mailer => {
    let calls = 0;
    return {
      ...mailer,
      async deliver(message) {
        calls += 1;
        if (calls === 1) throw new Error(`cannot write to ${message.to.name} <${message.to.email}>`);
        return mailer.deliver(message);
      },
    };
  };
  const world = await rig.world({ at: '2026-08-20 08:00', change: oneCourse(1), wrapMailer: throwing });
  await world.answer().giveSeat({ offering, person });
  await world.settle();
  expect(await world.mails()).toEqual([`seat_confirmed.${offering}.${person}`]);
  const [logged] = await world.db.errorLog.findMany();
  expect(logged?.text).toContain(`${name} <${address}>`);
  expect(await personalDataIn(world)).toEqual([]);
});

test('the check itself finds a name in what a workflow was started with', async () => {
  const world = await rig.world({ worker: false });
  await world.client.workflow.start('managerJourney', {
    workflowId: 'planted',
    taskQueue: 'nobody',
    args: [{ version: 1, life: name }],
    memo: { to: address },
  });
  await expect.poll(() => personalDataIn(world), { timeout: 15_000 }).toEqual([name, address]);
  await expect(rig.endWorlds()).rejects.toThrow(/personal data: Sara/);
});
