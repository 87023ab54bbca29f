/** What anybody may know of a certificate whose code they have, and what only somebody who knows the name. */

import type { IsoDate } from '../../domain/calendar/dates.ts';
import {
  type CertificateStanding,
  certificateStanding,
  type RevocationReason,
  revocationReasons,
} from '../../domain/certificates/standing.ts';
import { fromDateOrEmpty } from '../../prisma/client.ts';
import type { Certificate } from '../../prisma/generated/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { type CredentialPayload, credentialPayload, typedIdentity } from './credential.ts';
import { isNameOf } from './identity.ts';
import { type Issuer, regionIssuer } from './issuing.ts';
import { openJson } from './jws.ts';

type LookUpDependencies = Pick<Dependencies, 'db' | 'clock' | 'reference' | 'store' | 'issuing'>;

export const certificateKinds = ['course', 'course_day', 'programme', 'web'] as const;
export type CertificateKind = (typeof certificateKinds)[number];

export interface CertificateStatus {
  readonly code: string;
  readonly standing: CertificateStanding;
  /** Class of the reason when it was revoked; empty otherwise. */
  readonly reason: RevocationReason | '';
  readonly kind: CertificateKind;
  readonly issuer: Issuer;
  readonly issuedOn: IsoDate;
  /** Last day on which it counts; empty when it does not expire. */
  readonly validUntil: IsoDate | '';
  /** Since when it counts no more; empty while it does. */
  readonly since: IsoDate | '';
}

/** @returns undefined when no certificate has the code */
export async function statusByCode(
  deps: LookUpDependencies,
  code: string,
): Promise<CertificateStatus | undefined> {
  const row = await deps.db.certificate.findFirst({ where: { code } });
  return row === null ? undefined : statusOf(deps, row);
}

/** How a version of a certificate stands now. */
export async function statusOf(deps: LookUpDependencies, row: Certificate): Promise<CertificateStatus> {
  const { calendar, sellers, senderName } = await deps.reference();
  const today = calendar.dateOf(await deps.clock.now(deps.db));
  const validUntil = fromDateOrEmpty(row.validUntil);
  const status = row.status === 'replaced' || row.status === 'revoked' ? row.status : 'issued';
  const standing = certificateStanding({ status, validUntil }, today);
  const name = sellers.find((seller) => seller.code === row.issuer)?.name ?? senderName;
  return {
    code: row.code,
    standing,
    reason: revocationReasons.find((one) => one === row.reasonClass) ?? '',
    kind: certificateKinds.find((one) => one === row.kind) ?? 'course',
    issuer: { code: row.issuer || regionIssuer, name },
    issuedOn: calendar.dateOf(row.issuedAt.getTime()),
    validUntil,
    since: await since(),
  };

  async function since(): Promise<IsoDate | ''> {
    switch (standing) {
      case 'valid':
        return '';
      case 'expired':
        return calendar.addDays(validUntil, 1);
      case 'revoked':
        return fromDateOrEmpty(row.revokedOn);
      case 'replaced': {
        const next = await deps.db.certificate.findFirst({ where: { key: row.key, replaces: row.version } });
        return next === null ? '' : calendar.dateOf(next.issuedAt.getTime());
      }
    }
  }
}

/** What the certificate is of, for somebody who has typed the name that it bears. */
export interface ConfirmedCertificate {
  readonly title: string;
  /** Higher-education credits, hp; undefined when it gives none. */
  readonly credits?: number | undefined;
  /** The verifiable credential, a signed token. */
  readonly credential: string;
}

/**
 * Compares a typed name with the one on the certificate, of which only a hash is read.
 * @returns undefined when it is another name, and when the certificate has no credential
 */
export async function confirmName(
  deps: LookUpDependencies,
  code: string,
  typed: string,
): Promise<ConfirmedCertificate | undefined> {
  const row = await deps.db.certificate.findFirst({ where: { code }, select: { credential: true } });
  if (row === null || row.credential === '') return undefined;
  const credential = Buffer.from(await deps.store.get(row.credential)).toString('utf8');
  const read = await ourCredential(deps, credential);
  const identity = read && typedIdentity(read);
  if (read === undefined || identity === undefined || !isNameOf(identity, typed)) return undefined;
  return { title: read.name, credits: read.credentialSubject.creditsEarned, credential };
}

/** What a credential says, when one of our issuers has signed it. */
async function ourCredential(
  deps: LookUpDependencies,
  token: string,
): Promise<CredentialPayload | undefined> {
  if (deps.issuing === undefined) return undefined;
  const read = credentialPayload.safeParse(openJson(token, await deps.issuing.certificates()));
  return read.success ? read.data : undefined;
}
