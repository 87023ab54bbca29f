/** Reads single words of the command line; what is wrong is told by commander with the usage, status 2. */
import { InvalidArgumentError, Option } from 'commander';

/** A term's code, `HT2026`. */
export function termCode(text: string): string {
  if (/^(VT|HT)\d{4}$/.test(text)) return text;
  throw new InvalidArgumentError('A term is written HT2026 or VT2027.');
}

/** A date that exists, `2026-09-01`. */
export function isoDate(text: string): string {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (parsed !== undefined && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text)) {
    return text;
  }
  throw new InvalidArgumentError('A date is written 2026-09-01.');
}

/** A whole number within bounds, both included. */
export const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const value = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`);
  };

/** The code of a municipality, `2081`. */
export function municipalityCode(text: string): string {
  if (/^\d{4}$/.test(text)) return text;
  throw new InvalidArgumentError('A municipality is written as its four digits, for instance 2081.');
}

/** Ids separated by commas or semicolons; empty text is nobody. */
export function idList(text: string): string[] {
  return text
    .split(/[,;]/)
    .map((id) => id.trim())
    .filter((id) => id !== '');
}

/** For commands that only look: `--play out` looks at a play instead of the configured database. */
export const playOption = (): Option =>
  new Option(
    '--play <folder>',
    'look at the play in this output folder instead of the database of DATABASE_URL',
  );

/** Dates separated by commas or semicolons. */
export const isoDateList = (text: string): string[] => idList(text).map(isoDate);

export const reportFormatNames = ['pdf', 'xlsx', 'csv'] as const;
export type ReportFormat = (typeof reportFormatNames)[number];

/** Kinds of files separated by commas or semicolons, each once. */
export function reportFormats(text: string): ReportFormat[] {
  const wanted = new Set(idList(text));
  const known = reportFormatNames.filter((name) => wanted.has(name));
  if (known.length === wanted.size && known.length > 0) return known;
  throw new InvalidArgumentError(`Write one or several of ${reportFormatNames.join(', ')}.`);
}
