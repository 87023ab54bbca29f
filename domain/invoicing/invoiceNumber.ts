import type { SellerCode } from '../region.ts';

interface Numbered {
  readonly seller: SellerCode;
  readonly year: number;
  readonly number: number;
}

/** As many digits as in the payment reference, so that the two can be compared by eye. */
const fiveDigits = (number: number): string => String(number).padStart(5, '0');

/** The number as people read it, on the invoice and in its mail: `HDA-2026-00012`. */
export const invoiceNumber = ({ seller, year, number }: Numbered): string =>
  `${seller.toUpperCase()}-${year}-${fiveDigits(number)}`;

/** Of a statement of the trainer pot, in a series of its own by seller and year: `RSS-POTT-2026-00003`. */
export const shareStatementNumber = ({ seller, year, number }: Numbered): string =>
  `${seller.toUpperCase()}-POTT-${year}-${fiveDigits(number)}`;
