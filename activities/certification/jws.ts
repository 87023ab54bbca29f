/** JSON Web Signatures in the compact form (RFC 7515), RS256. */
import { createPublicKey, verify } from 'node:crypto';
import type { IssuerCertificate, Signer } from './issuing.ts';

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The same payload and key give the same text. */
export function signedJson(
  payload: unknown,
  signer: Signer,
  header: { readonly typ: string; readonly kid: string },
): string {
  const body = `${encoded({ alg: 'RS256', ...header })}.${encoded(payload)}`;
  return `${body}.${Buffer.from(signer.sign(Buffer.from(body))).toString('base64url')}`;
}

/** The payload, when one of these certificates has signed it; undefined otherwise. */
export function openJson(token: string, certificates: readonly IssuerCertificate[]): unknown {
  const [header = '', payload = '', signature = '', ...more] = token.trim().split('.');
  if (more.length > 0 || signature === '') return undefined;
  const data = Buffer.from(`${header}.${payload}`);
  const bytes = Buffer.from(signature, 'base64url');
  const isSigned = certificates.some(({ publicKey }) =>
    verify('sha256', data, createPublicKey(publicKey), bytes),
  );
  if (!isSigned) return undefined;
  const parsed: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  return parsed;
}
