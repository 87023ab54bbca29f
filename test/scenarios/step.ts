/** Steps of scenarios: a Swedish sentence with places for what it is about, and what it does. */
import type { World } from './world.ts';

/** Rows of a data table by the names of its first row. */
export type Rows = readonly Readonly<Record<string, string>>[];

export interface Step {
  /** The sentence, to read in an error and in the list of steps. */
  readonly sentence: string;
  readonly pattern: RegExp;
  readonly run: (world: World, values: readonly string[], rows: Rows) => Promise<void> | void;
  /** Whether the step expects that an answer was refused. */
  readonly expectsRefusal: boolean;
}

/** What can stand in a sentence. */
const places: Readonly<Record<string, string>> = {
  namn: '[A-ZÅÄÖ][a-zåäöé]+',
  namnen: '[A-ZÅÄÖ][a-zåäöé]+(?:(?:, | och )[A-ZÅÄÖ][a-zåäöé]+)*',
  kommun: '[A-ZÅÄÖ][a-zåäö]+',
  datum: '\\d{4}-\\d{2}-\\d{2}',
  tid: '\\d{2}:\\d{2}',
  termin: '(?:VT|HT)\\d{4}',
  tillfälle: '(?:VT|HT)\\d{4}-[\\w-]+',
  kurs: '[\\w]+',
  tal: '\\d+',
  text: '"[^"]*"',
  regel: '[a-zA-Z]+(?:\\.[a-zA-Z]+)*',
  värde: '\\S+',
};

/** `{namn} har plats på {tillfälle}` → a pattern with a group for each place. */
function patternOf(sentence: string): RegExp {
  const source = sentence
    .split(/(\{[^}]+\})/)
    .map((part) => {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      if (name === undefined) return part.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
      const place = places[name];
      if (place === undefined) throw new Error(`inget {${name}} finns; lägg till det i step.ts`);
      return `(${place})`;
    })
    .join('');
  return new RegExp(`^${source}$`);
}

/** @param run gets the values in the order of the sentence, texts without their quotation marks */
export const step = (sentence: string, run: Step['run']): Step => ({
  sentence,
  pattern: patternOf(sentence),
  run,
  expectsRefusal: false,
});

/** A step that expects the answer before it to have been refused. */
export const refusalStep = (sentence: string, run: Step['run']): Step => ({
  ...step(sentence, run),
  expectsRefusal: true,
});

/** `Anna, Bo och Cissi` → three names. */
export const names = (text: string): string[] => text.split(/, | och /);

/** The step that a sentence asks for. @throws when none fits, or more than one */
export function findStep(
  steps: readonly Step[],
  text: string,
): { readonly step: Step; readonly values: string[] } {
  const fitting = steps.flatMap((one) => {
    const match = one.pattern.exec(text);
    return match === null
      ? []
      : [{ step: one, values: match.slice(1).map((value) => value.replace(/^"|"$/g, '')) }];
  });
  const [found, other] = fitting;
  if (found === undefined) throw new Error(`ingen mening passar: ”${text}”; se test/scenarios/README.md`);
  if (other !== undefined) {
    throw new Error(`två meningar passar ”${text}”: ”${found.step.sentence}” och ”${other.step.sentence}”`);
  }
  return found;
}
