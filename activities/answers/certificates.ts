/** Certificates that a coordinator revokes, restores, or has made anew. */
import { type DecidedReason, isDecided, type ReissueCause } from '../../domain/certificates/standing.ts';
import type { Certificate } from '../../prisma/generated/client.ts';
import { newestCertificate } from '../certification/find.ts';
import type { NewFact } from '../facts/record.ts';
import { newest } from './newest.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

/** `certificate` is a number, or the beginning that all versions share: `HT2026-1b-1/2081-m01`, meaning the newest. */
export interface CertificateAnswers {
  /** It counts no more, and no new version follows until it is restored. */
  revokeCertificate(decision: {
    readonly certificate: string;
    readonly reason: DecidedReason;
  }): Promise<Outcome>;
  /** Takes such a decision back. */
  restoreCertificate(decision: { readonly certificate: string }): Promise<Outcome>;
  /** A new version of one that holds, as the person is called and the facts are now. */
  reissueCertificate(wish: { readonly certificate: string; readonly cause: ReissueCause }): Promise<Outcome>;
  /** Not after all, while the new version has not been made. */
  undoReissueCertificate(wish: { readonly certificate: string }): Promise<Outcome>;
}

export const certificateAnswers = (run: Answering): CertificateAnswers => ({
  revokeCertificate: ({ certificate, reason }) =>
    run(certificate, async (occasion) => {
      const row = await findNewest(occasion, certificate);
      if (row.status === 'revoked') {
        if (row.reasonClass === reason) return [];
        throw new AnswerRefused(
          'certificate_revoked',
          `Intyget ${row.number} är redan indraget. Återställ det först om skälet ska vara ett annat.`,
        );
      }
      return [
        { kind: 'certificate_revoked', subject: row.key, data: { ...about(row), reasonClass: reason } },
      ];
    }),

  restoreCertificate: ({ certificate }) =>
    run(certificate, async (occasion) => {
      const row = await findNewest(occasion, certificate);
      if (row.status === 'issued') {
        if (row.restoredAt !== null) return [];
        throw new AnswerRefused('nothing_to_undo', `Intyget ${row.number} gäller redan.`);
      }
      if (!isDecided(row.reasonClass)) {
        throw new AnswerRefused(
          'certificate_not_earned',
          `Intyget ${row.number} slutade gälla för att uppgifterna bakom det rättades. Rätta dem i stället, så utfärdas en ny version.`,
        );
      }
      const corrects = await newest(occasion.tx, 'certificate_revoked', row.key);
      return [{ kind: 'certificate_restored', subject: row.key, data: about(row), ...corrects }];
    }),

  reissueCertificate: ({ certificate, cause }) =>
    run(certificate, async (occasion) => {
      const row = await findNewest(occasion, certificate);
      if (row.status !== 'issued') {
        throw new AnswerRefused(
          'certificate_revoked',
          `Intyget ${row.number} gäller inte. Bara ett intyg som gäller kan utfärdas på nytt.`,
        );
      }
      if (row.reissueAt !== null) return [];
      return [{ kind: 'certificate_reissue_asked', subject: row.key, data: { ...about(row), cause } }];
    }),

  undoReissueCertificate: ({ certificate }) =>
    run(certificate, async (occasion): Promise<NewFact[]> => {
      const row = await findNewest(occasion, certificate);
      const corrects = await newest(occasion.tx, 'certificate_reissue_asked', row.key);
      if (row.reissueAt === null) {
        const before = await newest(occasion.tx, 'certificate_reissue_withdrawn', row.key);
        if (before.corrects !== undefined) return [];
        throw new AnswerRefused(
          'nothing_to_undo',
          `Det finns ingen begäran om ett nytt intyg ${row.number} att ta tillbaka, eller så är det redan utfärdat.`,
        );
      }
      return [{ kind: 'certificate_reissue_withdrawn', subject: row.key, data: about(row), ...corrects }];
    }),
});

const about = ({ key, version, person }: Certificate) => ({ key, version, person });

/** @throws AnswerRefused when there is no such certificate, or another version has taken its place */
async function findNewest({ tx }: Occasion, certificate: string): Promise<Certificate> {
  const found = await newestCertificate(tx, certificate);
  if (found === null) {
    throw new AnswerRefused(
      'unknown_certificate',
      `Det finns inget intyg med numret ”${certificate}”. Rätta numret; det står på intyget.`,
    );
  }
  if (found.status !== 'replaced') return found;
  const latest = await tx.certificate.findFirst({ where: { key: found.key }, orderBy: { version: 'desc' } });
  throw new AnswerRefused(
    'certificate_replaced',
    `Intyget ${found.number} har ersatts av ${latest?.number ?? 'en nyare version'}. Ange det i stället.`,
  );
}
