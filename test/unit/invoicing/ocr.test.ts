import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { luhnHolds } from '../../../domain/checkDigits.ts';
import { invoiceOcr, isOcr, ocr } from '../../../domain/invoicing/ocr.ts';

describe('ocr', () => {
  // Worked by hand, weights 2, 1, 2 … from the right, digits of products summed:
  it.each([
    ['1', '133'], // 13: 6 + 1 = 7
    ['1234', '123463'], // 12346: (1+2) + 4 + 6 + 2 + 2 = 17
    ['12345678', '1234567806'], // 123456780: 0 + 8 + (1+4) + 6 + (1+0) + 4 + 6 + 2 + 2 = 34
    ['12345679', '1234567905'], // 123456790: 0 + 9 + (1+4) + 6 + (1+0) + 4 + 6 + 2 + 2 = 35
  ])('adds the length digit and the check digit to %s', (digits, expected) => {
    expect(ocr(digits)).toBe(expected);
  });

  it('makes a reference of year and number that no other invoice of the seller has', () => {
    expect(invoiceOcr(2026, 1)).toMatch(/^2026000011\d$/);
    const references = [1, 9, 10, 11, 99_999, 100_000, 1_000_001].flatMap((number) => [
      invoiceOcr(2026, number),
      invoiceOcr(2027, number),
    ]);
    expect(new Set(references).size).toBe(references.length);
    expect(references.every(isOcr)).toBe(true);
  });

  it('refuses what is no number or too long', () => {
    for (const digits of ['', '12a', '-1', '1'.repeat(24)]) expect(() => ocr(digits)).toThrow(RangeError);
    expect(ocr('1'.repeat(23))).toHaveLength(25);
  });

  it('lets a bank find every wrong digit and every lost or added one', () => {
    const anyDigits = fc.stringMatching(/^\d{1,22}$/);
    fc.assert(
      fc.property(anyDigits, fc.nat(), fc.integer({ min: 1, max: 9 }), (digits, at, shift) => {
        const reference = ocr(digits);
        expect(isOcr(reference)).toBe(true);
        expect(luhnHolds(reference)).toBe(true);
        const index = at % reference.length;
        const other = (Number(reference[index]) + shift) % 10;
        expect(isOcr(`${reference.slice(0, index)}${other}${reference.slice(index + 1)}`)).toBe(false);
        const lost = at % digits.length;
        expect(isOcr(reference.slice(0, lost) + reference.slice(lost + 1))).toBe(false);
        expect(isOcr(`${reference.slice(0, lost)}${shift}${reference.slice(lost)}`)).toBe(false);
      }),
    );
  });
});
