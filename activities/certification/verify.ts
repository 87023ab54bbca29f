/** Whether a file is a certificate of ours, as it was issued, and whether it still holds: by signature, hash and versions. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Certificate } from '../../prisma/generated/client.ts';
import type { Dependencies } from '../dependencies.ts';
import type { IssuerCertificate } from './issuing.ts';
import { openJson } from './jws.ts';
import { type CertificateStatus, statusOf } from './lookUp.ts';
import { checkPdf } from './sealedPdf.ts';

/** `altered`: changed since it was signed. `unknown`: nobody here has issued it, whoever may have signed it. */
export const verdicts = ['valid', 'replaced', 'revoked', 'expired', 'altered', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

export type Verification =
  | { readonly verdict: 'altered' | 'unknown'; readonly why: WhyNot }
  | {
      readonly verdict: CertificateStatus['standing'];
      readonly number: string;
      readonly version: number;
      readonly status: CertificateStatus;
      /** Number of the version that counts instead; empty when there is none. */
      readonly instead: string;
      /** False for one from before certificates were signed: only its hash says that it is ours. */
      readonly isSigned: boolean;
    };

export type WhyNot =
  | 'changed_after_signing'
  | 'signed_by_another'
  | 'not_signed'
  | 'not_issued_here'
  | 'not_a_certificate';

type VerifyDependencies = Pick<Dependencies, 'db' | 'clock' | 'reference' | 'store' | 'issuing'>;

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** @param bytes of a PDF, or of a verifiable credential as a signed token */
export async function verifyCertificate(deps: VerifyDependencies, bytes: Uint8Array): Promise<Verification> {
  const believed = (await deps.issuing?.certificates()) ?? [];
  const text = Buffer.from(bytes.subarray(0, 5)).toString('latin1');
  if (text === '%PDF-') return verifyPdf(deps, bytes, believed);
  const token = Buffer.from(bytes).toString('utf8').trim();
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return verifyToken(deps, token, believed);
  return { verdict: 'unknown', why: 'not_a_certificate' };
}

async function verifyPdf(
  deps: VerifyDependencies,
  bytes: Uint8Array,
  believed: readonly IssuerCertificate[],
): Promise<Verification> {
  const found = checkPdf(bytes);
  const document = await deps.db.document.findFirst({
    where: { sha256: sha256(bytes), kind: 'certificate' },
    select: { key: true },
  });
  const row = document && (await deps.db.certificate.findFirst({ where: { document: document.key } }));
  if (!found.holds && found.why !== 'unsigned') return { verdict: 'altered', why: 'changed_after_signing' };
  if (!found.holds) {
    return row === null ? { verdict: 'unknown', why: 'not_signed' } : standing(deps, row, false);
  }
  const by = believed.find(({ der }) => Buffer.from(der).equals(found.certificate));
  if (by === undefined || (row !== null && by.issuer !== row.issuer)) {
    return { verdict: 'unknown', why: 'signed_by_another' };
  }
  return row === null ? { verdict: 'unknown', why: 'not_issued_here' } : standing(deps, row, true);
}

const tokenHead = z.object({ kid: z.string() });

async function verifyToken(
  deps: VerifyDependencies,
  token: string,
  believed: readonly IssuerCertificate[],
): Promise<Verification> {
  if (openJson(token, believed) === undefined) {
    return namesKeyOf(token, believed)
      ? { verdict: 'altered', why: 'changed_after_signing' }
      : { verdict: 'unknown', why: 'signed_by_another' };
  }
  const row = await deps.db.certificate.findFirst({ where: { credential: sha256(Buffer.from(token)) } });
  return row === null ? { verdict: 'unknown', why: 'not_issued_here' } : standing(deps, row, true);
}

/** Whether a token says that one of these keys has signed it. */
function namesKeyOf(token: string, believed: readonly IssuerCertificate[]): boolean {
  try {
    const head: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8'));
    const { kid } = tokenHead.parse(head);
    return believed.some(({ keyId }) => kid.endsWith(`/${keyId}`));
  } catch {
    return false;
  }
}

async function standing(
  deps: VerifyDependencies,
  row: Certificate,
  isSigned: boolean,
): Promise<Verification> {
  const status = await statusOf(deps, row);
  const counting =
    status.standing === 'replaced'
      ? await deps.db.certificate.findFirst({ where: { key: row.key, status: 'issued' } })
      : null;
  const { number, version } = row;
  return { verdict: status.standing, number, version, status, instead: counting?.number ?? '', isSigned };
}
