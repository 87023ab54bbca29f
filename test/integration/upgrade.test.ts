/**
 * New templates and new rules in the middle of a term: what was sent is not sent again, and nothing that the new rules
 * would have sent earlier is sent late.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importRegion } from '../../activities/region/import.ts';
import { replanOpenLives } from '../../activities/replan.ts';
import { keepBygones, withSettings } from '../../activities/rules/change.ts';
import { rulesDifference } from '../../activities/rules/difference.ts';
import type { Database } from '../../prisma/client.ts';
import { mailTemplates } from '../../templates/mail/index.ts';
import { stepClock } from '../../worker/clock.ts';
import { startTestServer, type TestServer } from '../support/database.ts';
import { readLiten } from '../support/regionFiles.ts';
import { playOn, playWholeTerm } from '../support/wholeTerm.ts';

const upgradedAt = Date.parse('2026-10-02T10:00:00Z');
const out = mkdtempSync(join(tmpdir(), 'ledarresan-upgrade-'));
let server: TestServer;
let db: Database;

const settled = () =>
  db.effect.findMany({
    where: { status: { in: ['accepted', 'done', 'missed', 'suppressed'] } },
    orderBy: { key: 'asc' },
  });
type Row = Awaited<ReturnType<typeof settled>>[number];
let before: Row[];
let after: Row[];
let mailsBefore: readonly string[];

beforeAll(async () => {
  server = await startTestServer();
  ({ db } = await server.fresh());
  const options = {
    region: 'liten',
    term: 'HT2026',
    out,
    seed: '1',
    until: new Date(upgradedAt).toISOString(),
  };
  const { deps } = await playWholeTerm(db, options);
  await stepClock(db, upgradedAt);
  before = await settled();
  mailsBefore = readdirSync(join(out, 'mail'));

  for (const template of Object.values(mailTemplates))
    Object.assign(template, { version: template.version + 1 });
  const { region, hash } = await readLiten();
  const rules = withSettings(region.rules, [
    'sendAt=09:30',
    'courseDays.firstReminderDaysBefore=30',
    'courseDays.secondReminderWorkingDaysBefore=4',
    'courseDays.practicalInformationDaysBefore=40',
    'examination.memoReminderWorkingDaysBefore=8',
    'mandate.completeWithinMonths=24',
    'escalation.noticeDaysBefore=120',
    'handEntryGraceMinutes=0',
  ]);
  const { changes } = await rulesDifference(deps, rules);
  await importRegion(deps, { ...region, rules }, `${hash}-2`, 'import', (tx) => keepBygones(tx, changes));
  await replanOpenLives(deps);
  await playOn(deps, options.seed, upgradedAt);
  after = await settled();
}, 300_000);
afterAll(async () => {
  await server?.stop();
  rmSync(out, { recursive: true, force: true });
});

test('nothing that was sent is sent again, or looks different afterwards', () => {
  expect(
    before.filter(({ status, kind }) => status === 'accepted' && kind === 'mail').length,
  ).toBeGreaterThan(30);
  const rows = new Map(after.map((row) => [row.key, row]));
  for (const row of before) {
    const { generation: _was, ...then } = row;
    const { generation: _is, ...now } = rows.get(row.key) ?? { generation: 0n };
    expect(now).toEqual(then);
  }
});

test('each mail of the ledger lies there once, and no other', () => {
  const sent = after
    .filter(({ status, carriedBy }) => status === 'accepted' && carriedBy === '')
    .map(({ file }) => file.replace('mail/', ''));
  expect(readdirSync(join(out, 'mail')).sort()).toEqual(sent.sort());
  expect(new Set(sent).size).toBe(sent.length);
  expect(mailsBefore.every((name) => sent.includes(name))).toBe(true);
});

test('what is sent from then on is due from then on, by the new rules and templates', () => {
  const known = new Set(before.map(({ key }) => key));
  const news = after.filter(
    ({ key, status, kind }) => kind === 'mail' && status === 'accepted' && !known.has(key),
  );
  expect(news.length).toBeGreaterThan(20);
  expect(news.filter(({ dueAt }) => dueAt.getTime() < upgradedAt).map(({ key }) => key)).toEqual([]);
  const versions = (rows: readonly Row[], template: string) => [
    ...new Set(rows.filter((row) => row.template === template).map((row) => row.templateVersion)),
  ];
  const reminder = 'course_day_reminder_second';
  const sentBefore = before.filter(({ status }) => status === 'accepted');
  const [old = 0] = versions(sentBefore, reminder);
  expect(old).toBeGreaterThan(0);
  expect(versions(news, reminder)).toEqual([old + 1]);
  const hours = new Set(
    news.filter((row) => row.template === reminder).map(({ dueAt }) => dueAt.toISOString().slice(11, 16)),
  );
  expect([...hours].sort()).toEqual(expect.arrayContaining(['08:30']));
});
