/**
 * Moves the stepped clock. One moment runs in fixed phases, each to rest before the next: people's answers, the term's
 * enrolment, offerings, journeys, invoicing, reports; again while new work is due. Then the clock goes to the next
 * moment at which anything waits. So the same region, seed and code give the same ledger.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dependencies } from '../../activities/dependencies.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import { type LifeKind, phases } from '../../domain/lives.ts';
import type { Database } from '../../prisma/client.ts';
import { stepClock } from '../clock.ts';
import type { Dispatcher } from '../dispatcher.ts';
import type { ScheduledMoment } from '../schedules.ts';

/** What people do in the play: the seeded model, or a file of answers. */
export interface People {
  /** The next moment after `now` at which somebody does something; null when nobody will. */
  next(now: Instant): Promise<Instant | null>;
  /** Everything that people do up to and including `now`; returns how much that was. */
  act(now: Instant): Promise<number>;
}

export interface DriverParts {
  readonly deps: Pick<Dependencies, 'db'>;
  readonly dispatcher: Dispatcher;
  readonly people: People;
  /** Moments of schedules within the play, in order. */
  readonly schedule: readonly ScheduledMoment[];
  fire(moment: ScheduledMoment): Promise<void>;
  /** Whether all obligations of the chosen terms are done. */
  finished(): Promise<boolean>;
  /** Called at least once a moment and a few times a second while waiting. */
  progress(now: Instant, waitingFor: string): void;
  /** Resolves when a plan has been written, or after so long; without it, the driver looks again and again. */
  stirred?(atMostMs: number): Promise<void>;
  /** Details for the error when nothing moves. */
  diagnose(lives: readonly string[]): Promise<string>;
}

/** What one moment needs; only a whole play has an end. */
type MomentParts = Omit<DriverParts, 'finished'>;

const roundsPerMoment = 20;
/** Between two looks at the same lives, however much they stir: looking costs work too. */
const pollMs = 4;
/** Told of every plan, the driver looks by itself only now and then: something may have moved unseen. */
const quietMs = 50;
/**
 * Longer than the longest activity may take and its next attempt: a busy server can lose a task on its way to the
 * worker, and hands it out anew only when the activity's time is over.
 */
const stallMs = 5 * 60_000;

/** Nothing has moved for minutes, or a moment never comes to rest: the play cannot go on by itself. */
export class PlayStalled extends Error {
  override readonly name = 'PlayStalled';
}

/** Runs from `from` until the terms' obligations are done. */
export async function drive(parts: DriverParts, from: Instant): Promise<Instant> {
  let now = from;
  await stepClock(parts.deps.db, now);
  for (;;) {
    await runMoment(parts, now);
    if (await parts.finished()) return now;
    const next = await nextMoment(parts, now);
    if (next === undefined) throw new PlayStalled('nothing is ahead, and yet the terms are not finished');
    now = next;
    await stepClock(parts.deps.db, now);
  }
}

/** Runs the moment `from` and every later one up to `to`, where the clock then stands. For tests that look in between. */
export async function driveTo(parts: MomentParts, from: Instant, to: Instant): Promise<void> {
  for (let now = from; ; ) {
    await stepClock(parts.deps.db, now);
    await runMoment(parts, now);
    if (now >= to) return;
    now = Math.min(to, (await nextMoment(parts, now)) ?? to);
  }
}

async function runMoment(parts: MomentParts, now: Instant): Promise<void> {
  const { db } = parts.deps;
  for (const moment of parts.schedule) {
    if (moment.at === now) await fireAndAwait(parts, moment);
  }
  for (let round = 1; round <= roundsPerMoment; round += 1) {
    const acted = await parts.people.act(now);
    let due = await kindsDue(db, now);
    for (const kind of phases) {
      if (!due.has(kind)) continue;
      await wakeByClock(db, kind, now);
      await settlePhase(parts, kind, now);
      // What a phase has done may be the next one's business.
      due = await kindsDue(db, now);
    }
    if (acted === 0 && due.size === 0) return;
  }
  const restless = await db.life.findMany({
    where: { state: 'open' },
    take: 20,
    orderBy: { waitUntil: 'asc' },
  });
  const names = restless.filter((life) => life.wanted > life.planned).map((life) => life.id);
  throw new PlayStalled(
    `no rest at ${new Date(now).toISOString()} after ${roundsPerMoment} rounds: ${names.join(', ')}`,
  );
}

/** What the timer of a life would do on the system clock: its moment has come. */
async function wakeByClock(db: Database, kind: LifeKind, now: Instant): Promise<void> {
  await db.$executeRaw`
    update life set wanted = wanted + 1
    where kind = ${kind} and state = 'open' and planned = wanted and wait_until <= ${new Date(now)}`;
}

interface PhaseState {
  readonly unplanned: number;
  readonly busy: number;
  readonly claimed: number;
  readonly plans: bigint | null;
}

/** Delivers wake-ups of one kind of lives until all of them are at rest. */
async function settlePhase(parts: MomentParts, kind: LifeKind, now: Instant): Promise<void> {
  const { db } = parts.deps;
  let lastChange = Date.now();
  let seen = '';
  for (;;) {
    const state = await phaseState(db, kind, now);
    if (state.unplanned === 0 && state.busy === 0 && state.claimed === 0) return;
    if (state.unplanned > 0) await parts.dispatcher.deliver([kind]);
    const signature = JSON.stringify([state.unplanned, state.busy, state.claimed, String(state.plans)]);
    if (signature !== seen) {
      seen = signature;
      lastChange = Date.now();
    } else if (Date.now() - lastChange > stallMs) {
      throw new PlayStalled(await stallReport(parts, kind, now));
    }
    parts.progress(now, `${state.unplanned + state.busy} ${kind}`);
    await sleep(pollMs);
    await parts.stirred?.(quietMs);
  }
}

async function phaseState(db: Database, kind: LifeKind, now: Instant): Promise<PhaseState> {
  const [state] = await db.$queryRaw<PhaseState[]>`
    select (count(*) filter (where wanted > planned))::int as unplanned,
           (count(*) filter (where wanted = planned and wait_until <= ${new Date(now)}))::int as busy,
           (select count(*) from effect where status = 'claimed'
              and life in (select id from life where kind = ${kind} and state <> 'stuck'))::int as claimed,
           sum(planned)::bigint as plans
    from life where kind = ${kind} and state = 'open'`;
  return state ?? { unplanned: 0, busy: 0, claimed: 0, plans: null };
}

/** Kinds of lives that are not at rest: to be planned, due by the clock, or with an effect under way. */
async function kindsDue(db: Database, now: Instant): Promise<ReadonlySet<LifeKind>> {
  const rows = await db.$queryRaw<{ kind: LifeKind }[]>`
    select distinct kind from life
    where (state = 'open' and (wanted > planned or wait_until <= ${new Date(now)}))
       or (state <> 'stuck' and id in (select life from effect where status = 'claimed'))`;
  return new Set(rows.map(({ kind }) => kind));
}

async function nextMoment(parts: MomentParts, now: Instant): Promise<Instant | undefined> {
  const [row] = await parts.deps.db.$queryRaw<{ at: Date | null }[]>`
    select min(wait_until) as at from life where state = 'open'`;
  const candidates = [
    row?.at?.getTime(),
    (await parts.people.next(now)) ?? undefined,
    parts.schedule.find((moment) => moment.at > now)?.at,
  ].filter((at) => at !== undefined);
  return candidates.length === 0 ? undefined : Math.max(now + 1, Math.min(...candidates));
}

/** A schedule's workflow only records that a period has come; that fact then begins the life that reports it. */
async function fireAndAwait(parts: MomentParts, moment: ScheduledMoment): Promise<void> {
  const asOf = new Date(moment.at);
  const opened = () =>
    parts.deps.db.reportPeriod
      .count({ where: { audience: moment.audience, asOf } })
      .then((count) => count > 0);
  if (await opened()) return;
  await parts.fire(moment);
  const since = Date.now();
  while (!(await opened())) {
    if (Date.now() - since > stallMs) {
      throw new PlayStalled(
        `the schedule for ${moment.audience} did not open its period at ${asOf.toISOString()}`,
      );
    }
    parts.progress(moment.at, 'schedule');
    await sleep(pollMs);
  }
}

async function stallReport(parts: MomentParts, kind: LifeKind, now: Instant): Promise<string> {
  const lives = await parts.deps.db.$queryRaw<{ id: string }[]>`
    select id from life where kind = ${kind} and state = 'open'
      and (wanted > planned or wait_until <= ${new Date(now)}) order by id limit 5`;
  const ids = lives.map((life) => life.id);
  return `nothing has moved for ${stallMs / 1000} s at ${new Date(now).toISOString()}; waiting for ${ids.join(', ')}\n${await parts.diagnose(ids)}`;
}
