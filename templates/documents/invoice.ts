/** Invoice and credit note. The amounts come from the stored invoice and are checked here, never computed. */
import type { Column, Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { amount, kronor, longDate, nbsp, termName, wholeNumber, withUnits } from './format.ts';
import { colour, letterDefinition, table } from './letterhead.ts';
import { heading } from './roles.ts';
import type { InvoiceLineView, InvoiceView, VatSummaryView } from './views.ts';

/** Thrown when the sums of an invoice do not agree; such an invoice must not be printed. */
export class InvoiceDoesNotAddUp extends Error {
  override readonly name = 'InvoiceDoesNotAddUp';
}

/**
 * The definition of an invoice or credit note. Throws InvoiceDoesNotAddUp when lines, VAT summary and totals
 * disagree, RangeError for a date, term or number that cannot be printed.
 */
export function definition(view: InvoiceView): TDocumentDefinitions {
  checkSums(view);
  const credit = view.credits !== null;
  const name = credit ? 'Kreditfaktura' : 'Faktura';
  return letterDefinition(view, {
    kindOfDocument: name.toLocaleUpperCase('sv-SE'),
    referenceLabel: credit ? 'Kreditnummer' : 'Fakturanummer',
    title: `${name} ${view.reference} – ${view.seller.name}`,
    subject: `${name} för ${termName(view.term)}`,
    content: [
      parties(view, name),
      ...creditNotice(view),
      linesTable(view.lines),
      {
        // What to pay and how to pay it stay on one page.
        unbreakable: true,
        stack: [
          totals(view),
          ...(view.exemption === ''
            ? []
            : [{ text: view.exemption, margin: [0, 2, 0, 6], fontSize: 9 } satisfies Content]),
          ...payment(view),
        ],
      },
    ],
  });
}

/** Lines, VAT summary and totals must be the same money counted three ways. */
function checkSums(view: InvoiceView): void {
  const disagree = (what: string, printed: number, counted: number): void => {
    if (printed !== counted) throw new InvoiceDoesNotAddUp(`${what}: ${printed} printed, ${counted} counted`);
  };
  const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
    items.reduce((total, item) => total + of(item), 0);
  view.lines.forEach((line, index) => {
    disagree(`line ${index + 1}`, line.amount, line.quantity * line.unitPrice);
  });
  disagree(
    'net',
    view.net,
    sum(view.lines, (line) => line.amount),
  );
  disagree(
    'net by VAT category',
    view.net,
    sum(view.vat, (vat) => vat.base),
  );
  disagree(
    'VAT',
    view.vatTotal,
    sum(view.vat, (vat) => vat.vat),
  );
  disagree('total', view.total, view.net + view.vatTotal);
  for (const { category, percent, base } of view.vat) {
    const lines = view.lines.filter((line) => line.vatCategory === category && line.vatPercent === percent);
    disagree(
      `base of ${category} ${percent} %`,
      base,
      sum(lines, (line) => line.amount),
    );
  }
}

function parties(view: InvoiceView, name: string): Content {
  const { buyer } = view;
  const dates: [string, string][] = [
    [`${name}datum`, longDate(view.issuedOn)],
    ['Avser', termName(view.term)],
    ['Er referens', buyer.reference],
    ['Vår referens', view.sender.contactName],
    ...(view.credits === null
      ? ([
          ['Betalningsvillkor', `${wholeNumber(view.paymentDays)}${nbsp}dagar`],
          ['Förfallodatum', longDate(view.dueOn)],
        ] satisfies [string, string][])
      : []),
  ];
  return {
    margin: [0, 0, 0, 20],
    columns: [
      {
        width: '*',
        stack: [
          heading(1, name, {
            ...{ bold: true, fontSize: 19, lineHeight: 1.05, color: colour.accent },
            margin: [0, 0, 0, 12],
          }),
          { text: buyer.name, bold: true, fontSize: 11 },
          ...buyer.address,
          { text: `Organisationsnummer ${buyer.organisationNumber}`, fontSize: 9, margin: [0, 4, 0, 0] },
          ...(buyer.peppolId === '' ? [] : [{ text: `Peppol-id ${buyer.peppolId}`, fontSize: 9 }]),
        ],
      },
      {
        width: 222,
        margin: [0, 4, 0, 0],
        layout: {
          hLineWidth: () => 0,
          vLineWidth: () => 0,
          fillColor: () => colour.tint,
          paddingLeft: (column) => (column === 0 ? 12 : 0),
          paddingRight: () => 8,
          paddingTop: (row) => (row === 0 ? 9 : 2),
          paddingBottom: (row, node) => (row === node.table.body.length - 1 ? 8 : 1),
        },
        table: {
          widths: [84, '*'],
          headerColumns: 1,
          body: dates.map(([label, value]) => [
            { text: label, color: colour.muted },
            { text: value, bold: label === 'Förfallodatum' },
          ]),
        },
      },
    ],
  };
}

function creditNotice(view: InvoiceView): Content[] {
  if (view.credits === null) return [];
  return [
    {
      text: `Den här kreditfakturan avser faktura ${view.credits.number} från den ${longDate(view.credits.date)}.`,
      bold: true,
      margin: [0, 0, 0, 10],
    },
  ];
}

function lineText(line: InvoiceLineView): TableCell {
  return {
    stack: [
      { text: withUnits(line.text), bold: true },
      ...line.details.map((text) => ({ text: withUnits(text), color: colour.muted })),
      ...(line.funding === '' ? [] : [{ text: `Kan ersättas genom ${line.funding}.`, italics: true }]),
    ],
  };
}

function linesTable(lines: readonly InvoiceLineView[]): Content {
  const right = (text: string): TableCell => ({ text, alignment: 'right' });
  return table(
    [
      { label: 'Beskrivning', width: '*' },
      { label: 'Antal', width: 28, alignment: 'right' },
      { label: 'Enhet', width: 54 },
      { label: `À-pris,${nbsp}kr`, width: 54, alignment: 'right' },
      { label: 'Moms', width: 30, alignment: 'right' },
      { label: `Belopp,${nbsp}kr`, width: 64, alignment: 'right' },
    ],
    lines.map((line) => [
      lineText(line),
      right(wholeNumber(line.quantity)),
      line.unit,
      right(amount(line.unitPrice)),
      right(line.vatCategory === 'S' ? `${line.vatPercent}${nbsp}%` : '–'),
      right(amount(line.amount)),
    ]),
  );
}

function vatLabel({ category, percent }: VatSummaryView): string {
  switch (category) {
    case 'S':
      return `Moms ${percent}${nbsp}%`;
    case 'E':
      return 'Undantaget från moms';
    case 'O':
      return 'Omfattas inte av moms';
  }
}

function totals(view: InvoiceView): Content {
  const right = (text: string, bold = false): TableCell => ({ text, alignment: 'right', bold });
  const label = view.credits === null ? 'Att betala' : 'Att få tillbaka';
  return {
    margin: [0, 4, 0, 10],
    stack: [
      {
        layout: {
          hLineWidth: (row, node) => (row === 1 || row === node.table.body.length - 2 ? 0.4 : 0),
          hLineColor: () => colour.line,
          vLineWidth: () => 0,
          paddingLeft: () => 4,
          paddingRight: () => 4,
          paddingTop: () => 2.5,
          paddingBottom: () => 2,
        },
        table: {
          widths: ['*', 90, 90],
          headerRows: 1,
          headerColumns: 1,
          dontBreakRows: true,
          body: [
            [
              { text: 'Momssammanställning', color: colour.muted },
              { text: 'Underlag', color: colour.muted, alignment: 'right' },
              { text: 'Moms', color: colour.muted, alignment: 'right' },
            ],
            ...view.vat.map((vat) => [vatLabel(vat), right(kronor(vat.base)), right(kronor(vat.vat))]),
            ['Summa', right(kronor(view.net)), right(kronor(view.vatTotal))],
            [
              { text: label, bold: true, fontSize: 13, color: colour.accent },
              {
                text: kronor(view.credits === null ? view.total : Math.abs(view.total)),
                bold: true,
                fontSize: 13,
                color: colour.accent,
                alignment: 'right',
                colSpan: 2,
              },
              '',
            ],
          ],
        },
      },
    ],
  };
}

function payment(view: InvoiceView): Content[] {
  const { seller } = view;
  const cell = (label: string, value: string): Column => ({
    width: '*',
    role: 'paragraph',
    stack: [
      { text: label, fontSize: 8, color: colour.muted },
      { text: value, bold: true, fontSize: 11 },
    ],
  });
  const paid: Content[] =
    view.credits === null
      ? [
          {
            role: 'layout',
            margin: [0, 0, 0, 10],
            layout: {
              hLineWidth: () => 0,
              vLineWidth: () => 0,
              fillColor: () => colour.tint,
              paddingLeft: () => 12,
              paddingRight: () => 12,
              paddingTop: () => 8,
              paddingBottom: () => 7,
            },
            table: {
              widths: ['*'],
              body: [
                [
                  {
                    columns: [
                      cell('Bankgiro', seller.bankgiro),
                      cell('OCR-nummer', view.ocr),
                      cell('Betala senast', longDate(view.dueOn)),
                      cell('Belopp', kronor(view.total)),
                    ],
                  },
                ],
              ],
            },
          },
          {
            fontSize: 8.5,
            color: colour.muted,
            margin: [0, 0, 0, 8],
            text: 'Ange alltid OCR-numret när ni betalar. Vid sen betalning tar vi ut ränta enligt räntelagen. Stämmer något inte, hör av er före förfallodagen.',
          },
        ]
      : [];
  return [
    {
      stack: [
        ...paid,
        {
          fontSize: 8.5,
          color: colour.muted,
          text: [
            { text: `${seller.name}\n`, bold: true },
            `${seller.address.join(', ')}\n`,
            `Organisationsnummer ${seller.organisationNumber} · Momsregistreringsnummer ${seller.vatNumber}`,
            seller.approvedForFTax ? ' · Godkänd för F-skatt' : '',
            `\n${seller.email} · ${seller.telephone}`,
          ],
        },
      ],
    },
  ];
}
