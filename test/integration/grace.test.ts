/** What a coordinator enters by hand waits a quarter of an hour, so that a slip can be undone (promise 10). */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type AnswerSource, answers } from '../../activities/answers/answers.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { lookAhead } from '../../activities/lives/plan.ts';
import { importRegion } from '../../activities/region/import.ts';
import { openTerm } from '../../activities/terms.ts';
import { stepClock } from '../../worker/clock.ts';
import { startTestServer, type TestServer } from '../support/database.ts';
import { readLiten } from '../support/regionFiles.ts';
import { dependencies } from '../support/townsfolk.ts';

const person = '2080-m01';
const offering = 'HT2026-1b-1';
const [given, ended] = ['2026-07-02T08:00:00Z', '2026-07-03T08:00:00Z'].map((at) => Date.parse(at));
let server: TestServer;
let deps: Dependencies;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  const { db } = await server.fresh();
  deps = dependencies(db);
  const read = await readLiten();
  await stepClock(db, given ?? 0);
  await importRegion(deps, read.region, read.hash);
  await openTerm(deps, 'HT2026', 'answers');
  await db.term.updateMany({ data: { proposedAt: new Date(given ?? 0), allocatedAt: new Date(given ?? 0) } });
  await answers(deps, 'answers').giveSeat({ offering, person });
  await stepClock(db, ended ?? 0);
});

const dueAt = async (life: string, key: string) =>
  (await lookAhead(deps, life)).agenda.find((item) => item.key === key)?.dueAt;

test.each<[AnswerSource, number]>([
  ['answers', 0],
  ['hand', 15],
])('a seat that is given up, source %s: receipt and promotion after %i minutes', async (source, minutes) => {
  await answers(deps, source).withdraw({ offering, person });
  const at = (ended ?? 0) + minutes * 60_000;
  expect(await dueAt(`managerJourney:${person}`, `seat_lost.${offering}.${person}`)).toBe(at);
  expect(await dueAt('termStart:HT2026', `promote.${offering}.${person}`)).toBe(at);
});

test('given back within the quarter: nobody is told that it was given up, and nobody moves up', async () => {
  await answers(deps, 'hand').withdraw({ offering, person });
  await stepClock(deps.db, (ended ?? 0) + 60_000);
  await answers(deps, 'hand').giveSeat({ offering, person });
  expect(await dueAt(`managerJourney:${person}`, `seat_lost.${offering}.${person}`)).toBeUndefined();
  expect(await dueAt('termStart:HT2026', `promote.${offering}.${person}`)).toBeUndefined();
});
