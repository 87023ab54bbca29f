import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { record } from '../../activities/facts/record.ts';
import { importRegion } from '../../activities/region/import.ts';
import type { Answer, Region } from '../../domain/region.ts';
import type { Database } from '../../prisma/client.ts';
import { stepClock } from '../../worker/clock.ts';
import { createPeople, type PeopleOptions } from '../../worker/play/people.ts';
import { startTestServer, type TestServer } from '../support/database.ts';
import { regionFiles } from '../support/regionFiles.ts';
import { dependencies, live } from '../support/townsfolk.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

// The last retake of whoever fails twice is over by then.
const until = Date.parse('2027-07-01T00:00:00Z');

/** Four municipalities of Dalarna: enough people for everything to happen. */
const some = ['2029', '2062', '2080', '2081'];

function partOf(region: Region): Region {
  const people = region.people.filter(
    ({ municipality, role }) => some.includes(municipality) || role === 'trainer' || role === 'coordinator',
  );
  const ids = new Set(people.map(({ id }) => id));
  return {
    ...region,
    people,
    credits: region.credits.filter(({ person }) => ids.has(person)),
    mandates: region.mandates.filter(({ municipality }) => some.includes(municipality)),
  };
}

async function prepared(region: string) {
  const { db } = await server.fresh();
  const read = await regionFiles(region);
  const start = Date.parse('2026-05-01T06:00:00Z');
  const deps = dependencies(db);
  await stepClock(db, start);
  const people = region === 'dalarna' ? partOf(read.region) : read.region;
  // Invoices are not made here, so that the year's costs would be corrected again and again.
  const fees = people.fees.filter(({ basis }) => basis === 'participant');
  await importRegion(deps, { ...people, fees }, read.hash);
  await db.control.create({ data: { id: 'r', action: 'release', scope: 'all', since: new Date(0) } });
  await db.$transaction((tx) =>
    record(tx, { at: start, today: '2026-05-01', source: 'test' }, [
      { kind: 'term_opened', subject: 'HT2026', data: { term: 'HT2026' } },
    ]),
  );
  return { db, deps };
}

async function played(region: string, options: PeopleOptions) {
  const { db, deps } = await prepared(region);
  const moments = await live(deps, createPeople(deps, options), until);
  return { db, deps, moments };
}

/** What people said, in order; the log's own numbers apart. */
const said = async (db: Database) =>
  (await db.fact.findMany({ orderBy: { seq: 'asc' } })).map(
    ({ kind, subject, validOn, recordedAt, source, data }) =>
      JSON.stringify({ kind, subject, validOn, recordedAt, source, data }),
  );

const counts = async (db: Database) =>
  Object.fromEntries(
    (
      await db.fact.groupBy({
        by: ['kind'],
        where: { source: 'answers' },
        _count: true,
        orderBy: { kind: 'asc' },
      })
    ).map((row) => [row.kind, row._count]),
  );

describe('the seeded model of people', () => {
  test('the same seed gives the same facts, also when each moment is lived by a new process; another seed others', async () => {
    const one = await played('liten', { seed: '1' });
    const { db, deps } = await prepared('liten');
    const anew = () => createPeople(deps, { seed: '1' });
    await live(deps, { next: (now) => anew().next(now), act: (now) => anew().act(now) }, until);
    expect(await said(db)).toEqual(await said(one.db));
    const other = await played('liten', { seed: '2' });
    expect(await said(other.db)).not.toEqual(await said(one.db));
  });

  test('in a larger region people do everything that they can do, and nothing is left undone', {
    timeout: 600_000,
  }, async () => {
    const { db, deps, moments } = await played('dalarna', { seed: '1' });
    const happened = await counts(db);
    for (const kind of [
      'nomination_made',
      'nomination_answered',
      'seat_accepted',
      'seat_given_up',
      'seat_given',
      'attendance_registered',
      'handed_in',
      'result_decided',
      'respite_granted',
      'post_changed',
      'offering_changed',
    ]) {
      expect(happened[kind], kind).toBeGreaterThan(0);
    }
    // Some chiefs never answer, and some are quicker than others.
    const asked = await db.effect.count({ where: { template: 'nomination_request', status: 'accepted' } });
    expect(happened.nomination_answered).toBeLessThan(asked);
    expect(moments).toBeLessThan(600);

    const term = { startsWith: 'HT2026' };
    expect(await db.courseDay.count({ where: { offering: term, attendanceRegisteredAt: null } })).toBe(0);
    expect(await db.seat.count({ where: { state: 'held' } })).toBe(0);
    expect(await db.offering.count({ where: { term: 'HT2026', closedAt: null } })).toBe(0);
    expect(await createPeople(deps, { seed: '1' }).act(until)).toBe(0);
  });
});

describe('a file of answers', () => {
  const line = (date: string, person: string, what: string, value: string): Answer => ({
    date,
    person,
    what,
    value,
  });
  const lines = [
    line('2026-05-06', '2081-c01', 'nominate', '2081-m01@HT2026'),
    line('2026-05-06', '2081-c01', 'nominate', '2081-m02@HT2031'),
    line('2026-07-01', '2081-m02', 'day_seat', 'HT2026-LLU-1'),
    line('2026-10-13', 't-02', 'attendance', 'HT2026-LLU-1#1 absent=2081-m02'),
  ];

  test('is all that people do, each line once, and what the facts rule out is told', async () => {
    const { db, deps } = await prepared('liten');
    const refused: string[] = [];
    const options: PeopleOptions = {
      seed: '1',
      answers: lines,
      refused: (answer, { code }) => refused.push(`${answer.value}: ${code}`),
    };
    await live(deps, createPeople(deps, options), Date.parse('2026-09-01T00:00:00Z'));
    expect(refused).toEqual(['2081-m02@HT2031: unknown_term']);
    // Another process goes on where the first one was.
    await live(deps, createPeople(deps, options), until);
    expect(refused).toHaveLength(1);
    const facts = await db.fact.findMany({ where: { source: 'answers' }, orderBy: { seq: 'asc' } });
    expect(facts.map(({ kind, recordedAt }) => `${kind} ${recordedAt.toISOString()}`)).toEqual([
      'nomination_made 2026-05-06T15:00:00.000Z',
      'seat_given 2026-07-01T15:00:00.000Z',
      'attendance_registered 2026-10-13T15:00:00.000Z',
    ]);
    expect(await createPeople(deps, options).next(until)).toBeNull();
  });
});
