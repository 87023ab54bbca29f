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

/** Where the process dies, one death after the other in one play: at the first passing after a resume, or later. */
const deaths: readonly `${FaultPoint}:${number}`[] = [
  'after-plan:5',
  'after-claim:3',
  'after-document:2',
  'after-commit:1',
  'after-data:12',
  'after-250:20',
  'after-plan:60',
  'after-claim:25',
  'after-commit:4',
];

describe('killed at named points', () => {
  it('nothing is missing and nothing is doubled', async () => {
    const out = join(folder.path, 'points');
    const killed = await survive(
      out,
      deaths.map((fault) => ({ fault })),
    );
    expect(killed).toBe(deaths.length);
    const survived = await outcome(out);
    expect(survived.mails.filter((name) => name.includes('~'))).toEqual([]);
    expect(survived).toEqual(unharmed);
  }, 900_000);
});

describe('killed at random', () => {
  it('ends as if nothing had happened', async () => {
    const out = join(folder.path, 'random');
    const kills = Array.from({ length: 4 }, (_, index) => ({
      killAfterMs: 9_000 + Math.floor(draw('kills', String(index)) * 14_000),
    }));
    expect(await survive(out, kills)).toBeGreaterThan(0);
    expect(await outcome(out)).toEqual(unharmed);
  }, 900_000);
});
