/** The common face of all documents: letterhead, page numbers, footer, type sizes and tables. */
import type {
  CanvasRect,
  Content,
  ContentTable,
  ContentText,
  CustomTableLayout,
  TableCell,
  TDocumentDefinitions,
} from 'pdfmake/interfaces.js';
import { longDate, nbsp } from './format.ts';
import { decoration, heading } from './roles.ts';
import type { DocumentHead } from './views.ts';

/** The family name under which the renderer registers the fonts of templates/fonts. */
export const fontFamily = 'LedarresanSans';

export const colour = {
  ink: '#1c2530',
  accent: '#17406d',
  muted: '#55606d',
  line: '#c5ccd4',
  tint: '#eef2f6',
  alert: '#9b1c1c',
} as const;

const margin = { left: 54, top: 112, right: 48, bottom: 92 } as const;
/** Width between the margins of an upright A4, in points. */
export const textWidth = 595.28 - margin.left - margin.right;

export interface Letter {
  /** Upper right on every page, for instance `FAKTURA`. */
  readonly kindOfDocument: string;
  /** The name of the reference, for instance `Intygsnummer`. */
  readonly referenceLabel: string;
  /** The file's title, shown by readers in the window's title. */
  readonly title: string;
  readonly subject: string;
  readonly content: Content[];
}

function header(head: DocumentHead, letter: Letter, page: number, pages: number): Content {
  const facts: [string, string][] = [
    ['Datum', longDate(head.issuedOn)],
    [letter.referenceLabel, head.reference],
    ['Sida', `${page}${nbsp}av${nbsp}${pages}`],
  ];
  return {
    margin: [margin.left, 36, margin.right, 0],
    stack: [
      {
        columns: [
          {
            width: '*',
            stack: [
              { text: head.sender.name, bold: true, fontSize: 13, color: colour.accent },
              ...(head.sender.unit === ''
                ? []
                : [{ text: head.sender.unit, fontSize: 9, color: colour.muted }]),
            ],
          },
          {
            width: 190,
            stack: [
              { text: letter.kindOfDocument, bold: true, fontSize: 9.5, characterSpacing: 0.6 },
              ...facts.map(
                ([label, value]): Content => ({
                  role: label === 'Sida' ? 'artifact' : 'paragraph',
                  columns: [
                    { width: 72, text: label, color: colour.muted },
                    { width: '*', text: value },
                  ],
                  fontSize: 8.5,
                }),
              ),
            ],
          },
        ],
      },
      rule(textWidth, 1.2, colour.accent, 6),
    ],
  };
}

function footer(head: DocumentHead): Content {
  const { sender } = head;
  return {
    margin: [margin.left, 22, margin.right, 0],
    fontSize: 8,
    color: colour.muted,
    stack: [
      rule(textWidth, 0.5, colour.line, 0),
      {
        margin: [0, 6, 0, 0],
        columns: [
          {
            width: '*',
            // A sender without an address is told by its unit.
            text: [
              { text: `${sender.name}\n`, bold: true },
              (sender.address.length === 0 ? [sender.unit] : sender.address).join('\n'),
            ],
          },
          { width: 140, text: [{ text: 'Kontakt\n', bold: true }, sender.contactName] },
          {
            width: 180,
            text: [{ text: 'E-post och telefon\n', bold: true }, `${sender.email}\n${sender.telephone}`],
          },
        ],
      },
    ],
  };
}

/** A double line around the whole page, outside header and footer: for what people put on a wall. */
export function frame(_page: number, { width, height }: { width: number; height: number }): Content {
  const box = (inset: number, lineWidth: number): CanvasRect => ({
    type: 'rect',
    x: inset,
    y: inset,
    w: width - 2 * inset,
    h: height - 2 * inset,
    lineWidth,
    lineColor: colour.accent,
  });
  return { canvas: [box(13, 1.5), box(17, 0.5)] };
}

/** A horizontal line. */
export function rule(width: number, lineWidth: number, lineColor: string, above: number): Content {
  return decoration({
    margin: [0, above, 0, 0],
    canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth, lineColor }],
  });
}

/** The whole definition of a document, with metadata taken from the view alone. */
export function letterDefinition(head: DocumentHead, letter: Letter): TDocumentDefinitions {
  if (!Number.isSafeInteger(head.issuedAt)) throw new RangeError('issuedAt is not a moment');
  const issued = new Date(head.issuedAt);
  return {
    pageSize: 'A4',
    pageMargins: [margin.left, margin.top, margin.right, margin.bottom],
    version: '1.7',
    subset: 'PDF/A-3a',
    tagged: true,
    language: 'sv-SE',
    displayTitle: true,
    info: {
      title: letter.title,
      author: head.sender.name,
      subject: letter.subject,
      creator: 'Ledarresan',
      creationDate: issued,
      modDate: issued,
    },
    defaultStyle: { font: fontFamily, fontSize: 10, lineHeight: 1.18, color: colour.ink },
    header: (page, pages) => header(head, letter, page, pages),
    footer: () => footer(head),
    content: [...letter.content, ...replacement(head)],
  };
}

function replacement(head: DocumentHead): Content[] {
  if (head.replaces === undefined) return [];
  const { reference, issuedOn } = head.replaces;
  return [
    {
      margin: [0, 14, 0, 0],
      text: `Det här dokumentet ersätter ${reference} från den ${longDate(issuedOn)}, som inte längre gäller.`,
      italics: true,
      color: colour.muted,
    },
  ];
}

export function title(text: string): Content {
  return heading(1, text, {
    ...{ bold: true, fontSize: 19, lineHeight: 1.05, color: colour.accent },
    margin: [0, 0, 0, 8],
  });
}

/** A heading with what follows it, kept on one page: for texts, not for long tables. */
export function section(text: string, content: readonly Content[]): Content {
  const above = heading(2, text, { bold: true, fontSize: 12.5, color: colour.accent, margin: [0, 14, 0, 4] });
  return { unbreakable: true, stack: [above, ...content] };
}

export function paragraph(text: string): Content {
  return { text, margin: [0, 0, 0, 6] };
}

/** A part of a text that is never broken, not even at a hyphen. */
export function inOnePiece(text: string): ContentText {
  return { text, noWrap: true };
}

/** Who the document is for: name, title and municipality as an address block. */
export function recipientBlock(lines: readonly string[]): Content {
  return { stack: lines.map((text, index) => ({ text, bold: index === 0 })), margin: [0, 0, 0, 18] };
}

/** Label and value pairs as a quiet two-column list. */
export function facts(pairs: readonly (readonly [string, string])[], labelWidth = 130): Content {
  return {
    margin: [0, 2, 0, 8],
    layout: quietLayout,
    table: {
      widths: [labelWidth, '*'],
      headerColumns: 1,
      dontBreakRows: true,
      body: pairs.map(([label, value]) => [{ text: label, color: colour.muted }, value]),
    },
  };
}

const quietLayout: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 8,
  paddingTop: () => 1.5,
  paddingBottom: () => 1.5,
};

/** Lines and padding of a table whose column labels stand in the given row (1 below a heading, otherwise 0). */
function rowLayout(labels: number): CustomTableLayout {
  const strong = (line: number, rows: number): boolean => line === labels + 1 || line === rows;
  return {
    hLineWidth: (line, node) => (line <= labels ? 0 : strong(line, node.table.body.length) ? 0.9 : 0.4),
    hLineColor: (line, node) => (strong(line, node.table.body.length) ? colour.accent : colour.line),
    vLineWidth: () => 0,
    fillColor: (row) => (row === labels ? colour.tint : null),
    paddingLeft: () => 4,
    paddingRight: () => 4,
    paddingTop: () => 3.5,
    paddingBottom: () => 3,
  };
}

export interface Column {
  readonly label: string;
  readonly width: number | '*' | 'auto';
  readonly alignment?: 'left' | 'right';
}

/**
 * A table whose column labels stand again on each page and whose rows are never split. Its heading is part of it, so
 * that it never stands alone at the foot of a page and says on each page what the rows are.
 */
export function table(
  columns: readonly Column[],
  rows: readonly TableCell[][],
  { fontSize = 9, heading: text = '' } = {},
): ContentTable {
  const labels = columns.map(
    ({ label, alignment }): TableCell => ({
      text: label,
      bold: true,
      color: colour.accent,
      alignment: alignment ?? 'left',
    }),
  );
  const headingRow: TableCell[] = columns.map((_, index) =>
    index === 0
      ? {
          ...heading(2, text, { bold: true, fontSize: 12.5, color: colour.accent }),
          colSpan: columns.length,
          margin: [-4, 8, 0, 0],
        }
      : '',
  );
  const top = text === '' ? [labels] : [headingRow, labels];
  return {
    margin: [0, 2, 0, 8],
    fontSize,
    layout: rowLayout(top.length - 1),
    table: {
      headerRows: top.length,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ width }) => width),
      body: [...top, ...rows.map((row) => [...row])],
    },
  };
}
