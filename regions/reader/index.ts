/** Which ids a table holds, so that other tables can refer to them. */
import type { Row } from './row.ts';
import type { Table } from './table.ts';

export interface Index<C extends string> {
  /** The row of an id; the first one when the id is there twice. */
  get(id: string): Row<C> | undefined;
  /** Is a reference to this id known to be wrong? Never when the table could not be read whole. */
  lacks(id: string): boolean;
}

/**
 * Indexes a table by a column.
 * @param onDuplicate called for the second and later rows with the same id, with the row that had it first.
 */
export function indexBy<C extends string>(
  table: Table<C>,
  column: C,
  onDuplicate: (row: Row<C>, first: Row<C>) => void,
): Index<C> {
  const byId = new Map<string, Row<C>>();
  for (const row of table.rows) {
    const id = row.text(column);
    const first = byId.get(id);
    if (first && id !== '') onDuplicate(row, first);
    else byId.set(id, row);
  }
  return { get: (id) => byId.get(id), lacks: (id) => table.whole && !byId.has(id) };
}
