/** Every scenario, on the planners alone: milliseconds each. */
import { describe, test } from 'vitest';
import { inModel } from './planners.ts';
import { readScenarios, runScenario } from './run.ts';

const scenarios = readScenarios();

describe.each([...new Set(scenarios.map(({ file }) => file))])('%s', (file) => {
  test.each(scenarios.filter((scenario) => scenario.file === file))('$name', async (scenario) => {
    await runScenario(scenario, inModel);
  });
});
