import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { csvLines } from '../../../templates/sheets/csv.ts';
import type { Cell, Sheet } from '../../../templates/sheets/sheet.ts';
import { workbook } from '../../../templates/sheets/workbook.ts';

const bytes = (sheets: readonly Sheet[]): Buffer => Buffer.concat([...workbook(sheets)]);
const csv = (sheet: Sheet): string => [...csvLines(sheet)].join('');

const sheet = (rows: readonly (readonly Cell[])[], name = 'Chefer'): Sheet => ({
  name,
  columns: [
    { label: 'Chef', kind: 'text', width: 20 },
    { label: 'Poäng', kind: 'credits', width: 10 },
    { label: 'Dag', kind: 'date', width: 12 },
    { label: 'Kronor', kind: 'kronor', width: 12 },
    { label: 'Antal', kind: 'count', width: 8 },
  ],
  rows,
});

describe('a workbook', () => {
  it('is read back by another program as it was written, with dates and amounts as such', async () => {
    const rows = [
      ['Åsa <& "Öfverbeck">', 75, '2026-10-25', 25_000_50, 3],
      ['Björn', null, null, -45_000, 0],
      ['rad 1\nrad 2', 300, '2028-02-29', 1, 1_000_000],
    ];
    const read = await readWorkbook(bytes([sheet(rows), sheet([], 'Ärenden')]));
    expect(read.map((one) => one.sheet)).toEqual(['Chefer', 'Ärenden']);
    expect(read[0]?.data).toEqual([
      ['Chef', 'Poäng', 'Dag', 'Kronor', 'Antal'],
      ['Åsa <& "Öfverbeck">', 7.5, new Date('2026-10-25T00:00:00Z'), 25_000.5, 3],
      ['Björn', null, null, -450, 0],
      ['rad 1\nrad 2', 30, new Date('2028-02-29T00:00:00Z'), 0.01, 1_000_000],
    ]);
  });

  it('is the same bytes for the same tables, and other bytes for another one', () => {
    const one = bytes([sheet([['Åsa', 75, '2026-10-25', 1, 1]])]);
    expect(bytes([sheet([['Åsa', 75, '2026-10-25', 1, 1]])]).equals(one)).toBe(true);
    expect(bytes([sheet([['Åsa', 75, '2026-10-26', 1, 1]])]).equals(one)).toBe(false);
  });

  it('refuses what it could only write wrongly', () => {
    expect(() => bytes([sheet([], 'a/b')])).toThrow(RangeError);
    expect(() => bytes([sheet([], '')])).toThrow(RangeError);
    expect(() => bytes([sheet([['Åsa', 1, '26 oktober', 1, 1]])])).toThrow(RangeError);
    expect(() => bytes([sheet([['Åsa', 1, '2026-10-26', 0.5, 1]])])).toThrow(RangeError);
  });
});

describe('a table as CSV', () => {
  it('is read back as it was written, whatever the texts hold, and has no formulas', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), (texts) => {
        const rows = texts.map((text) => [text, 75, '2026-10-25', 12_345, 2]);
        const read: string[][] = parse(csv(sheet(rows)), { bom: true, record_delimiter: '\r\n' });
        expect(read.slice(1).map(([text]) => text)).toEqual(
          texts.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)),
        );
        for (const row of read.slice(1)) expect(row.slice(1)).toEqual(['7.5', '2026-10-25', '123.45', '2']);
      }),
    );
  });
});
