/** A number with decimals as Swedes write it: `7,5`; whole ones without (`30`). */
export const withComma = (number: number): string => String(number).replace('.', ',');
