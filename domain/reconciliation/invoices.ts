/** Invoices by themselves: their totals, their e-invoices and their numbers. */
import { type BrokenEquation, causes, compareCounts, compareNumbers, compareSets } from '../equations.ts';
import { groupBy } from '../groupBy.ts';
import type { TermCode } from '../region.ts';
import { type Books, type InvoiceRow, sumOre } from './books.ts';

/** A credit is rounded as what it credits. */
const halfAwayFromZero = (amount: number): number =>
  amount < 0 ? 0 - Math.round(-amount) : Math.round(amount);

export function totalEquations(invoice: InvoiceRow): BrokenEquation[] {
  const net = sumOre(invoice.lines);
  const rates = groupBy(invoice.lines, ({ vatCategory, vatPercent }) => `${vatCategory} ${vatPercent}`);
  let vat = 0;
  for (const lines of rates.values())
    vat += halfAwayFromZero((sumOre(lines) * (lines[0]?.vatPercent ?? 0)) / 100);
  const compare = (equation: string, expected: number, actual: number, what: string) =>
    compareCounts(
      equation,
      invoice.key,
      expected,
      actual,
      `the stored ${what} is not that of the stored lines`,
    );
  return [
    ...compare('sum of lines (öre) = net amount of the invoice', net, invoice.netOre, 'net amount'),
    ...compare('VAT of the lines (öre) = VAT of the invoice', vat, invoice.vatOre, 'VAT'),
    ...compare('net + VAT (öre) = total of the invoice', net + vat, invoice.totalOre, 'total'),
  ];
}

/** Every invoice of a term that is done was printed and made an e-invoice, and each e-invoice says its total. */
export function eInvoiceEquations(
  { invoices, eInvoices, documents, ledger }: Books,
  terms: readonly TermCode[],
): BrokenEquation[] {
  const totals = new Map(invoices.map(({ key, totalOre }) => [key, totalOre]));
  const frozen = new Set(documents.map(({ key }) => key));
  const status = new Map(ledger.map((row) => [row.key, row.status]));
  const papers = invoices
    .filter(({ term }) => terms.includes(term))
    .flatMap(({ key }) => [`invoice_document.${key}`, `e_invoice.${key}`]);
  return [
    ...compareSets(
      'invoices = printed invoices = e-invoices',
      '',
      papers,
      papers.filter((key) => frozen.has(key)),
      (key) => {
        const printing = key.replace(/^e_invoice\./, 'invoice_document.');
        return `the step that makes both is ${status.get(printing) ?? 'not in the ledger'}`;
      },
    ),
    ...eInvoices.flatMap(({ invoice, payableOre }) =>
      compareCounts(
        'total of the invoice (öre) = payable of its e-invoice',
        invoice,
        totals.get(invoice) ?? 0,
        payableOre,
        totals.has(invoice) ? 'the e-invoice says another total' : 'there is no such invoice',
      ),
    ),
  ];
}

/** Numbers of a seller and year are 1, 2, 3 …, and the counter stands at the last. */
export function numberEquations(books: Books): BrokenEquation[] {
  const series = ({ seller, year }: { readonly seller: string; readonly year: number }) =>
    `${seller} ${year}`;
  const issued = groupBy(books.invoices, series);
  const counters = new Map(books.counters.map((counter) => [series(counter), counter.last]));
  return [...new Set([...issued.keys(), ...counters.keys()])].sort().flatMap((of) => {
    const last = counters.get(of) ?? 0;
    return compareNumbers(
      'invoice numbers have no gaps',
      of,
      last,
      (issued.get(of) ?? []).map(({ number }) => number),
      causes(
        'the number was counted, and no invoice has it',
        'given more than once, or beyond what was counted',
      ),
    );
  });
}
