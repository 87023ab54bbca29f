import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kronor } from '../../../worker/play/output/closingTable.ts';
import { csvLine } from '../../../worker/play/output/csv.ts';
import { displayWidth, textTable } from '../../../worker/play/output/table.ts';

describe('text for the output folder and the terminal', () => {
  test('any fields come back as they were', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), { minLength: 1 }),
        (rows) => {
          const width = rows[0]?.length ?? 0;
          const even = rows.map((row) => [...row, '', '', ''].slice(0, width));
          const text = even.map(csvLine).join('');
          expect(parse(text, { record_delimiter: '\n', skip_empty_lines: false })).toEqual(even);
        },
      ),
    );
  });

  test('columns stand under each other, also with å written as a and a ring', () => {
    const names = ['Älvdalen', 'A\u030alvdalen', 'Säter', 'Total'];
    const lines = textTable(
      ['municipality', 'seats'],
      names.map((name, index) => [name, String(index * 100)]),
    ).split('\n');
    expect(new Set(lines.map(displayWidth))).toEqual(new Set([19]));
  });

  test.each([
    [0, '0.00'],
    [5, '0.05'],
    [56_250, '562.50'],
    [123_456_789, '1 234 567.89'],
    [-100_000, '-1 000.00'],
  ])('%i öre is %s', (ore, text) => expect(kronor(ore)).toBe(text));
});
