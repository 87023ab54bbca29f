/** The schedules on a real Temporal server: they follow the region's rules and its local time (promise 8). */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Reference } from '../../domain/reference.ts';
import { reconcileSchedules, scheduledMoments } from '../../worker/schedules.ts';
import { type ReportAudience, scheduleIdOf } from '../../workflows/contract.ts';
import { type Rig, startRig, type World } from '../support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.endWorlds());
afterAll(() => rig?.stop());

const describeSchedule = (world: World, audience: ReportAudience) =>
  world.client.schedule.getHandle(scheduleIdOf(audience)).describe();
const local = async (world: World, reference: Reference, audience: ReportAudience) => {
  const { calendar } = reference;
  const moments = await scheduledMoments(
    world.client,
    world.namespace,
    calendar.at('2026-07-15', '00:00'),
    calendar.at('2027-07-15', '00:00'),
  );
  return moments.filter((moment) => moment.audience === audience).map(({ at }) => calendar.localIso(at));
};

test('are made once, stay as they are, and follow new rules; each moment is local on both sides of a clock change', async () => {
  const world = await rig.world({ worker: false });
  const reference = await world.reference();
  await reconcileSchedules(world.client, reference, true);
  await reconcileSchedules(world.client, reference, true);
  expect((await describeSchedule(world, 'heads')).state.paused).toBe(true);
  expect(await local(world, reference, 'chiefs')).toEqual([
    '2026-10-01T07:00:00+02:00',
    '2027-01-01T07:00:00+01:00',
    '2027-04-01T07:00:00+02:00',
    '2027-07-01T07:00:00+02:00',
  ]);
  expect(await local(world, reference, 'network')).toEqual(await local(world, reference, 'chiefs'));
  const heads = await local(world, reference, 'heads');
  expect(heads).toHaveLength(12);
  expect(heads.every((moment) => moment.includes('-01T07:00:00'))).toBe(true);

  const later = {
    ...reference,
    rules: { ...reference.rules, reports: { ...reference.rules.reports, sendAt: '09:30' } },
  };
  await reconcileSchedules(world.client, later, true);
  expect(await local(world, later, 'chiefs')).toContain('2026-10-01T09:30:00+02:00');
  expect(await local(world, later, 'chiefs')).toHaveLength(4);

  const described = await describeSchedule(world, 'heads');
  expect(described.policies.catchupWindow).toBe(32 * 86_400_000);
  // Who starts a worker does not undo what an operator has paused.
  await reconcileSchedules(world.client, later, false);
  expect((await describeSchedule(world, 'heads')).state.paused).toBe(true);
  await world.client.schedule.getHandle('complianceReport-heads').unpause();
  await reconcileSchedules(world.client, later, false);
  expect((await describeSchedule(world, 'heads')).state.paused).toBe(false);
});
