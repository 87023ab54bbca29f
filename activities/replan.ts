/** Lets all lives that are not done plan again, after something that no fact tells of. */
import type { Dependencies } from './dependencies.ts';
import { wake } from './facts/record.ts';

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
