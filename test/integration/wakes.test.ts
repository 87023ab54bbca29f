/** Which lives a fact reaches (promise 2), where that is not plain from the fact itself. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { answers } from '../../activities/answers/answers.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { importRegion } from '../../activities/region/import.ts';
import { openTerm } from '../../activities/terms.ts';
import type { Region } from '../../domain/region.ts';
import { stepClock } from '../../worker/clock.ts';
import { startTestServer, type TestServer } from '../support/database.ts';
import { readLiten } from '../support/regionFiles.ts';
import { dependencies } from '../support/townsfolk.ts';

const term = 'HT2026';
let server: TestServer;
let deps: Dependencies;
let region: Region;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  const { db } = await server.fresh();
  deps = dependencies(db);
  const read = await readLiten();
  ({ region } = read);
  await stepClock(db, Date.parse('2026-05-04T06:00:00Z'));
  await importRegion(deps, region, 'test');
  await openTerm(deps, term, 'answers');
  await db.term.updateMany({ where: { code: term }, data: { proposedAt: new Date('2026-05-04T06:00:00Z') } });
});

const wanted = async (life: string) => (await deps.db.life.findUnique({ where: { id: life } }))?.wanted ?? 0n;

test('a nomination that is taken back reaches the journey whose escalation it had paused', async () => {
  const [person, chief] = ['2081-m01', '2081-c01'];
  const life = `managerJourney:${person}`;
  await answers(deps, 'answers').nominate({ term, person, chief });
  const before = await wanted(life);
  await answers(deps, 'answers').declineNomination({ term, person, chief });
  expect(await wanted(life)).toBe(before + 1n);
});

test('a nomination that is declined begins no journey', async () => {
  const [person, chief] = ['2080-m01', '2080-c01'];
  await answers(deps, 'answers').declineNomination({ term, person, chief });
  expect(await wanted(`managerJourney:${person}`)).toBe(0n);
});

test('changed course days reach the invoicing that waits for them', async () => {
  const before = await wanted(`termInvoicing:${term}`);
  const offerings = region.offerings.map((offering) =>
    offering.code === 'HT2026-LLU-1'
      ? { ...offering, days: offering.days.map((day) => ({ ...day, place: 'Säter' })) }
      : offering,
  );
  await importRegion(deps, { ...region, offerings }, 'test');
  expect(await wanted(`termInvoicing:${term}`)).toBe(before + 1n);
});
