/**
 * Payment references that a bank can check (Bankgirot, "OCR-referens" with variable length and length check): the last
 * digit is a check digit by modulus 10, the one before it the last digit of the reference's whole length.
 */

/**
 * @param digits what identifies the payment, 1–23 digits
 * @returns `digits` with its length digit and its check digit
 * @throws RangeError when `digits` is something else
 */
export function ocr(digits: string): string {
  if (!/^\d{1,23}$/.test(digits)) throw new RangeError(`not 1–23 digits: "${digits}"`);
  const withLength = `${digits}${(digits.length + 2) % 10}`;
  return `${withLength}${checkDigit(withLength)}`;
}

/** Whether a reference is one that `ocr` makes: right length digit and right check digit. */
export const isOcr = (reference: string): boolean =>
  /^\d{3,25}$/.test(reference) && ocr(reference.slice(0, -2)) === reference;

/** The payment reference of a seller's invoice; no two invoices of a seller have the same. */
export const invoiceOcr = (year: number, number: number): string =>
  ocr(`${year}${String(number).padStart(5, '0')}`);

/** Modulus 10: weights 2 and 1 from the right, digits of the products summed. */
function checkDigit(digits: string): number {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
