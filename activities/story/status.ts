/** How the installation is doing: what is under way, and everything that a person should look at. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Calendar } from '../../domain/calendar/calendar.ts';
import type { Instant, IsoDate } from '../../domain/calendar/dates.ts';
import { fromDate, fromDateOrEmpty } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';

export interface Status {
  /** Business time, and whether it is stepped by a play or a test. */
  readonly now: Instant;
  readonly clock: 'system' | 'stepped';
  readonly lives: readonly {
    readonly kind: string;
    readonly state: string;
    readonly stage: string;
    readonly count: number;
  }[];
  readonly stuck: readonly { readonly life: string; readonly reason: string }[];
  /** Lives that should have moved and have not. */
  readonly late: readonly {
    readonly life: string;
    readonly why: LateReason;
    readonly since: Instant | null;
  }[];
  /** Effects that wait for a person, or were begun long ago without an outcome. */
  readonly effects: readonly {
    readonly key: string;
    readonly status: string;
    readonly dueAt: Instant;
    readonly reply: string;
  }[];
  /** Deadlines of decisions that no planned seat is in time for, and that have not passed. */
  readonly unreachable: readonly {
    readonly person: string;
    readonly what: string;
    readonly deadline: IsoDate;
    /** Last day of a plan or extension that answers it, or empty. */
    readonly answeredUntil: IsoDate | '';
  }[];
  readonly tasks: readonly {
    readonly key: string;
    readonly kind: string;
    readonly subject: string;
    readonly openedAt: Instant;
  }[];
}

/** `wait_passed`: its moment came and went. `not_planned`: woken, and not planned since. */
export type LateReason = 'wait_passed' | 'not_planned';

export interface Patience {
  /** Milliseconds of business time that a life may be behind its moment. */
  readonly waitMs: number;
  /** Milliseconds of real time in which a woken life should be planned. */
  readonly wakeMs: number;
  /** Milliseconds of real time that an effect may be under way. */
  readonly claimMs: number;
}

const patient: Patience = { waitMs: 60_000, wakeMs: 3_000, claimMs: 10 * 60_000 };

/** A deadline lasts until its day is over. */
const dayMs = 86_400_000;

const livesCounted = z.array(
  z.object({ kind: z.string(), state: z.string(), stage: z.string(), count: z.number() }),
);

/** @param patience how long is too long; the defaults suit a running worker */
export async function status(
  deps: Pick<Dependencies, 'db' | 'clock'>,
  patience: Patience = patient,
): Promise<Status> {
  const { db } = deps;
  const unplanned = await notPlanned(deps);
  // When a life was woken is not written down; one that is found so twice, unmoved, waits too long.
  const stillUnplanned = new Set<string>();
  if (unplanned.size > 0) {
    await sleep(patience.wakeMs);
    for (const [life, planned] of await notPlanned(deps)) {
      if (unplanned.get(life) === planned) stillUnplanned.add(life);
    }
  }
  const now = await deps.clock.now(db);
  const stepped = await db.clock.count();
  const passed = await db.life.findMany({
    where: { state: 'open', waitUntil: { lt: new Date(now - patience.waitMs) } },
    select: { id: true, waitUntil: true },
    orderBy: { id: 'asc' },
  });
  const stuck = await db.life.findMany({ where: { state: 'stuck' }, orderBy: { id: 'asc' } });
  const effects = await db.effect.findMany({
    where: {
      OR: [
        { status: { in: ['doubtful', 'refused', 'held'] } },
        { status: 'claimed', claimedAt: { lt: new Date(Date.now() - patience.claimMs) } },
      ],
    },
    orderBy: [{ status: 'asc' }, { dueAt: 'asc' }, { key: 'asc' }],
  });
  const tasks = await db.coordinatorTask.findMany({
    where: { closedAt: null },
    orderBy: [{ openedAt: 'asc' }, { key: 'asc' }],
  });
  const unreachable = await db.escalationCase.findMany({
    where: { state: 'open', cause: 'unreachable', deadline: { gte: new Date(now - dayMs) } },
    orderBy: [{ deadline: 'asc' }, { person: 'asc' }, { what: 'asc' }],
  });
  const lives = await db.$queryRaw`
    select kind, state, stage, count(*)::int as count from life group by 1, 2, 3 order by 1, 2, 3`;
  return {
    now,
    clock: stepped > 0 ? 'stepped' : 'system',
    lives: livesCounted.parse(lives),
    stuck: stuck.map(({ id, reason }) => ({ life: id, reason })),
    late: [
      ...passed.map(({ id, waitUntil }) => ({
        life: id,
        why: 'wait_passed' as const,
        since: waitUntil?.getTime() ?? null,
      })),
      ...[...stillUnplanned].sort().map((life) => ({ life, why: 'not_planned' as const, since: null })),
    ],
    effects: effects.map(({ key, status: is, dueAt, reply }) => ({
      key,
      status: is,
      dueAt: dueAt.getTime(),
      reply,
    })),
    unreachable: unreachable.map(({ person, what, deadline, answeredUntil }) => ({
      person,
      what,
      deadline: fromDate(deadline),
      answeredUntil: fromDateOrEmpty(answeredUntil),
    })),
    tasks: tasks.map(({ key, kind, subject, openedAt }) => ({
      key,
      kind,
      subject,
      openedAt: openedAt.getTime(),
    })),
  };
}

/** Open lives with a wake-up that no plan has answered, and what they have planned. */
async function notPlanned({ db }: Pick<Dependencies, 'db'>): Promise<Map<string, bigint>> {
  const rows = await db.life.findMany({
    where: { state: 'open', wanted: { gt: db.life.fields.planned } },
    select: { id: true, planned: true },
  });
  return new Map(rows.map(({ id, planned }) => [id, planned]));
}

/** Whether anything needs a person. */
export const needsAttention = ({ stuck, late, effects, tasks }: Status): boolean =>
  stuck.length + late.length + effects.length + tasks.length > 0;

const shown = 10;

/** The same for a terminal; of long lists the first ten. */
export function statusText(report: Status, calendar: Calendar): string {
  const at = (moment: Instant) => `${calendar.dateOf(moment)} ${calendar.timeOf(moment)}`;
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [
          `${title}: ${lines.length}`,
          ...lines.slice(0, shown).map((line) => `  ${line}`),
          ...(lines.length > shown ? [`  … and ${lines.length - shown} more`] : []),
        ];
  const kinds = report.lives.map(
    ({ kind, state, stage, count }) =>
      `  ${kind}, ${state}${stage === '' ? '' : `, ${stage.replaceAll('_', ' ')}`}: ${count}`,
  );
  return [
    `${at(report.now)} by the ${report.clock} clock`,
    kinds.length === 0 ? 'No lives yet' : 'Lives',
    ...kinds,
    ...part(
      'Stuck',
      report.stuck.map(({ life, reason }) => `${life}: ${reason}`),
    ),
    ...part(
      'Late',
      report.late.map(({ life, why, since }) =>
        why === 'not_planned'
          ? `${life}: woken, but not planned; is a worker running?`
          : `${life}: its moment ${since === null ? '' : `${at(since)} `}has passed`,
      ),
    ),
    ...part(
      'Mails and other effects to look at',
      report.effects.map(
        ({ key, status: is, dueAt, reply }) =>
          `${at(dueAt)} ${is}: ${key}${reply === '' ? '' : ` (${reply})`}`,
      ),
    ),
    ...part(
      'Deadlines that no planned seat can meet',
      report.unreachable.map(
        ({ person, what, deadline, answeredUntil }) =>
          `${person}: to ${what} by ${deadline}${answeredUntil === '' ? '' : `, answered until ${answeredUntil}`}`,
      ),
    ),
    ...part(
      "On the coordinators' list",
      report.tasks.map(
        ({ kind, subject, openedAt }) => `${at(openedAt)} ${kind.replaceAll('_', ' ')}: ${subject}`,
      ),
    ),
    ...(needsAttention(report) ? [] : ['Nothing needs attention']),
  ].join('\n');
}
