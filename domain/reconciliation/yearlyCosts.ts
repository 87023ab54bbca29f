/** A year's costs: what each municipality that takes part was asked for. */
import { type BrokenEquation, causes, compareCounts, compareSets } from '../equations.ts';
import { yearlyCostsOn, yearOfCosts } from '../invoicing/yearly.ts';
import { cooperates, type Reference } from '../reference.ts';
import type { TermCode } from '../region.ts';
import { type InvoiceLineRow, type InvoiceRow, isAboutSomebody, sumOre } from './books.ts';

/** A year's costs: every municipality that takes part pays each of them once, and shares add up to what is shared. */
export function yearlyEquations(
  invoices: readonly InvoiceRow[],
  reference: Reference,
  terms: readonly TermCode[],
): BrokenEquation[] {
  return terms.flatMap((term) => {
    const year = yearOfCosts(term, reference);
    const lines = invoices
      .filter((invoice) => invoice.term === term)
      .flatMap(({ municipality, seller, lines: all }) =>
        all.filter((line) => !isAboutSomebody(line)).map((line) => ({ ...line, municipality, seller })),
      );
    const fees =
      year === undefined
        ? []
        : reference.fees.filter((fee) => fee.year === year && fee.basis !== 'participant');
    const on = year === undefined ? '' : yearlyCostsOn(year, reference);
    const paying = reference.municipalities.filter(({ code }) => cooperates(reference, code, on));
    const isCredit = ({ creditedInvoice = '' }: InvoiceLineRow) => creditedInvoice !== '';
    const text = (of: { seller: string; municipality: string; article: string }) =>
      `${of.seller} ${of.municipality} ${of.article}`;
    return [
      ...compareSets(
        'yearly lines − credited lines = municipalities that take part',
        term,
        [
          ...fees.flatMap(({ article, seller }) =>
            paying.map(({ code }) => text({ seller, municipality: code, article })),
          ),
          ...lines.filter(isCredit).map(text),
        ],
        lines.filter((line) => !isCredit(line)).map(text),
        causes(
          'the municipality takes part in the year, and no line that stands asks for the cost',
          'asked for more than once, or of a municipality that takes no part in the year',
        ),
      ),
      ...fees.flatMap((fee) => {
        const own = lines.filter(({ article }) => article === fee.article);
        const inhabitants = own.reduce(
          (count, line) => count + (isCredit(line) ? -line.quantity : line.quantity),
          0,
        );
        const expected = fee.basis === 'shared' ? fee.amount : fee.amount * inhabitants;
        return compareCounts(
          'yearly costs (öre) = fee × inhabitants, or what is shared',
          `${term} ${fee.article}`,
          expected,
          sumOre(own),
          fee.basis === 'shared'
            ? 'shares do not add up to what is shared'
            : `the lines say ${inhabitants} inhabitants`,
        );
      }),
    ];
  });
}
