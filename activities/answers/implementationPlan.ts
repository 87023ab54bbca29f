/** A municipality's plan for workplace learning (kommunal genomförandeplan): done, moved, cancelled. */
import { fromDate } from '../../prisma/client.ts';
import type { FactKindName, NewFact } from '../facts/record.ts';
import { newest } from './newest.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

interface ActivityOf {
  readonly activity: string;
}

export interface PlanAnswers {
  completeActivity(activity: ActivityOf): Promise<Outcome>;
  /** It was not done after all. */
  reopenActivity(activity: ActivityOf): Promise<Outcome>;
  /** To another day; an activity that was cancelled is planned again. */
  moveActivity(activity: ActivityOf & { readonly to: string }): Promise<Outcome>;
  cancelActivity(activity: ActivityOf): Promise<Outcome>;
}

export const planAnswers = (run: Answering): PlanAnswers => ({
  completeActivity: ({ activity: code }) =>
    run(`plan ${code}`, async (occasion) => {
      const row = await find(occasion, code);
      if (row.doneOn !== null) return [];
      if (row.cancelledOn !== null) {
        throw new AnswerRefused(
          'activity_cancelled',
          `Aktiviteten ${code} är inställd sedan ${fromDate(row.cancelledOn)}. Planera den igen först.`,
        );
      }
      return [{ kind: 'plan_activity_done', subject: code, data: { code } }];
    }),

  reopenActivity: ({ activity: code }) =>
    run(`plan ${code}`, async (occasion) => {
      const row = await find(occasion, code);
      if (row.doneOn === null) return [];
      return [await undo(occasion, code, 'plan_activity_reopened', 'plan_activity_done')];
    }),

  moveActivity: ({ activity: code, to }) =>
    run(`plan ${code}`, async (occasion) => {
      const { municipality, title, supportPerson, plannedOn, cancelledOn } = await find(occasion, code);
      if (fromDate(plannedOn) === to && cancelledOn === null) return [];
      if (to < occasion.today) {
        throw new AnswerRefused(
          'date_passed',
          `Datumet ${to} har redan passerat. Ange en dag framåt i tiden.`,
        );
      }
      const data = { code, municipality, title, plannedOn: to, supportPerson };
      return [{ kind: 'plan_activity_planned', subject: code, data }];
    }),

  cancelActivity: ({ activity: code }) =>
    run(`plan ${code}`, async (occasion) => {
      const row = await find(occasion, code);
      if (row.cancelledOn !== null) return [];
      return [await undo(occasion, code, 'plan_activity_cancelled', 'plan_activity_planned')];
    }),
});

async function find({ tx }: Occasion, code: string) {
  const row = await tx.planActivity.findUnique({ where: { code } });
  if (row !== null) return row;
  throw new AnswerRefused(
    'unknown_activity',
    `Genomförandeplanen har ingen aktivitet ”${code}”. Rätta koden.`,
  );
}

async function undo(
  { tx }: Occasion,
  code: string,
  kind: 'plan_activity_reopened' | 'plan_activity_cancelled',
  undone: FactKindName,
): Promise<NewFact> {
  return { kind, subject: code, data: { code }, ...(await newest(tx, undone, code)) };
}
