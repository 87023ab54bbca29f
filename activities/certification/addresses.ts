/** Addresses of the public pages that certificates and credentials name. They stay as they are for ever. */
import type { IssuerCertificate } from './issuing.ts';

/** One issuer's certificates of one year (UTC). */
export interface StatusListName {
  /** Code of the issuer. */
  readonly issuer: string;
  readonly year: number;
}

export const pageAddress = (publicUrl: string, code: string): string => `${publicUrl}/c/${code}`;

export const listAddress = (publicUrl: string, { issuer, year }: StatusListName): string =>
  `${publicUrl}/status/${issuer}/${year}`;

export const profileAddress = (publicUrl: string, issuer: string): string => `${publicUrl}/issuers/${issuer}`;

/** Where the public key stands that a signature of ours is checked by. */
export const keyAddress = (publicUrl: string, { keyId }: Pick<IssuerCertificate, 'keyId'>): string =>
  `${publicUrl}/keys/${keyId}`;
