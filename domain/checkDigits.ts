/** Check digits of the numbers that identify organisations and accounts. Pure. */

/** The Luhn sum (modulus 10) of a string of digits, check digit included, is a multiple of ten. */
export function luhnHolds(digits: string): boolean {
  return /^\d+$/.test(digits) && luhnSum(digits) % 10 === 0;
}

/** The digit that makes `digits` + digit hold by Luhn. */
export function luhnDigit(digits: string): string {
  return String((10 - (luhnSum(`${digits}0`) % 10)) % 10);
}

function luhnSum(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const weighted = i % 2 === 1 ? digit * 2 : digit;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum;
}

/** A Swedish organisation number, `202100-2908`: ten digits, Luhn, third digit at least 2. */
export function isOrganisationNumber(text: string): boolean {
  return /^\d{2}[2-9]\d{3}-\d{4}$/.test(text) && luhnHolds(text.replace('-', ''));
}

/** A bankgiro number, `5051-4857` or `505-4851`: seven or eight digits with Luhn. */
export function isBankgiro(text: string): boolean {
  return /^\d{3,4}-\d{4}$/.test(text) && luhnHolds(text.replace('-', ''));
}

/** A GLN (EAN location code): thirteen digits with the GS1 check digit (weights 1 and 3). */
export function isGln(text: string): boolean {
  if (!/^\d{13}$/.test(text)) return false;
  const sum = [...text].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}
