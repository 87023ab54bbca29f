/** How numbers, money and dates are written in Swedish documents. Independent of the machine's language and zone. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { Ore, Role, TermCode } from '../../domain/region.ts';

/** Keeps a number and its unit on one line. */
export const nbsp = '\u00a0';

const months = [
  'januari',
  'februari',
  'mars',
  'april',
  'maj',
  'juni',
  'juli',
  'augusti',
  'september',
  'oktober',
  'november',
  'december',
];

/** A whole number with a non-breaking space between groups of three and a real minus sign. */
export function wholeNumber(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  const digits = String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, nbsp);
  return value < 0 ? `\u2212${digits}` : digits;
}

/** Öre as `25 000,00` (no unit). Throws RangeError unless a whole number of öre. */
export function amount(ore: Ore): string {
  if (!Number.isSafeInteger(ore)) throw new RangeError(`not a whole number of öre: ${ore}`);
  const size = Math.abs(ore);
  const text = `${wholeNumber(Math.trunc(size / 100))},${String(size % 100).padStart(2, '0')}`;
  return ore < 0 ? `\u2212${text}` : text;
}

/** Öre as `25 000,00 kr`. */
export function kronor(ore: Ore): string {
  return `${amount(ore)}${nbsp}kr`;
}

/** Tenths of hp as `7,5`; whole numbers without decimals (`30`). */
export function creditsNumber(tenths: number): string {
  if (!Number.isSafeInteger(tenths) || tenths < 0) throw new RangeError(`not tenths of hp: ${tenths}`);
  const rest = tenths % 10;
  const whole = wholeNumber(Math.trunc(tenths / 10));
  return rest === 0 ? whole : `${whole},${rest}`;
}

/** Tenths of hp as `7,5 hp`. */
export function credits(tenths: number): string {
  return `${creditsNumber(tenths)}${nbsp}hp`;
}

/** `2026-09-01` as `1 september 2026`. Throws RangeError for a text that is not a date. */
export function longDate(date: IsoDate): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  const month = months[Number(match?.[2]) - 1];
  const day = Number(match?.[3]);
  if (!match || month === undefined || day < 1 || day > 31) throw new RangeError(`not a date: ${date}`);
  return `${day}${nbsp}${month}${nbsp}${match[1]}`;
}

/** An ISO date as it is, for narrow columns. Throws RangeError for a text that is not a date. */
export function shortDate(date: IsoDate): string {
  longDate(date);
  return date;
}

/** `HT2026` as `höstterminen 2026`. Throws RangeError for an unknown code. */
export function termName(term: TermCode): string {
  const match = /^(HT|VT)(\d{4})$/.exec(term);
  if (!match) throw new RangeError(`not a term: ${term}`);
  return `${match[1] === 'HT' ? 'höstterminen' : 'vårterminen'}${nbsp}${match[2]}`;
}

/** `1 chef`, `2 chefer`. */
export function count(value: number, one: string, many: string): string {
  return `${wholeNumber(value)}${nbsp}${value === 1 ? one : many}`;
}

/** `a, b och c`. */
export function list(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} och ${last}`;
}

/** `elderly_care/Hemtjänst Norr` as `Hemtjänst Norr`: people know the unit, not our name of its area. */
export function workplaceName(workplace: string): string {
  return workplace.slice(workplace.indexOf('/') + 1);
}

const rolePlurals: Record<Role, string> = {
  staff: 'medarbetare',
  manager: 'enhetschefer',
  deputy_manager: 'biträdande enhetschefer',
  chief: 'verksamhetschefer',
  head_of_social_services: 'socialchefer',
  finance: 'ekonomer',
  trainer: 'utbildare',
  coordinator: 'samordnare',
};

/** `enhetschefer och biträdande enhetschefer`. */
export function roleNames(roles: readonly Role[]): string {
  return list(roles.map((role) => rolePlurals[role]));
}

/** Running text with its numbers and units (`7,5 hp`, `450 kr`) kept together. */
export function withUnits(text: string): string {
  return text.replace(/(\d) (hp|kr)\b/g, `$1${nbsp}$2`);
}

/** First letter in upper case. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase('sv-SE') + text.slice(1);
}
