import type { SellerCode } from '../region.ts';

/**
 * The number as people read it, on the invoice and in its mail: `HDA-2026-00012`. As many digits as in the payment
 * reference, so that the two can be compared by eye.
 */
export function invoiceNumber(invoice: {
  readonly seller: SellerCode;
  readonly year: number;
  readonly number: number;
}): string {
  return `${invoice.seller.toUpperCase()}-${invoice.year}-${String(invoice.number).padStart(5, '0')}`;
}
