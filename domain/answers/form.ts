/** How the value of a line of `answers.csv` is written and read, and the pieces that several acts share. */
import type { IsoDate } from '../calendar/dates.ts';
import { isRealDate } from '../calendar/days.ts';

/** For each kind of act the form of its value as people write it, and how it is read. */
export type Forms<Act extends { readonly kind: string }> = {
  readonly [Kind in Act['kind']]: {
    /** In Swedish; stands in the error when a value cannot be read. */
    readonly form: string;
    /** @returns undefined when the value cannot be read so */
    readonly read: (value: string) => (Act & { readonly kind: Kind }) | undefined;
  };
};

/** An id or a code, as part of a form. */
export const code = '[^\\s@#;=]+';
export const term = '(?:VT|HT)\\d{4}';

const codeForm = new RegExp(`^${code}$`);
const dayForm = new RegExp(`^(?<offering>${code})#(?<day>[1-9]\\d?)$`);
const datedForm = new RegExp(`^(?<code>${code})(?: +(?<date>\\d{4}-\\d{2}-\\d{2}))?$`);
const momentForm = new RegExp(`^(?<what>${code})@(?<date>\\S+)$`);

/** One id or code and nothing else. */
export const isCode = (value: string): boolean => codeForm.test(value);

/** `OFFERING#DAY`. */
export function dayOf(value: string): { readonly offering: string; readonly day: number } | undefined {
  const groups = dayForm.exec(value)?.groups;
  return groups && { offering: groups.offering ?? '', day: Number(groups.day) };
}

/** A code and perhaps a real date after it; both empty when it cannot be read so. */
export function dated(value: string): { readonly code: string; readonly date: IsoDate | '' } {
  const groups = datedForm.exec(value)?.groups;
  const date = groups?.date ?? '';
  return groups === undefined || (date !== '' && !isRealDate(date))
    ? { code: '', date: '' }
    : { code: groups.code ?? '', date };
}

/** `WHAT@DATE`. */
export function namedAndDated(value: string): { readonly what: string; readonly date: IsoDate } | undefined {
  const { what = '', date = '' } = momentForm.exec(value)?.groups ?? {};
  return isRealDate(date) ? { what, date } : undefined;
}

/** `name=value` after a space; a workplace may hold spaces and stands last. */
export function settingsIn(text: string, names: readonly string[]): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>();
  const [short = '', workplace] = text.split(/ *\bworkplace=/);
  for (const word of short.split(' ').filter((one) => one !== '')) {
    const [name = '', value, more] = word.split('=');
    if (value === undefined || more !== undefined || !names.includes(name) || found.has(name))
      return undefined;
    found.set(name, value);
  }
  if (workplace !== undefined) {
    if (!names.includes('workplace')) return undefined;
    found.set('workplace', workplace);
  }
  return found.size === 0 ? undefined : found;
}
