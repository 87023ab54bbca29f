/** The languages in which mails are written, and how each writes dates, money and credits. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { Language, Ore, TermCode } from '../../domain/region.ts';
import { english } from './english.ts';
import { swedish } from './swedish.ts';

export interface Wording {
  readonly language: Language;
  /** `8 september 2026`. Throws RangeError for a text that is not a date. */
  date(of: IsoDate): string;
  /** `tisdag 8 september 2026`. */
  fullDate(of: IsoDate): string;
  /** `8 september`, where the year is plain from the rest. */
  shortDate(of: IsoDate): string;
  /** `kl. 09.00–16.00` from `09:00` and `16:00`. */
  hours(start: string, end: string): string;
  /** `2026-09` as `september 2026`, `2026-Q3` as `tredje kvartalet 2026`; any other text as it is. */
  period(code: string): string;
  /** `HT2026` as `höstterminen 2026`. Throws RangeError for an unknown code. */
  termName(term: TermCode): string;
  /** A term where room is short, as in a subject. */
  termCode(term: TermCode): string;
  /** `a, b och c`. */
  list(parts: readonly string[]): string;
  /** `1 dag`, `2 dagar`. */
  count(value: number, one: string, many: string): string;
  /** Öre with the currency: `25 000,00 kr`. */
  money(ore: Ore): string;
  /** Tenths of hp as `7,5 hp`. */
  credits(tenths: number): string;
  /** Tenths of hp as `15 av 30 hp`. */
  creditsOf(tenths: number, all: number): string;
}

export const wordings: { readonly [L in Language]: Wording } = { sv: swedish, en: english };

/** A word for one and for several. */
export type Forms = readonly [one: string, many: string];

/** Texts in every language: one that is missing, or has other parts, does not compile. */
export interface Texts<T> {
  readonly sv: T;
  readonly en: NoInfer<T>;
}

export const inEach = <T>(texts: Texts<T>): Texts<T> => texts;
