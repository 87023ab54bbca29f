/** Rows of one table in memory, kept by their primary key in the order in which they came. */

export class Table<Row extends object> {
  readonly #key: (row: Row) => string;
  readonly #rows = new Map<string, Row>();

  /** @param columns the columns of the primary key */
  constructor(columns: readonly (keyof Row & string)[]) {
    this.#key = (row) => columns.map((column) => String(row[column])).join('\u0000');
  }

  all(): readonly Row[] {
    return [...this.#rows.values()];
  }

  where(holds: (row: Row) => boolean): readonly Row[] {
    return this.all().filter(holds);
  }

  find(holds: (row: Row) => boolean): Row | undefined {
    for (const row of this.#rows.values()) if (holds(row)) return row;
    return undefined;
  }

  /** Writes a row, in place of the one with the same key. */
  put(row: Row): void {
    this.#rows.set(this.#key(row), row);
  }

  /** Writes a row unless there is one with the same key. */
  putNew(row: Row): void {
    if (!this.#rows.has(this.#key(row))) this.put(row);
  }

  /** @throws when there is a row with the same key: a fact must not say twice what can only happen once */
  insert(row: Row): void {
    if (this.#rows.has(this.#key(row))) throw new Error(`the row exists: ${this.#key(row)}`);
    this.put(row);
  }

  /** Changes columns of the rows for which a condition holds; none of them may belong to the key. */
  update(holds: (row: Row) => boolean, columns: Partial<Row> | ((row: Row) => Partial<Row>)): number {
    const found = this.where(holds);
    for (const row of found)
      this.put({ ...row, ...(typeof columns === 'function' ? columns(row) : columns) });
    return found.length;
  }

  remove(holds: (row: Row) => boolean): number {
    const found = this.where(holds);
    for (const row of found) this.#rows.delete(this.#key(row));
    return found.length;
  }
}
