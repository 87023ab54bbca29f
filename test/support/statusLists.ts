/** Bitstring Status Lists as the standard says that they are read; shares nothing with the code that writes them. */
import { gunzipSync } from 'node:zlib';

/** @param encoded multibase base64url of a gzip; the first bit of a byte is its highest */
export function bitOf(encoded: string, place: number): number {
  const bytes = gunzipSync(Buffer.from(encoded.slice(1), 'base64url'));
  return ((bytes[Math.floor(place / 8)] ?? 0) >> (7 - (place % 8))) & 1;
}
