/** A table as CSV for programs: UTF-8 with a byte order mark, comma, ISO dates, decimal point. */
import { numberIn, type Sheet } from './sheet.ts';

/** Texts that a spreadsheet would take for a formula. */
const formula = /^[=+\-@\t\r]/;

/** @returns the file, line by line; a text that looks like a formula gets an apostrophe before it */
export function* csvLines({ columns, rows }: Sheet): Generator<string> {
  yield `\ufeff${columns.map(({ label }) => field(label)).join(',')}\r\n`;
  for (const row of rows) {
    const fields = columns.map(({ kind }, index) => {
      const cell = row[index] ?? null;
      const number = numberIn(cell, kind);
      if (number !== null) return kind === 'kronor' ? number.toFixed(2) : String(number);
      return typeof cell === 'string' ? field(formula.test(cell) ? `'${cell}` : cell) : '';
    });
    yield `${fields.join(',')}\r\n`;
  }
}

const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
