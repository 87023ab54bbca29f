/** A statement: a letter with tables, the same ones as its workbook has. */
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { type Cell, numberIn, type SheetColumn } from '../sheets/sheet.ts';
import { stackedBars } from './chart.ts';
import { amount, creditsNumber, longDate, shortDate, wholeNumber } from './format.ts';
import {
  colour,
  letterDefinition,
  paragraph,
  recipientBlock,
  table,
  textWidth,
  title,
} from './letterhead.ts';
import type { StatementView } from './views.ts';

/** The definition of a statement. Throws RangeError for a date or number that cannot be printed. */
export function definition(view: StatementView): TDocumentDefinitions {
  return letterDefinition(view, {
    kindOfDocument: view.kindOfDocument,
    referenceLabel: 'Beteckning',
    title: `${view.title} – ${view.recipient.at(-1) ?? ''}`,
    subject: `${view.title}, ${longDate(view.issuedOn)}`,
    content: [
      recipientBlock(view.recipient),
      title(view.title),
      ...view.paragraphs.map(paragraph),
      ...view.charts.flatMap(({ name, bars }) => stackedBars(name, bars)),
      ...view.tables.map(tableOf),
      ...view.notes.map(
        (text): Content => ({ text, color: colour.muted, fontSize: 9, margin: [0, 6, 0, 0] }),
      ),
    ],
  });
}

function tableOf({ name, columns, rows, sum }: StatementView['tables'][number]): Content {
  const wide = columns.reduce((total, { width }) => total + width, 0);
  const padding = 8;
  const cells = (row: readonly Cell[], isBold: boolean): TableCell[] =>
    columns.map((column, index) => ({
      text: shown(row[index] ?? null, column),
      alignment: isNumber(column) ? 'right' : 'left',
      bold: isBold,
    }));
  return table(
    columns.map((column) => ({
      label: column.label,
      width: (column.width / wide) * textWidth - padding,
      alignment: isNumber(column) ? 'right' : 'left',
    })),
    [...rows.map((row) => cells(row, false)), ...(sum === null ? [] : [cells(sum, true)])],
    { fontSize: 8.5, heading: name },
  );
}

const isNumber = ({ kind }: SheetColumn): boolean => kind !== 'text' && kind !== 'date';

function shown(cell: Cell, { kind }: SheetColumn): string {
  if (cell === null || cell === '') return '';
  if (numberIn(cell, kind) === null) return kind === 'date' ? shortDate(String(cell)) : String(cell);
  const number = Number(cell);
  if (kind === 'kronor') return amount(number);
  return kind === 'credits' ? creditsNumber(number) : wholeNumber(number);
}
