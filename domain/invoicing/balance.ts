/** What is left to pay of an invoice. */
import type { Ore } from '../region.ts';

export interface Settled {
  readonly key: string;
  readonly kind: 'invoice' | 'credit_note';
  /** Key of the invoice that a credit note takes back; empty for an invoice. */
  readonly credits: string;
  /** Below zero for a credit note. */
  readonly totalOre: Ore;
  /** What has been paid, less what has been paid back. */
  readonly paidOre: Ore;
}

/** @returns below zero when more has been paid than is owed after all credit notes */
export function leftToPay(invoice: Settled, all: readonly Settled[]): Ore {
  const credited = all
    .filter(({ credits }) => credits === invoice.key)
    .reduce((sum, { totalOre }) => sum + totalOre, 0);
  return invoice.totalOre + credited - invoice.paidOre;
}
