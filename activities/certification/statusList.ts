/**
 * Which of an issuer's certificates of a year count no more, as a Bitstring Status List (W3C): one bit a certificate, at a
 * place that tells nothing.
 */
import { gzipSync } from 'node:zlib';
import type { Dependencies } from '../dependencies.ts';
import { keyAddress, listAddress, profileAddress, type StatusListName } from './addresses.ts';
import { statusPlaces } from './codes.ts';
import type { Issuer, Issuing } from './issuing.ts';
import { signedJson } from './jws.ts';
import { yearOf } from './trace.ts';

/** How long a verifier may keep a list, milliseconds. */
const keepFor = 300_000;

/** Places, the first bit of a byte first, compressed as the standard asks (multibase base64url of gzip). */
export function encodedList(places: Iterable<number>): string {
  const bits = Buffer.alloc(statusPlaces / 8);
  for (const place of places) {
    const byte = place >> 3;
    bits[byte] = (bits[byte] ?? 0) | (0x80 >> (place & 7));
  }
  const packed = gzipSync(bits);
  // The system that packed it is no part of the list: the same list is the same everywhere.
  packed[9] = 255;
  return `u${packed.toString('base64url')}`;
}

/** @returns the signed list; for a year in which nothing was issued, an empty one */
export async function statusList(
  deps: Pick<Dependencies, 'db'>,
  issuing: Issuing,
  issuer: Issuer,
  name: StatusListName,
): Promise<string> {
  const rows = await deps.db.certificate.findMany({
    where: {
      issuer: issuer.code,
      statusIndex: { not: null },
      issuedAt: yearOf(name.year),
      status: { not: 'issued' },
    },
    select: { statusIndex: true },
    orderBy: { statusIndex: 'asc' },
  });
  const places = rows.flatMap(({ statusIndex }) => (statusIndex === null ? [] : [statusIndex]));
  return signedList(issuing, issuer, name, places);
}

/** @param places of the certificates that the list tells of */
export async function signedList(
  issuing: Issuing,
  issuer: Issuer,
  name: StatusListName,
  places: Iterable<number>,
): Promise<string> {
  const address = listAddress(issuing.publicUrl, name);
  const signer = await issuing.signer(issuer);
  const credential = {
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id: address,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: profileAddress(issuing.publicUrl, issuer.code),
    validFrom: `${name.year}-01-01T00:00:00Z`,
    credentialSubject: {
      id: `${address}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: encodedList(places),
      ttl: keepFor,
    },
  };
  const kid = keyAddress(issuing.publicUrl, signer.certificate);
  return signedJson({ iss: credential.issuer, jti: address, ...credential }, signer, { typ: 'vc+jwt', kid });
}
