/** The runner itself: scenarios that do not hold must fail, and say where. */
import { describe, expect, test } from 'vitest';
import { inModel } from './planners.ts';
import { parseFeature, readScenarios, runScenario } from './run.ts';
import { findStep } from './step.ts';
import { steps } from './steps/index.ts';

const background = `# language: sv
Egenskap: Prov
  Bakgrund:
    Givet dagen är 2026-06-01
    Och dessa personer:
      | namn  | roll       | kommun   | arbetsplats    |
      | Hedda | socialchef | Borlänge |                |
      | Anna  | enhetschef | Borlänge | Hemtjänst Norr |
    Och kurstillfällena:
      | kod         | kurs | platser | träffar    |
      | HT2026-1b-1 | 1b   | 10      | 2026-09-16 |
  Scenario: Prov
`;

async function run(...lines: readonly string[]): Promise<void> {
  const [scenario] = parseFeature('prov.feature', background + lines.map((line) => `    ${line}\n`).join(''));
  if (scenario === undefined) throw new Error('no scenario was read');
  await runScenario(scenario, inModel);
}

const given = 'När samordnaren ger Anna plats på HT2026-1b-1';

describe('a scenario', () => {
  test('holds when what it says is so', async () => {
    await run(
      given,
      'Så har Anna plats på HT2026-1b-1',
      'När det är 2026-06-02',
      'Så får Anna "platsbeskedet" 2026-06-01',
    );
  });

  test.each([
    ['a seat that is not there', ['Så har Anna plats på HT2026-1b-1']],
    ['a mail on another day', [given, 'När det är 2026-06-05', 'Så får Anna "platsbeskedet" 2026-06-02']],
    ['a mail that went out after all', [given, 'När det är 2026-06-05', 'Så skickas inget till Anna']],
    ['a sentence that nobody knows', ['När Anna dansar']],
    ['a mail that does not exist', ['Så får Anna "dansbeskedet" 2026-06-02']],
    ['somebody who is not there', ['När samordnaren ger Bo plats på HT2026-1b-1']],
    [
      'an answer that was refused',
      [given, 'Och det är 2026-06-05', 'När Anna tackar nej till HT2026-9-9', 'Och det är 2026-06-06'],
    ],
    ['a refusal as its last step', [given, 'När Anna tackar nej till HT2026-9-9']],
    ['a refusal that did not come', [given, 'Så får den som svarade veta "Rätta koden"']],
    [
      'a refusal for another reason',
      ['När Anna tackar nej till HT2026-9-9', 'Så får den som svarade veta "för sent"'],
    ],
  ])('fails for %s', async (what, lines) => {
    const sentence = what === 'an answer that was refused' ? lines.at(-2) : lines.at(-1);
    await expect(run(...lines)).rejects.toThrow(sentence?.replace(/^(När|Så|Och) /, ''));
  });
});

describe('the files', () => {
  const scenarios = readScenarios();

  test('every sentence fits one step', () => {
    for (const { text } of scenarios.flatMap((scenario) => scenario.steps)) findStep(steps, text);
  });

  test('no two scenarios of a file have the same name', () => {
    const names = scenarios.map(({ file, name }) => `${file}: ${name}`);
    expect(names).toEqual([...new Set(names)]);
  });
});
