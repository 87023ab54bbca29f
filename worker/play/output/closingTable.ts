/** The table that closes a play on the terminal: a row a municipality, and the totals. */
import type { Reference } from '../../../domain/reference.ts';
import type { Ore, TermCode } from '../../../domain/region.ts';
import type { Database } from '../../../prisma/client.ts';
import {
  type Figure,
  type MunicipalityFigures,
  municipalityFigures,
  totalFigures,
} from './municipalities.ts';
import { textTable } from './table.ts';

const columns: readonly { readonly title: string; readonly figure: Figure; readonly money?: true }[] = [
  { title: 'managers', figure: 'managers' },
  { title: 'nominated', figure: 'nominated' },
  { title: 'seats', figure: 'seats' },
  { title: 'waiting', figure: 'waiting' },
  { title: 'passed', figure: 'passed' },
  { title: 'failed', figure: 'failed' },
  { title: 'withdrawn', figure: 'withdrawn' },
  { title: 'day seats', figure: 'courseDaySeats' },
  { title: 'certificates', figure: 'certificates' },
  { title: 'mails', figure: 'mails' },
  { title: 'invoices kr', figure: 'invoicedOre', money: true },
];

/** `1 234 567.50`: kronor with a space between thousands, always two decimals. */
export function kronor(ore: Ore): string {
  const whole = String(Math.floor(Math.abs(ore) / 100)).replace(/\B(?=(\d{3})+$)/g, ' ');
  return `${ore < 0 ? '-' : ''}${whole}.${String(Math.abs(ore) % 100).padStart(2, '0')}`;
}

/**
 * @param terms whose nominations, seats and invoices are counted
 * @returns lines without a line break at the end; `day seats` are those on course days outside the programme
 */
export async function closingTable(
  db: Database,
  reference: Reference,
  terms: readonly TermCode[],
): Promise<string> {
  const rows = await municipalityFigures(db, reference, terms);
  const cells = (row: MunicipalityFigures) => [
    row.name,
    ...columns.map(({ figure, money }) => (money ? kronor(row[figure]) : String(row[figure]))),
  ];
  return textTable(
    ['municipality', ...columns.map(({ title }) => title)],
    [...rows, totalFigures(rows)].map(cells),
  );
}
