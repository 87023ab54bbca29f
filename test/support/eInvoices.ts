/** E-invoices of every kind, short and long, for our own check and for the official rules. */
import { eInvoiceOf } from '../../activities/eInvoices/eInvoice.ts';
import { ublText } from '../../activities/eInvoices/ubl.ts';
import { invoiceOcr } from '../../domain/invoicing/ocr.ts';
import type { InvoiceView } from '../../templates/documents/views.ts';
import { invoice } from './documents.ts';

/** Everything outside VAT, as a yearly cost per inhabitant may be. */
function outsideVat(): InvoiceView {
  const amount = 237 * 59_900;
  return {
    ...invoice(1),
    lines: [
      {
        text: 'Yrkesresan, nationell kostnad, 2026: 59\u00a0900 invånare à 2,37 kr.',
        details: [],
        quantity: 59_900,
        unit: 'invånare',
        unitPrice: 237,
        amount,
        vatCategory: 'O',
        vatPercent: 0,
        funding: '',
      },
    ],
    vat: [{ category: 'O', percent: 0, base: amount, vat: 0 }],
    net: amount,
    vatTotal: 0,
    total: amount,
  };
}

/** One öre of base, whose VAT rounds to nothing. */
function oneOre(): InvoiceView {
  const view = invoice(0, { taxed: true });
  const lines = view.lines.map((line) => ({ ...line, quantity: 1, unitPrice: 1, amount: 1 }));
  const vat = [{ category: 'S' as const, percent: 25, base: 1, vat: 0 }];
  return { ...view, lines, vat, net: 1, vatTotal: 0, total: 1 };
}

/** By name, as XML. */
export function eInvoices(): Map<string, string> {
  const views: [string, InvoiceView][] = [
    ['invoice-exempt', invoice(1)],
    ['invoice-long', invoice(120, { taxed: true })],
    ['invoice-outside-vat', outsideVat()],
    ['invoice-one-ore', oneOre()],
    ['credit-note', invoice(1, { credit: true })],
    ['credit-note-taxed', invoice(40, { credit: true, taxed: true })],
    ['f-tax', { ...invoice(1), seller: { ...invoice(1).seller, approvedForFTax: true } }],
  ];
  return new Map(
    views.map(([name, view]) => [
      name,
      ublText(eInvoiceOf({ ...view, ocr: invoiceOcr(2026, 7) }, '0007:2021002908')),
    ]),
  );
}
