/** A municipality's plan for workplace learning (kommunal genomförandeplan): done, moved, cancelled. */
import { fromDate } from '../../prisma/client.ts';
import { planActivityPlanned } from '../facts/otherCourses.ts';
import { planOccurrence } from '../facts/planOccurrence.ts';
import type { FactData, FactKindName, NewFact } from '../facts/record.ts';
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
  /** Takes back the newest move or cancellation: the activity is planned as it was before. */
  undoActivity(activity: ActivityOf): Promise<Outcome>;
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

  undoActivity: ({ activity: code }) =>
    run(`plan ${code}`, async (occasion) => {
      await find(occasion, code);
      const said = await plansThatStand(occasion, code);
      const newest = said.at(-1);
      const before = said.at(-2);
      if (newest === undefined || before === undefined || newest.isFromFiles) {
        throw new AnswerRefused(
          'nothing_to_undo',
          `Ingen ändring av aktiviteten ${code} är införd här som kan tas tillbaka. Rätta koden, eller rätta filen implementation_plan.csv.`,
        );
      }
      const corrects = newest.seq;
      return [
        before.isCancelled
          ? { kind: 'plan_activity_cancelled', subject: code, data: { code }, corrects }
          : { kind: 'plan_activity_planned', subject: code, data: before.plan, corrects },
      ];
    }),
});

interface Said {
  readonly seq: bigint;
  readonly isFromFiles: boolean;
  readonly isCancelled: boolean;
  /** As it was planned from then on. */
  readonly plan: FactData<'plan_activity_planned'> & { readonly occurrence: number };
}

/** What has been said of when an activity is, without what was taken back, in the order of the log. */
async function plansThatStand({ tx }: Occasion, code: string): Promise<readonly Said[]> {
  const log = await tx.fact.findMany({
    where: { subject: code, kind: { in: ['plan_activity_planned', 'plan_activity_cancelled'] } },
    orderBy: { seq: 'asc' },
    select: { seq: true, kind: true, source: true, corrects: true, data: true },
  });
  const said: Said[] = [];
  for (const [index, { seq, kind, source, corrects, data }] of log.entries()) {
    const last = said.at(-1);
    const isFromFiles = source !== 'hand' && source !== 'answers';
    if (kind === 'plan_activity_cancelled') {
      if (last !== undefined) said.push({ seq, isFromFiles, isCancelled: true, plan: last.plan });
    } else if (corrects !== null) {
      said.pop();
    } else {
      const plan = planActivityPlanned.schema.parse(data);
      const earlier = log.slice(0, index).filter((row) => row.kind === kind).length;
      const occurrence = planOccurrence(last?.plan, plan.plannedOn, earlier);
      said.push({ seq, isFromFiles, isCancelled: false, plan: { ...plan, occurrence } });
    }
  }
  return said;
}

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
