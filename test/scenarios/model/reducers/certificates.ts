/** Versions of certificates: issued, revoked, restored, and asked for anew. */
import { toDate, toDateOrNull, toTimestamp } from '../../../../prisma/client.ts';
import type { CurrentTables } from '../tables.ts';
import type { ReducersOf } from './reducer.ts';

interface Which {
  readonly key: string;
  readonly version: number;
}

const update = (
  { certificate }: CurrentTables,
  which: Which,
  set: Parameters<CurrentTables['certificate']['update']>[1],
): void => {
  certificate.update(({ key, version }) => key === which.key && version === which.version, set);
};

export const certificateReducers: ReducersOf<
  | 'certificate_issued'
  | 'certificate_revoked'
  | 'certificate_restored'
  | 'certificate_reissue_asked'
  | 'certificate_reissue_withdrawn'
> = {
  certificate_issued({ certificate }, { data, recordedAt }) {
    certificate.update(
      (row) => row.key === data.key && row.version === data.replaces && row.status === 'issued',
      { status: 'replaced' },
    );
    certificate.insert({
      ...data,
      ...{ issuedAt: toTimestamp(recordedAt), status: 'issued', validUntil: toDateOrNull(data.validUntil) },
      ...{ revokedAt: null, revokedOn: null, reasonClass: '', revocations: 0, revokedByHand: false },
      ...{ restoredAt: null, reissueAt: null, reissueCause: '', reissueByHand: false },
    });
  },

  certificate_revoked(tables, { data, recordedAt, validOn, source }) {
    const before = tables.certificate.where(
      ({ key, version }) => key === data.key && version === data.version,
    )[0];
    update(tables, data, {
      ...{ status: 'revoked', reasonClass: data.reasonClass, restoredAt: null },
      ...{ revokedAt: toTimestamp(recordedAt), revokedOn: toDate(validOn) },
      ...{ revocations: (before?.revocations ?? 0) + 1, revokedByHand: source === 'hand' },
    });
  },

  certificate_restored(tables, { data, recordedAt }) {
    update(tables, data, {
      ...{ status: 'issued', reasonClass: '', revokedOn: null, restoredAt: toTimestamp(recordedAt) },
    });
  },

  certificate_reissue_asked(tables, { data, recordedAt, source }) {
    update(tables, data, {
      ...{ reissueAt: toTimestamp(recordedAt), reissueCause: data.cause },
      reissueByHand: source === 'hand',
    });
  },

  certificate_reissue_withdrawn(tables, { data }) {
    update(tables, data, { reissueAt: null, reissueCause: '', reissueByHand: false });
  },
};
