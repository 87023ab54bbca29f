/** What silences escalation for a while: an exemption, leave, or a plan with a date. */
import { fromDate, fromDateOrEmpty } from '../../prisma/client.ts';
import { findManager } from './lookUp.ts';
import type { Answering, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

export interface Respite {
  readonly person: string;
  readonly kind: 'exempt' | 'leave' | 'plan';
  /** Last day; empty for an open end, which a plan cannot have. */
  readonly until: string;
  /** First day; today without it. */
  readonly from?: string;
}

export interface RespiteAnswers {
  grantRespite(respite: Respite): Promise<Outcome>;
}

export const respiteAnswers = (run: Answering): RespiteAnswers => ({
  grantRespite: ({ person, kind, until, from }) =>
    run(person, async (occasion) => {
      const { tx, today } = occasion;
      findManager(occasion, person);
      if (until === '' && kind === 'plan') {
        throw new AnswerRefused(
          'date_missing',
          `En plan för ${person} behöver ett datum. Skriv till exempel 2027-01-31.`,
        );
      }
      if (until !== '' && (until < today || until < (from ?? today))) {
        throw new AnswerRefused(
          'date_passed',
          `Datumet ${until} har redan passerat. Ange en dag framåt i tiden.`,
        );
      }
      const before = await tx.respite.findUnique({ where: { person_kind: { person, kind } } });
      const same =
        before !== null &&
        fromDateOrEmpty(before.until) === until &&
        (from === undefined || fromDate(before.from) === from);
      if (same) return [];
      // A leave that is prolonged began when it began: the days before today stay part of it.
      const running = before !== null && (before.until === null || fromDate(before.until) >= today);
      const begins = from ?? (running ? fromDate(before.from) : today);
      return [
        {
          kind: 'respite_granted',
          subject: `${person}.${kind}`,
          data: { person, kind, from: begins, until },
        },
      ];
    }),
});
