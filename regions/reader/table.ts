/** A CSV file as rows that know where each of their cells stands. */
import { CsvError, parse } from 'csv-parse/sync';
import { type ErrorLog, type Place, wholeFile } from './fileErrors.ts';
import type { SourceFile } from './files.ts';
import { Row } from './row.ts';

export interface Table<C extends string> {
  readonly rows: readonly Row<C>[];
  /** False when rows had to be left out, so that "there is no such id" cannot be said of it. */
  readonly whole: boolean;
}

/**
 * Reads a table with exactly the columns named, in any order; an optional one that is not there reads as empty.
 * Rows with too few or too many cells are logged and left out; a wrong header leaves the table empty.
 */
export function readTable<C extends string>(
  source: SourceFile | undefined,
  columns: readonly C[],
  errors: ErrorLog,
  optional: readonly C[] = [],
): Table<C> {
  if (!source) return { rows: [], whole: false };
  const records = parseRecords(source, errors);
  if (!records) return { rows: [], whole: false };
  const header = records[0];
  if (!header) {
    errors.add(wholeFile(source.name), `Filen är tom. Första raden ska vara: ${columns.join(',')}`);
    return { rows: [], whole: false };
  }
  const positions = headerPositions(source.name, header, columns, optional, errors);
  if (!positions) return { rows: [], whole: false };
  const rows: Row<C>[] = [];
  for (const { line, cells } of records.slice(1)) {
    if (cells.length !== header.cells.length) {
      const column = Math.min(cells.length, header.cells.length + 1);
      errors.add(
        { file: source.name, line, column, field: '' },
        `Raden har ${cells.length} fält men rubrikraden ${header.cells.length}. Sätt citattecken om text som innehåller komma.`,
      );
      continue;
    }
    rows.push(new Row(source.name, line, positions, cells, errors));
  }
  return { rows, whole: rows.length === records.length - 1 };
}

interface CsvRecord {
  /** The line on which the record begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

function parseRecords(source: SourceFile, errors: ErrorLog): CsvRecord[] | undefined {
  const records: CsvRecord[] = [];
  let lastLine = 0;
  try {
    parse(source.text.replaceAll('\r\n', '\n'), {
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
      on_record: (cells: string[], { lines }: { lines: number }) => {
        lastLine = lines;
        const inside = cells.reduce((count, cell) => count + cell.split('\n').length - 1, 0);
        records.push({ line: lines - inside, cells });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // An unclosed quotation mark is noticed at the end of the file; it stands in the row after the last whole one.
    const line = lastLine + 1;
    const column = typeof error.column === 'number' ? error.column + 1 : 1;
    errors.add(
      { file: source.name, line, column, field: '' },
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'Ett citattecken öppnas på raden men stängs aldrig. Skriv citattecken i par, och "" för ett citattecken i text.'
        : `Raden går inte att läsa som CSV (${error.code}). Sätt citattecken runt hela fältet, och "" för ett citattecken i text.`,
    );
    return undefined;
  }
  return records;
}

/** Where each column stands (from 0), or undefined when the header is wrong. */
function headerPositions<C extends string>(
  file: string,
  header: CsvRecord,
  columns: readonly C[],
  optional: readonly C[],
  errors: ErrorLog,
): ReadonlyMap<C, number> | undefined {
  const { line, cells } = header;
  const place = (index: number): Place => ({ file, line, column: index + 1, field: cells[index] ?? '' });
  if (cells.length === 1 && cells[0]?.includes(';')) {
    errors.add(place(0), 'Kolumnerna skiljs med semikolon. Spara filen med komma som avgränsare.');
    return undefined;
  }
  let right = true;
  const positions = new Map<C, number>();
  cells.forEach((name, index) => {
    const known = columns.find((column) => column === name);
    if (known === undefined) {
      errors.add(place(index), `Okänd kolumn ”${name}”. Ta bort den; kolumnerna är ${columns.join(', ')}.`);
      right = false;
    } else if (positions.has(known)) {
      errors.add(place(index), `Kolumnen ${name} finns två gånger. Ta bort den ena.`);
      right = false;
    } else positions.set(known, index);
  });
  for (const column of columns) {
    if (positions.has(column) || optional.includes(column)) continue;
    errors.add(
      { file, line, column: 1, field: column },
      `Kolumnen ${column} saknas i rubrikraden. Lägg till den.`,
    );
    right = false;
  }
  return right ? positions : undefined;
}
