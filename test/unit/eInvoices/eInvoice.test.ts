import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eInvoiceProblems, payableOre } from '../../../activities/eInvoices/check.ts';
import { eInvoiceOf } from '../../../activities/eInvoices/eInvoice.ts';
import { ublText } from '../../../activities/eInvoices/ubl.ts';
import { invoiceOcr } from '../../../domain/invoicing/ocr.ts';
import { totals } from '../../../domain/invoicing/totals.ts';
import type { InvoiceView } from '../../../templates/documents/views.ts';
import { invoice } from '../../support/documents.ts';
import { eInvoices } from '../../support/eInvoices.ts';

const text = (view: InvoiceView) => ublText(eInvoiceOf(view, '0007:2021002908'));
const right = text({ ...invoice(3, { taxed: true }), ocr: invoiceOcr(2026, 7) });
const changed = (from: string | RegExp, to: string) => {
  const wrong = right.replace(from, to);
  if (wrong === right) throw new Error(`there is no ${from}`);
  return eInvoiceProblems(wrong);
};

describe('an e-invoice', () => {
  it.each([...eInvoices()])('%s passes our own check', (_name, xml) => {
    expect(eInvoiceProblems(xml)).toEqual([]);
  });

  it('says the same amounts as the books, a credit note below zero', () => {
    const view = invoice(2, { credit: true, taxed: true });
    const lines = view.lines.map((line) => ({ ...line, amountOre: line.amount }));
    expect(payableOre(text(view))).toBe(totals(lines).totalOre);
    const booked = {
      kind: 'credit_note' as const,
      number: view.reference,
      netOre: view.net,
      vatOre: view.vatTotal,
      totalOre: view.total,
    };
    expect(eInvoiceProblems(text(view), booked)).toEqual([]);
    expect(eInvoiceProblems(text(view), { ...booked, totalOre: view.total - 1 })).toEqual([
      expect.stringMatching(/Bokfört belopp är \d+ öre men ska vara \d+ öre/),
    ]);
    expect(eInvoiceProblems(text(view), { ...booked, number: 'HDA-2026-00099' })).toHaveLength(1);
  });

  it('is the same bytes again', () => {
    expect(text(invoice(2))).toBe(text(invoice(2)));
  });

  it('keeps what XML would take for itself, and refuses what it cannot hold', () => {
    const view = { ...invoice(1), ocr: invoiceOcr(2026, 7) };
    const named = (name: string) =>
      text({ ...view, lines: view.lines.map((line) => ({ ...line, text: name })) });
    expect(named('Kurs <1> & "2"')).toContain('Kurs &lt;1&gt; &amp; &quot;2&quot;');
    expect(eInvoiceProblems(named('Kurs <1> & "2"'))).toEqual([]);
    expect(() => named('Kurs \u0007')).toThrow(RangeError);
  });
});

describe('our own check finds', () => {
  it.each([
    [
      'an amount that is one öre wrong',
      '<cbc:PayableAmount currencyID="SEK">',
      '<cbc:PayableAmount currencyID="SEK">1',
      /Beloppet att betala/,
    ],
    [
      'a line that does not multiply',
      '<cbc:InvoicedQuantity unitCode="C62">1<',
      '<cbc:InvoicedQuantity unitCode="C62">2<',
      /Rad 1/,
    ],
    ['VAT of another rate', '<cbc:Percent>25</cbc:Percent>', '<cbc:Percent>20</cbc:Percent>', /20/],
    ['an OCR number with a slip', /<cbc:PaymentID>\d/, '<cbc:PaymentID>9', /OCR-numret/],
    ['a bankgiro number with a slip', '>50501055<', '>50501056<', /Bankgironumret/],
    ['a plusgiro number with a slip', /50501055([^$]*?)SE:BANKGIRO/, '12345$1SE:PLUSGIRO', /Plusgironumret/],
    [
      'an organisation number with a slip',
      '<cbc:CompanyID schemeID="0007">2120002239<',
      '<cbc:CompanyID schemeID="0007">2120002230<',
      /Köparens organisationsnummer/,
    ],
    [
      'a Peppol id with a slip',
      '<cbc:EndpointID schemeID="0007">2120002239<',
      '<cbc:EndpointID schemeID="0007">2120002230<',
      /Köparens Peppol-id/,
    ],
    ["another's VAT number", '>SE202100290801<', '>SE212000223901<', /momsnummer/],
    ['no reason for no VAT', /<cbc:TaxExemptionReasonCode>.*\n/, '', /momsfrihet/],
    ['another currency', 'currencyID="SEK"', 'currencyID="EUR"', /SEK/],
    ['an element that is not ours', '<cbc:ID>HDA', '<cbc:Wrong>x</cbc:Wrong><cbc:ID>HDA', /Wrong/],
    ['an element in the wrong place', /( *<cbc:IssueDate>.*\n)( *<cbc:DueDate>.*\n)/, '$2$1', /ordning/],
    ['an element that is missing', /<cbc:BuyerReference>.*\n/, '', /BuyerReference/],
    ['a due date before the invoice', /<cbc:DueDate>\d{4}/, '<cbc:DueDate>2020', /Förfallodagen/],
    ['text that is no XML', '</cbc:Note>', '', /välformad/],
  ])('%s', (_what, from, to, problem) => {
    expect(changed(from, to).join(' ')).toMatch(problem);
  });

  it('two samples of ours in one: outside VAT together with VAT', () => {
    const view = invoice(1, { taxed: true });
    const lines = view.lines.map((line) =>
      line.vatCategory === 'E' ? { ...line, vatCategory: 'O' as const } : line,
    );
    const vat = view.vat.map((row) => (row.category === 'E' ? { ...row, category: 'O' as const } : row));
    const mixed = text({ ...view, ocr: invoiceOcr(2026, 7), lines, vat });
    expect(eInvoiceProblems(mixed).join(' ')).toMatch(/egen faktura/);
  });

  const folder = new URL('../../../conformance/einvoice/broken/', import.meta.url);
  it.each(readdirSync(folder))('%s', (file) => {
    expect(eInvoiceProblems(readFileSync(new URL(file, folder), 'utf8'))).not.toEqual([]);
  });
});
