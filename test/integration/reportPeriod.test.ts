/** A schedule starts a workflow that no life stands behind: it must not give up. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { reportScheduleWorkflow, taskQueue } from '../../workflows/contract.ts';
import { type Rig, startRig } from '../support/rig.ts';

let rig: Rig;

beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.endWorlds());
afterAll(() => rig?.stop());

test('a period is opened however long the database is away', async () => {
  let failures = 1;
  const world = await rig.world({
    activities: (original) => ({
      async openReportPeriod(request) {
        failures -= 1;
        if (failures >= 0) throw new Error('the database is away');
        return original.openReportPeriod(request);
      },
    }),
  });
  const handle = await world.client.workflow.start(reportScheduleWorkflow, {
    workflowId: 'period',
    taskQueue,
    args: ['heads'],
  });
  await handle.result();
  expect(await world.db.reportPeriod.count()).toBe(1);
  const { events } = await handle.fetchHistory();
  const policies = (events ?? []).flatMap(
    ({ activityTaskScheduledEventAttributes: scheduled }) => scheduled?.retryPolicy ?? [],
  );
  // 0: as often as it takes.
  expect(policies.map(({ maximumAttempts }) => maximumAttempts ?? 0)).toEqual([0]);
});
