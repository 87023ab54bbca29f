/**
 * SIE type 4, the Swedish form of files between accounting systems (SIE-gruppen, file format version 4C): text in PC8
 * (code page 437), lines ended by CR and LF, amounts with two decimals, debit above zero.
 */
import type { IsoDate } from '../calendar/dates.ts';
import { decimalKronor } from '../money.ts';
import type { Rules } from '../rules.ts';
import type { Voucher } from './vouchers.ts';

export interface SieFile {
  readonly program: { readonly name: string; readonly version: string };
  readonly generatedOn: IsoDate;
  readonly company: { readonly name: string; readonly organisationNumber: string };
  /** The financial year, a calendar year. */
  readonly year: number;
  readonly vouchers: readonly Voucher[];
}

/** Names of the accounts that occur, by the rules that say which they are. */
export function accountNames(accounts: Rules['accounting']): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(accounts.revenueByArticle).map(([article, account]): [string, string] => [
      account,
      `Intäkter ${article}`,
    ]),
    [accounts.revenue.S, 'Försäljning med moms'],
    [accounts.revenue.E, 'Försäljning, momsfri'],
    [accounts.revenue.O, 'Intäkter utanför moms'],
    [accounts.vat['25'], 'Utgående moms 25 %'],
    [accounts.vat['12'], 'Utgående moms 12 %'],
    [accounts.vat['6'], 'Utgående moms 6 %'],
    [accounts.receivable, 'Kundfordringar'],
    [accounts.bank, 'Bank'],
    [accounts.unknown, 'Okända inbetalningar'],
    [accounts.trainerPot.cost, 'Ersättning till kommuner för utbildare'],
    [accounts.trainerPot.owed, 'Skuld till kommuner, utbildarpotten'],
  ]);
}

/** @throws RangeError when a voucher does not balance, or lies outside the year */
export function sieText(file: SieFile, names: ReadonlyMap<string, string>): string {
  const { program, company, vouchers, year } = file;
  const used = new Set(vouchers.flatMap(({ entries }) => entries.map(({ account }) => account)));
  const lines = [
    '#FLAGGA 0',
    `#PROGRAM ${quoted(program.name)} ${quoted(program.version)}`,
    '#FORMAT PC8',
    `#GEN ${day(file.generatedOn)}`,
    '#SIETYP 4',
    `#ORGNR ${company.organisationNumber}`,
    `#FNAMN ${quoted(company.name)}`,
    `#RAR 0 ${year}0101 ${year}1231`,
    ...[...used].sort().map((account) => `#KONTO ${account} ${quoted(names.get(account) ?? account)}`),
    ...vouchers.flatMap((voucher) => voucherLines(voucher, year)),
  ];
  return lines.map((line) => `${line}\r\n`).join('');
}

function voucherLines({ series, number, date, text, entries }: Voucher, year: number): string[] {
  const name = `${series} ${number} (${text})`;
  if (date.slice(0, 4) !== String(year)) throw new RangeError(`voucher ${name} of ${date} is not of ${year}`);
  const left = entries.reduce((sum, { amountOre }) => sum + amountOre, 0);
  if (left !== 0) throw new RangeError(`voucher ${name} is ${left} öre out of balance`);
  return [
    `#VER ${quoted(series)} ${number === 0 ? '""' : number} ${day(date)} ${quoted(text)}`,
    '{',
    ...entries.map(
      ({ account, amountOre }) =>
        `   #TRANS ${account} {} ${decimalKronor(amountOre)} ${day(date)} ${quoted(text)}`,
    ),
    '}',
  ];
}

const day = (date: IsoDate): string => date.replaceAll('-', '');

/** A text field: control characters are not allowed, and a quotation mark is written `\"`. */
const quoted = (text: string): string =>
  `"${text
    .replace(/\s+/gu, ' ')
    .replace(/\p{Cc}/gu, '')
    .replaceAll('\\', '/')
    .replaceAll('"', '\\"')}"`;

/** Code page 437 from 128 on. */
const upper =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

/** Text as bytes of code page 437; a letter that it has not is written without its mark, and anything else as `?`. */
export function pc8(text: string): Uint8Array {
  const bytes = [...text].map((character) => {
    const own = byteOf(character);
    if (own !== undefined) return own;
    return byteOf(character.normalize('NFD').charAt(0)) ?? '?'.charCodeAt(0);
  });
  return Uint8Array.from(bytes);
}

function byteOf(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code < 128) return code;
  const place = upper.indexOf(character);
  return place < 0 ? undefined : 128 + place;
}
