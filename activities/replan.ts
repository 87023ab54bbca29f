/** Lets all lives that are not done plan again, after something that no fact tells of. */
import { planFrom } from '../domain/agenda.ts';
import type { Instant } from '../domain/calendar/dates.ts';
import type { Dependencies } from './dependencies.ts';
import { wake } from './facts/record.ts';
import { lookAhead } from './lives/plan.ts';

/** Lives woken in one transaction: facts about them wait no longer than that. */
const batch = 200;

/**
 * Raises `wanted` of every life that is not done: after Temporal's state was lost, after the database was restored, or
 * with a new version of the rules. The dispatcher starts those again that have no runner. What the ledger says is done
 * stays done; a life that was stuck tries again.
 * @returns how many lives were woken
 */
export async function replanOpenLives(deps: Pick<Dependencies, 'db'>): Promise<number> {
  let woken = 0;
  for (let after = ''; ; ) {
    const lives = await deps.db.life.findMany({
      where: { state: { not: 'done' }, id: { gt: after } },
      select: { id: true },
      orderBy: { id: 'asc' },
      take: batch,
    });
    const last = lives.at(-1);
    if (last === undefined) return woken;
    await deps.db.$transaction((tx) =>
      wake(
        tx,
        lives.map(({ id }) => id),
      ),
    );
    woken += lives.length;
    after = last.id;
  }
}

/** What a life would do differently if it planned now. */
export interface ReplanChange {
  readonly life: string;
  /** The moment for which it waits, and the one for which it would; null for none. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /** Keys of what it would do at once, and of what it would no longer do. */
  readonly atOnce: readonly string[];
  readonly dropped: readonly string[];
}

/**
 * Plans every life that is not done by the code and the facts of now, without writing anything.
 * @returns the lives for which something differs from their last plan, by id
 */
export async function replanDifference(
  deps: Pick<Dependencies, 'db' | 'clock' | 'reference'>,
): Promise<readonly ReplanChange[]> {
  const lives = await deps.db.life.findMany({ where: { state: { not: 'done' } }, orderBy: { id: 'asc' } });
  const open = await deps.db.effect.findMany({
    where: { status: { in: ['planned', 'held'] } },
    select: { key: true, life: true },
  });
  const changes: ReplanChange[] = [];
  for (const { id, waitUntil } of lives) {
    const { agenda, ledger, now } = await lookAhead(deps, id);
    const { due, missed, suppressed, next } = planFrom(agenda, ledger, now);
    const asked = new Set(agenda.map(({ key }) => key));
    const from = waitUntil?.getTime() ?? null;
    const to = due.length > 0 ? now : (next?.at ?? null);
    const atOnce = [...due, ...missed, ...suppressed].map(({ key }) => key);
    const dropped = open.filter(({ key, life }) => life === id && !asked.has(key)).map(({ key }) => key);
    if (from === to && atOnce.length === 0 && dropped.length === 0) continue;
    changes.push({ life: id, from, to, atOnce, dropped });
  }
  return changes;
}
