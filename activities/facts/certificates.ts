/** Facts about certificates: versions that are issued, revoked, restored, and asked for anew. */
import { z } from 'zod';
import { reissueCauses, replacementCauses, revocationReasons } from '../../domain/certificates/standing.ts';
import { lifeId } from '../../domain/lives.ts';
import { toDate, toDateOrNull, toTimestamp } from '../../prisma/client.ts';
import { factKind, type RecordedFact } from './kind.ts';

const version = {
  key: z.string(),
  version: z.number().int().positive(),
  person: z.string(),
};

const journeys = (facts: readonly RecordedFact<{ readonly person: string }>[]) =>
  facts.map(({ data }) => lifeId('managerJourney', data.person));

export const certificateIssued = factKind({
  kind: 'certificate_issued',
  schema: z.object({
    key: z.string(),
    kind: z.enum(['course', 'course_day', 'programme', 'web']),
    person: z.string(),
    offering: z.string(),
    number: z.string(),
    document: z.string(),
    version: z.number().int().positive().default(1),
    /** The version that this one takes the place of; 0 for the first. */
    replaces: z.number().int().nonnegative().default(0),
    cause: z.enum(['', ...replacementCauses]).default(''),
    /** What it says; 0 when it says nothing of the kind. */
    daysPresent: z.number().int().nonnegative().default(0),
    creditsTenths: z.number().int().nonnegative().default(0),
    issuer: z.string().default(''),
    /** Empty when it does not expire. */
    validUntil: z.union([z.iso.date(), z.literal('')]).default(''),
    /** Of its status page, its place in the status lists, and the hash of its credential; none without a public address. */
    code: z.string().default(''),
    statusIndex: z.number().int().nonnegative().nullable().default(null),
    credential: z.string().default(''),
  }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      const { key, replaces } = data;
      await tx.certificate.updateMany({
        where: { key, version: replaces, status: 'issued' },
        data: { status: 'replaced' },
      });
      await tx.certificate.create({
        data: {
          ...data,
          status: 'issued',
          issuedAt: toTimestamp(recordedAt),
          validUntil: toDateOrNull(data.validUntil),
        },
      });
    }
  },
  wakes: (_tx, facts) => journeys(facts),
});

/** A certificate counts no more: a fact that it stood on has been corrected, or a coordinator has decided so. */
export const certificateRevoked = factKind({
  kind: 'certificate_revoked',
  schema: z.object({ ...version, reasonClass: z.enum(revocationReasons) }),
  async project(tx, facts) {
    for (const { data, recordedAt, validOn, source } of facts) {
      const { key, reasonClass } = data;
      await tx.certificate.update({
        where: { key_version: { key, version: data.version } },
        data: {
          status: 'revoked',
          revokedAt: toTimestamp(recordedAt),
          revokedOn: toDate(validOn),
          reasonClass,
          revocations: { increment: 1 },
          revokedByHand: source === 'hand',
          restoredAt: null,
        },
      });
    }
  },
  wakes: (_tx, facts) => journeys(facts),
});

/** The undo of a revocation that was decided: it counts again. */
export const certificateRestored = factKind({
  kind: 'certificate_restored',
  schema: z.object(version),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      await tx.certificate.update({
        where: { key_version: { key: data.key, version: data.version } },
        data: {
          status: 'issued',
          revokedOn: null,
          reasonClass: '',
          restoredAt: toTimestamp(recordedAt),
        },
      });
    }
  },
  wakes: (_tx, facts) => journeys(facts),
});

/** A new version of a certificate that holds is asked for, because of a new name or for another reason. */
export const certificateReissueAsked = factKind({
  kind: 'certificate_reissue_asked',
  schema: z.object({ ...version, cause: z.enum(reissueCauses) }),
  async project(tx, facts) {
    for (const { data, recordedAt, source } of facts) {
      await tx.certificate.update({
        where: { key_version: { key: data.key, version: data.version } },
        data: {
          reissueAt: toTimestamp(recordedAt),
          reissueCause: data.cause,
          reissueByHand: source === 'hand',
        },
      });
    }
  },
  wakes: (_tx, facts) => journeys(facts),
});

/** The undo of `certificate_reissue_asked`, while the new version has not been made. */
export const certificateReissueWithdrawn = factKind({
  kind: 'certificate_reissue_withdrawn',
  schema: z.object(version),
  async project(tx, facts) {
    for (const { data } of facts) {
      await tx.certificate.update({
        where: { key_version: { key: data.key, version: data.version } },
        data: { reissueAt: null, reissueCause: '', reissueByHand: false },
      });
    }
  },
  wakes: (_tx, facts) => journeys(facts),
});
