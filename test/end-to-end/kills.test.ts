/**
 * The process dies, at named points and at random, with SIGKILL; `--resume` starts every open life again from the
 * facts, on a Temporal server that remembers nothing (promises 2, 3 and 9). No effect is missing or doubled: the ledger
 * is that of a play that was never killed.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FaultPoint } from '../../activities/dependencies.ts';
import { draw } from '../../domain/stableHash.ts';
import { type Outcome, outcome, runPlay, temporaryFolder } from '../support/play.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let unharmed: Outcome;

beforeAll(async () => {
  folder = await temporaryFolder();
  const exit = await runPlay({ out: join(folder.path, 'unharmed') });
  expect(exit.code, exit.output).toBe(0);
  unharmed = await outcome(join(folder.path, 'unharmed'));
}, 300_000);
afterAll(() => folder.remove());

/** Resumes until the play ends by itself; each fault kills one of the runs. */
async function survive(
  out: string,
  faults: readonly { fault?: string; killAfterMs?: number }[],
): Promise<number> {
  let killed = 0;
  for (const [index, fault] of faults.entries()) {
    const exit = await runPlay({ out, resume: index > 0, ...fault });
    if (exit.signal === 'SIGKILL') killed += 1;
    else expect(exit.code, exit.output).toBe(0);
    if (exit.code === 0) return killed;
  }
  const exit = await runPlay({ out, resume: true });
  expect(exit.code, exit.output).toBe(0);
  return killed;
}

/** One point a play would start Postgres and Temporal anew for each: several deaths share a play instead. */
const points: readonly (readonly [FaultPoint, readonly number[]])[] = [
  ['after-plan', [5, 150]],
  ['after-claim', [3, 60]],
  ['after-data', [2, 40]],
  ['after-250', [4, 50]],
  ['after-document', [3, 10]],
  ['after-commit', [1, 12]],
];

describe('killed at named points', () => {
  it.each(points)(
    '%s: nothing is missing and nothing is doubled',
    async (point, counts) => {
      const out = join(folder.path, point);
      const killed = await survive(
        out,
        counts.map((count) => ({ fault: `${point}:${count}` })),
      );
      expect(killed).toBe(counts.length);
      const survived = await outcome(out);
      expect(survived.mails.filter((name) => name.includes('~'))).toEqual([]);
      expect(survived).toEqual(unharmed);
    },
    400_000,
  );
});

describe('killed at random', () => {
  it('ends as if nothing had happened', async () => {
    const out = join(folder.path, 'random');
    const deaths = Array.from({ length: 4 }, (_, index) => ({
      killAfterMs: 6_000 + Math.floor(draw('kills', String(index)) * 14_000),
    }));
    expect(await survive(out, deaths)).toBeGreaterThan(0);
    expect(await outcome(out)).toEqual(unharmed);
  }, 600_000);
});
