/** Tables for working with: what a file for a spreadsheet holds, apart from how it is written. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { Ore } from '../../domain/region.ts';

/**
 * `text` as it is, `count` a whole number, `date` an ISO date, `kronor` an amount in öre that is shown in kronor, `credits`
 * tenths of hp that are shown in hp.
 */
export type ColumnKind = 'text' | 'count' | 'date' | 'kronor' | 'credits';

export interface SheetColumn {
  readonly label: string;
  readonly kind: ColumnKind;
  /** In characters. */
  readonly width: number;
}

/** Null or an empty text for an empty cell. */
export type Cell = string | number | IsoDate | Ore | null;

export interface Sheet {
  /** At most 31 characters, without `[]:*?/\`. */
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  /** Read once, row by row. */
  readonly rows: Iterable<readonly Cell[]>;
}

/** The number that a cell holds, in the unit in which it is shown; null for a text or nothing. */
export function numberIn(cell: Cell, kind: ColumnKind): number | null {
  if (typeof cell !== 'number') return null;
  if (!Number.isSafeInteger(cell)) throw new RangeError(`not a whole number: ${cell}`);
  if (kind === 'kronor') return cell / 100;
  return kind === 'credits' ? cell / 10 : cell;
}
