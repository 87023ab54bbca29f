/** Reads the scenario files and runs their steps with a driver. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AstBuilder, compile, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator, type PickleStep } from '@cucumber/messages';
import { findStep, type Rows } from './step.ts';
import { steps } from './steps/index.ts';
import { type Driver, World } from './world.ts';

export interface Scenario {
  /** Name of the file, `people.feature`. */
  readonly file: string;
  readonly name: string;
  /** With its `@`. */
  readonly tags: readonly string[];
  readonly steps: readonly { readonly text: string; readonly rows: Rows }[];
}

const folder = fileURLToPath(new URL('.', import.meta.url));

/** All scenarios of this folder's `*.feature` files, in the order of files and lines. */
export function readScenarios(): Scenario[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.feature'));
  return files.sort().flatMap((file) => parseFeature(file, readFileSync(join(folder, file), 'utf8')));
}

/** @param source a feature in Swedish, with `# language: sv` on its first line */
export function parseFeature(file: string, source: string): Scenario[] {
  const newId = IdGenerator.incrementing();
  const parser = new Parser(new AstBuilder(newId), new GherkinClassicTokenMatcher());
  return compile(parser.parse(source), file, newId).map((pickle) => ({
    file,
    name: pickle.name,
    tags: pickle.tags.map(({ name }) => name),
    steps: pickle.steps.map((one) => ({ text: one.text, rows: rowsOf(one) })),
  }));
}

function rowsOf({ argument }: PickleStep): Rows {
  const [head, ...body] = (argument?.dataTable?.rows ?? []).map(({ cells }) =>
    cells.map(({ value }) => value),
  );
  return body.map((cells) =>
    Object.fromEntries((head ?? []).map((column, index) => [column, cells[index] ?? ''])),
  );
}

/** @throws with the sentence that did not hold */
export async function runScenario(scenario: Scenario, driver: Driver): Promise<World> {
  const world = new World(driver);
  let last = '';
  const failed = (text: string, error: unknown) =>
    new Error(`${text}\n${error instanceof Error ? error.message : String(error)}`, { cause: error });
  for (const { text, rows } of scenario.steps) {
    const { step, values } = findStep(steps, text);
    if (world.refusal !== undefined && !step.expectsRefusal) throw failed(last, world.refusal);
    try {
      await step.run(world, values, rows);
    } catch (error) {
      throw failed(text, error);
    }
    last = text;
  }
  if (world.refusal !== undefined) throw failed(last, world.refusal);
  return world;
}
