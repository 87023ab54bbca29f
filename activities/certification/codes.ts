/**
 * What cannot be guessed about a certificate: the code of its status page, its place in the status list, and the salt of
 * its credential. Each is drawn from the certificate's number with the installation's secret, so that a step that runs
 * again, and a play with the same seed, give the same; once issued they stand in the fact.
 */
import { createHmac } from 'node:crypto';
import { clearAlphabet } from '../documents/views/number.ts';

const codeLength = 10;

const drawn = (secret: string, ...about: readonly (string | number)[]): Buffer =>
  createHmac('sha256', secret).update(JSON.stringify(about)).digest();

/** Ten characters of 32, without those that are taken for one another: 50 bits. */
export function statusCode(secret: string, number: string): string {
  // 256 is a multiple of 32, so that each character is as likely as another.
  return [...drawn(secret, 'code', number).subarray(0, codeLength)]
    .map((byte) => clearAlphabet.charAt(byte % clearAlphabet.length))
    .join('');
}

/** What somebody has typed as a code: with or without the hyphen, letters taken for digits, small letters. */
export function readCode(text: string): string | undefined {
  const code = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const fits = code.length === codeLength && [...code].every((letter) => clearAlphabet.includes(letter));
  return fits ? code : undefined;
}

/** Places in a status list, 2²⁴: so many that two certificates of a year hardly ever draw the same. */
export const statusPlaces = 16_777_216;

/** @param attempt 0, and one more each time the place drawn was taken */
export const statusPlace = (secret: string, number: string, attempt: number): number =>
  drawn(secret, 'place', number, attempt).readUInt32BE(0) % statusPlaces;

/** 16 hexadecimal digits. */
export const salt = (secret: string, number: string): string =>
  drawn(secret, 'salt', number).toString('hex').slice(0, 16);
