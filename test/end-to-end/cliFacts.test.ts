/** The commands that enter facts and steer, against a real PostgreSQL with the small region. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { holds } from '../../activities/controls.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createDocumentRenderer } from '../../activities/documents/renderer.ts';
import { folderStore } from '../../activities/documents/store.ts';
import { folderDelivery } from '../../activities/eInvoices/delivery.ts';
import { claim } from '../../activities/lives/ledger.ts';
import { outboxMailer } from '../../activities/messages/smtp.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import type { Context, ExitStatus } from '../../cli/context.ts';
import { runCommandLine } from '../../cli/run.ts';
import type { Database } from '../../prisma/client.ts';
import { startTestServer, type TestClock, type TestServer, testClock } from '../support/database.ts';

const liten = fileURLToPath(new URL('../../regions/liten', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ledarresan-cli-'));
const documents = createDocumentRenderer({ threads: 1 });
let server: TestServer;
let db: Database;
let clock: TestClock;
let deps: Dependencies;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await documents.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  ({ db } = await server.fresh());
  clock = testClock('2026-05-04T06:00:00Z');
  deps = {
    db,
    clock,
    documents,
    mailer: outboxMailer(join(folder, 'outbox')),
    store: folderStore(join(folder, 'documents')),
    eInvoices: folderDelivery(join(folder, 'einvoices')),
    reference: createReferenceCache(db),
    passing: () => undefined,
  };
});

async function run(...args: string[]): Promise<{ status: ExitStatus; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  let ending: ExitStatus = 0;
  const context: Context = {
    env: {},
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    withDatabase: (use) => use(deps),
    endWith: (status) => {
      ending = status;
    },
    status: () => ending,
  };
  const status = await runCommandLine(args, context);
  return { status, out: out.join('\n'), err: err.join('\n') };
}

async function done(...args: string[]): Promise<string> {
  const { status, out, err } = await run(...args);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out;
}

async function refused(...args: string[]): Promise<string> {
  const before = await db.fact.count();
  const { status, out, err } = await run(...args);
  expect({ status, out }).toEqual({ status: 2, out: '' });
  expect(err).not.toMatch(/\n\s+at /);
  expect(await db.fact.count()).toBe(before);
  return err;
}

const lastFact = () => db.fact.findFirstOrThrow({ orderBy: { seq: 'desc' } });

describe('a region', () => {
  test('is imported, and the same files again change nothing', async () => {
    expect(await done('import', liten)).toMatch(/^Liten region: \d+ new or changed/);
    expect(await done('import', liten)).toMatch(/nothing has changed/);
    expect(await done('status')).toMatch(/^Liten region\n[\s\S]*managerJourney/);
  });

  test('is missing: the commands say what to do', async () => {
    const { status, err } = await run('status');
    expect(status).toBe(1);
    expect(err).toMatch(/no region[\s\S]*ledarresan import/);
  });
});

describe('single facts', () => {
  beforeEach(() => done('import', liten));

  test('a seat: booked, accepted, declined, each known the second time', async () => {
    expect(await done('seat', 'book', '2080-m01', 'HT2026-LLU-1')).toBe('Recorded 1 fact(s).');
    expect(await done('seat', 'book', '2080-m01', 'HT2026-LLU-1')).toMatch(/^Nothing new/);
    expect(await lastFact()).toMatchObject({ kind: 'seat_given', source: 'hand' });
    await done('seat', 'accept', '2080-m01', 'HT2026-LLU-1');
    await done('seat', 'decline', '2080-m01', 'HT2026-LLU-1');
    expect(await db.seat.findFirstOrThrow()).toMatchObject({ state: 'declined' });
  });

  test('a withdrawal counts from the day that is given', async () => {
    await done('seat', 'give', '2080-m01', 'HT2026-1b-1');
    clock.set(Date.parse('2026-09-28T06:00:00Z'));
    await done('seat', 'withdraw', '2080-m01', 'HT2026-1b-1', '--on', '2026-09-11');
    const seat = await db.seat.findFirstOrThrow();
    expect(seat.endedOn?.toISOString()).toMatch(/^2026-09-11/);
    expect((await lastFact()).recordedAt.toISOString()).toMatch(/^2026-09-28/);
  });

  test('nothing can be entered for a day that has not come', async () => {
    expect(await refused('seat', 'book', '2080-m01', 'HT2026-LLU-1', '--on', '2026-05-05')).toMatch(/future/);
  });

  test.each([
    [['seat', 'book', '2080-m99', 'HT2026-LLU-1'], /2080-m99/],
    [['seat', 'book', '2080-m01', 'HT2026-LLU-9'], /HT2026-LLU-9/],
    [['seat', 'accept', '2080-m01', 'HT2026-LLU-1'], /ingen plats/],
    [['nomination', '2080-m99', '--term', 'HT2026'], /2080-m99/],
    [['nomination', '2080-m01', '--term', 'HT2031'], /HT2031/],
    [['nomination', '2080-m01', '--term', 'HT2026'], /inte öppnat/],
    [['term', 'open', 'HT2031'], /no term HT2031; it has HT2026/],
    [['attendance', 'HT2026-LLU-1', '1', '--all-except', ''], /är 2026-10-13/],
    [['attendance', 'HT2026-LLU-1', '2', '--present', ''], /ingen träff 2/],
    [['result', '2080-m01', 'HT2026-1b-1', 'pass'], /ingen plats/],
    [['leave', '2080-m01', '--until', '2026-05-03'], /passerat/],
    [['journey', '2080-m99'], /2080-m99/],
    [['hold', 'everything'], /not a scope/],
    [['hold', 'template:unknown'], /no template "unknown"/],
    [['report', 'compliance', '--municipality', '9999'], /2080 Falun/],
  ])('%j is refused and says why', async (args, message) => {
    expect(await refused(...args)).toMatch(message);
  });

  test('a nomination is by the responsible chief, who says when there is nothing more', async () => {
    await done('term', 'open', 'HT2026');
    expect(await done('term', 'open', 'HT2026')).toMatch(/open already/);
    await db.term.update({ where: { code: 'HT2026' }, data: { proposedAt: new Date(await clock.now(db)) } });
    expect(await done('nomination', '2080-m01', '--term', 'HT2026', '--course', '1b')).toBe(
      'Recorded 1 fact(s).',
    );
    expect(await db.nomination.findFirstOrThrow()).toMatchObject({ chief: '2080-c01', course: '1b' });
    expect(await db.nominationAnswer.count()).toBe(0);
    await done('nomination', '2080-m02', '--term', 'HT2026', '--decline');
    await done('nomination', '2080-m03', '--term', 'HT2026', '--by', '2080-m03');
    const states = await db.nomination.findMany({ orderBy: { person: 'asc' } });
    expect(states.map(({ state, rule }) => `${state} ${rule}`)).toEqual([
      'nominated nominated-by-chief',
      'declined declined-by-chief',
      'nominated volunteered',
    ]);
    expect(await done('nominations', 'done', '2080-c01', '--term', 'HT2026')).toBe('Recorded 1 fact(s).');
    expect(await db.nominationAnswer.findFirstOrThrow()).toMatchObject({ chief: '2080-c01' });
  });

  test('presence, by those who were absent or those who were there', async () => {
    for (const id of ['2080-m01', '2080-m02', '2080-m04']) await done('seat', 'give', id, 'HT2026-1b-1');
    clock.set(Date.parse('2026-10-07T16:00:00Z'));
    await done('attendance', 'HT2026-1b-1', '1', '--all-except', '2080-m02');
    await done('attendance', 'HT2026-1b-1', '2', '--present', '2080-m02,2080-m04');
    expect(await refused('attendance', 'HT2026-1b-1', '2', '--present', '2081-m01')).toMatch(/2081-m01/);
    const rows = await db.attendance.findMany({
      where: { present: false },
      orderBy: [{ day: 'asc' }, { person: 'asc' }],
    });
    expect(rows.map(({ day, person }) => `${day} ${person}`)).toEqual(['1 2080-m02', '2 2080-m01']);
  });

  test('a memo, then the result', async () => {
    await done('seat', 'give', '2080-m01', 'HT2026-1b-1');
    clock.set(Date.parse('2026-12-14T08:00:00Z'));
    expect(await refused('result', '2080-m01', 'HT2026-1b-1', 'pass')).toMatch(/2080-m01/);
    await done('hand-in', '2080-m01', 'HT2026-1b-1', '--assignment', '1');
    await done('hand-in', '2080-m01', 'HT2026-1b-1', '--memo', '--on', '2026-12-11');
    await done('result', '2080-m01', 'HT2026-1b-1', 'pass', '--by', 't-01');
    expect(await db.seat.findFirstOrThrow()).toMatchObject({ state: 'passed' });
  });

  test('exempt, leave and plan', async () => {
    await done('exempt', '2081-m01');
    await done('leave', '2081-m02', '--from', '2026-06-01', '--until', '2026-12-31');
    await done('plan', '2081-m03', '--until', '2026-12-31');
    const rows = await db.respite.findMany({ orderBy: { person: 'asc' } });
    expect(
      rows.map(({ kind, from, until }) => [
        kind,
        ...[from, until].map((day) => day?.toISOString().slice(0, 10)),
      ]),
    ).toEqual([
      ['exempt', '2026-05-04', undefined],
      ['leave', '2026-06-01', '2026-12-31'],
      ['plan', '2026-05-04', '2026-12-31'],
    ]);
  });
});

describe('a file of facts', () => {
  const file = join(folder, 'facts.csv');
  const write = (...lines: string[]) => writeFileSync(file, `date,person,what,value\n${lines.join('\n')}\n`);
  beforeEach(() => done('import', liten));

  test('is entered whole, in the order of its dates, and again changes nothing', async () => {
    write(
      '2026-05-04,2080-m01,accept_seat,HT2026-LLU-1',
      '2026-05-02,2080-m01,day_seat,HT2026-LLU-1',
      '2026-05-04,2081-m01,leave,2026-12-31',
    );
    expect(await done('facts', 'import', file)).toBe('3 line(s), 3 new fact(s).');
    expect(await done('facts', 'import', file)).toBe('3 line(s), 0 new fact(s).');
    const given = await db.fact.findFirstOrThrow({ where: { kind: 'seat_given' } });
    expect(given.validOn.toISOString()).toMatch(/^2026-05-02/);
  });

  test('with mistakes is refused: all of them, with line and column, and nothing is entered', async () => {
    write(
      '2026-05-04,2080-m01,day_seat,HT2026-LLU-1',
      '2026-05-32,2080-m02,day_seat,HT2026-LLU-1',
      '2026-05-05,2080-m02,day_seat,HT2026-LLU-1',
      '2026-05-04,2080-m99,day_seat,HT2026-LLU-1',
      '2026-05-04,2080-m02,dayseat,HT2026-LLU-1',
      '2026-05-04,2080-m02,day_seat,HT2026-LLU-9',
      '2026-05-04,2080-m02,attendance,HT2026-LLU-1#7',
      '2026-05-04,2080-c01,nominate,2080-m98@HT2031',
    );
    const told = (await refused('facts', 'import', file)).split('\n');
    expect(told.map((line) => line.slice(0, line.indexOf(':', 'facts.csv:'.length + 2)))).toEqual([
      'facts.csv:3:1 (date)',
      'facts.csv:4:1 (date)',
      'facts.csv:5:2 (person)',
      'facts.csv:6:3 (what)',
      'facts.csv:7:4 (value)',
      'facts.csv:8:2 (person)',
      'facts.csv:8:4 (value)',
      'facts.csv:9:4 (value)',
      'facts.csv:9:4 (value)',
      expect.anything(),
    ]);
    expect(told.at(-1)).toMatch(/^9 error\(s\) in .*; nothing was entered\.$/);
  });

  test('that contradicts the facts is refused, and what was right in it is undone', async () => {
    write('2026-05-04,2080-m01,day_seat,HT2026-LLU-1', '2026-05-04,2080-m02,accept_seat,HT2026-LLU-1');
    expect(await refused('facts', 'import', file)).toMatch(
      /^facts\.csv:3:4 \(value\): 2080-m02 har ingen plats/,
    );
    expect(await db.seat.count()).toBe(0);
  });

  test('that is not there', async () => {
    expect(await refused('facts', 'import', join(folder, 'none.csv'))).toMatch(/no file .*none\.csv/);
  });
});

describe('hold and release', () => {
  const life = 'managerJourney:2080-m01';
  const key = 'seat_confirmed.HT2026-1b-1.2080-m01';
  const wanted = async () => (await db.life.findUniqueOrThrow({ where: { id: life } })).wanted;
  const verdict = async () =>
    (await claim(deps, db, { life, key, generation: Number(await wanted()) })).verdict;

  beforeEach(async () => {
    await done('import', liten);
    await db.life.create({ data: { id: life, kind: 'managerJourney' } });
    await db.effect.create({
      data: {
        key,
        life,
        kind: 'mail',
        template: 'seat_confirmed',
        generation: 1n,
        dueAt: new Date('2026-05-04T06:00:00Z'),
        person: '2080-m01',
        municipality: '2080',
        status: 'planned',
        rule: 'seat-given',
        reason: 'Plats.',
        detail: {},
      },
    });
  });

  test('the first mail of a kind waits for its release, which wakes its life', async () => {
    expect(await verdict()).toBe('held');
    expect(await done('status')).toMatch(/Waiting for a first release: template:seat_confirmed \(1\)/);
    const before = await wanted();
    expect(await done('release', 'all')).toMatch(/there was no hold[\s\S]*Still waiting/);
    expect(await verdict()).toBe('held');
    expect(await done('release', 'template:seat_confirmed')).toMatch(/released for its first time/);
    expect(await wanted()).toBeGreaterThan(before);
    expect(await verdict()).toBe('claimed');
  });

  test.each(['all', 'kind:mail', 'template:seat_confirmed', 'municipality:2080'])(
    '%s stops it until the same scope is released',
    async (scope) => {
      await done('release', 'all', '--first-mailings');
      expect(await done('hold', scope)).toMatch(/is on hold/);
      expect(await done('hold', scope)).toMatch(/was on hold already/);
      expect(await verdict()).toBe('held');
      expect((await holds(deps)).map((row) => row.scope)).toEqual([scope]);
      await done('release', 'municipality:2081');
      expect(await verdict()).toBe('held');
      const before = await wanted();
      expect(await done('release', scope)).toMatch(/the hold is removed[\s\S]*1 held effect/);
      expect(await wanted()).toBeGreaterThan(before);
      expect(await verdict()).toBe('claimed');
    },
  );

  test('a hold of something else does not stop it', async () => {
    await done('release', 'all', '--first-mailings');
    for (const scope of ['kind:certificate', 'template:seat_lost', 'municipality:2081'])
      await done('hold', scope);
    expect(await verdict()).toBe('claimed');
  });
});

test('replan wakes every life that is not done, once', async () => {
  await done('import', liten);
  const ids = Array.from({ length: 450 }, (_, index) => `managerJourney:x-${index}`);
  await db.life.createMany({ data: ids.map((id) => ({ id, kind: 'managerJourney' })) });
  await db.life.updateMany({ where: { id: 'managerJourney:x-1' }, data: { state: 'done' } });
  await db.life.updateMany({ where: { id: 'managerJourney:x-2' }, data: { state: 'stuck', reason: 'why' } });
  const before = await db.life.findMany({ orderBy: { id: 'asc' } });
  expect(await done('replan')).toBe(`${before.length - 1} lives are to plan again.`);
  const after = await db.life.findMany({ orderBy: { id: 'asc' } });
  expect(after.map(({ wanted }, index) => wanted - (before[index]?.wanted ?? 0n))).toEqual(
    before.map(({ state }) => (state === 'done' ? 0n : 1n)),
  );
  expect(after.filter(({ state }) => state === 'stuck')).toEqual([]);
});

describe('what is told', () => {
  beforeEach(() => done('import', liten));

  test('a journey, what will go out, and a compliance report', async () => {
    await done('seat', 'give', '2081-m01', 'HT2026-1b-1');
    expect(await done('journey', '2081-m01')).toMatch(/Fatima Lundhage[\s\S]*HT2026-1b-1/);
    expect(await done('preview', '--until', '2026-09-30')).toMatch(
      /2026-09-02 08:00 +course_day_reminder_first +2081 +2081-m01[\s\S]*until 2026-09-30\.$/,
    );
    const out = join(folder, 'reports');
    await done('report', 'compliance', '--out', out);
    expect(readdirSync(out).sort()).toEqual([
      'compliance.2021.2026-05-04.pdf',
      'compliance.2080.2026-05-04.pdf',
      'compliance.2081.2026-05-04.pdf',
    ]);
    await done('report', 'compliance', '--chief', '2081-c01', '--out', out);
    const pdf = readFileSync(join(out, 'compliance.2081-c01.2026-05-04.pdf'));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });
});
