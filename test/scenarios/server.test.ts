/** Scenarios tagged @server once more, on the real development server with PostgreSQL, SMTP and the stepped clock. */
import { afterAll, afterEach, beforeAll, describe, test } from 'vitest';
import { type Rig, startRig } from '../support/rig.ts';
import { readScenarios, runScenario } from './run.ts';
import type { Driver } from './world.ts';

let rig: Rig;

const onServer: Driver = async (region, at) => {
  const world = await rig.world({ change: () => region, at });
  const { calendar } = await world.reference();
  return {
    deps: world.deps,
    moveTo: (to) => world.moveTo(`${calendar.dateOf(to)} ${calendar.timeOf(to)}`),
  };
};

beforeAll(async () => {
  rig = await startRig();
}, 120_000);
afterEach(() => rig.endWorlds());
afterAll(() => rig.stop());

describe('on the server', () => {
  test.each(readScenarios().filter(({ tags }) => tags.includes('@server')))('$name', async (scenario) => {
    await runScenario(scenario, onServer);
  });
});
