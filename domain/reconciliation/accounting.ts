/** The accounting file against invoices, payments and shares of the trainer pot. */
import { vouchersOf } from '../accounting/vouchers.ts';
import { type BrokenEquation, compareCounts } from '../equations.ts';
import type { Reference } from '../reference.ts';
import { type Books, sumOre } from './books.ts';

/**
 * The accounting file: every voucher balances, what stands on the receivable account is what is left to pay, and what is
 * owed to municipalities is what they were credited for trainers.
 */
export function accountingEquations(
  { invoices, payments, shares }: Books,
  reference: Reference,
): BrokenEquation[] {
  const vouchers = vouchersOf({ invoices, payments, shares }, reference.rules.accounting);
  const { receivable, trainerPot } = reference.rules.accounting;
  const unbalanced = vouchers.flatMap(({ seller, text, entries }) =>
    compareCounts(
      'entries of a voucher add up to 0 (öre)',
      `${seller} ${text}`,
      0,
      sumOre(entries),
      entries.map(({ account, amountOre }) => `${account} ${amountOre}`).join(', '),
    ),
  );
  const sellers = [...new Set([...invoices, ...payments, ...shares].map(({ seller }) => seller))].sort();
  return [
    ...unbalanced,
    ...sellers.flatMap((seller) => {
      const own = vouchers.filter((voucher) => voucher.seller === seller);
      const on = (account: string, isOfPot: boolean) =>
        own
          .filter(({ series }) => (series === 'U') === isOfPot)
          .flatMap(({ entries }) => entries.filter((entry) => entry.account === account));
      const invoiced = invoices.filter((row) => row.seller === seller).map(({ totalOre }) => totalOre);
      const paid = payments
        .filter((row) => row.seller === seller && row.invoice !== '')
        .map(({ amountOre }) => amountOre);
      const total = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);
      return [
        ...compareCounts(
          'invoiced − credited − paid (öre) = receivables in the accounting file',
          seller,
          total(invoiced) - total(paid),
          sumOre(on(receivable, false)),
          'a voucher books another amount as a receivable than its invoice or payment says',
        ),
        ...compareCounts(
          'credited for trainers (öre) = owed for them in the accounting file',
          seller,
          sumOre(shares.filter((row) => row.seller === seller).flatMap(({ lines }) => lines)),
          -sumOre(on(trainerPot.owed, true)),
          'a voucher books another amount as owed than the lines of its statement come to',
        ),
      ];
    }),
  ];
}
