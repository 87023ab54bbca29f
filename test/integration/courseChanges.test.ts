import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answers } from '../../activities/answers/answers.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createDocumentRenderer } from '../../activities/documents/renderer.ts';
import { folderStore } from '../../activities/documents/store.ts';
import { folderDelivery } from '../../activities/eInvoices/delivery.ts';
import { lookAhead } from '../../activities/lives/plan.ts';
import { composeMessage } from '../../activities/messages/compose/index.ts';
import { type KeptInvitation, keepInvitations } from '../../activities/messages/invitations.ts';
import { outboxMailer } from '../../activities/messages/smtp.ts';
import { importRegion } from '../../activities/region/import.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import { courseChangeMails } from '../support/courseChangeMails.ts';
import { startTestServer, type TestServer, testClock } from '../support/database.ts';
import { readLiten } from '../support/regionFiles.ts';

const clock = testClock('2026-06-01T06:00:00Z');
const [home, other, by] = ['HT2026-1b-1', 'HT2026-1b-2', 'k-01'];
const [anna, bo] = ['2081-m01', '2081-m03'];
const shift = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

let server: TestServer;
let deps: Dependencies;
let folder: string;
/** What was written, by the effect's key: the text, and the calendar files as one text. */
const written = new Map<
  string,
  { readonly template: string; readonly text: string; readonly calendar: string }
>();

/** What calendars hold: the newest version of each event that a due mail has brought, in the order of the mails. */
const calendars = new Map<string, KeptInvitation[]>();

/** Composes what the lives see ahead of them now, as far as it is about what changed; what is due counts as sent. */
async function write(): Promise<void> {
  const lives = await deps.db.life.findMany({ orderBy: { id: 'asc' } });
  const agendas = await Promise.all(
    lives.map(async ({ id }) =>
      (await lookAhead(deps, id)).agenda
        .filter(({ kind, suppressed }) => kind === 'mail' && suppressed === undefined)
        .filter(({ template }) => isWritten.some((name) => name === template))
        .map((item) => ({ ...item, life: id })),
    ),
  );
  const now = await deps.clock.now(deps.db);
  for (const item of agendas.flat().sort((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1))) {
    if (sent.has(item.key)) continue;
    const effect = { ...item, dueAt: new Date(item.dueAt), usefulUntil: null, attempt: 1 };
    const outcome = await composeMessage(deps, effect, item.dueAt);
    if ('suppressed' in outcome) continue;
    const calendar = (outcome.message.calendar ?? []).map(({ content }) => content).join('');
    written.set(item.key, { template: item.template, text: outcome.message.text, calendar });
    if (item.dueAt > now) continue;
    sent.add(item.key);
    await keepInvitations(deps.db, item.key, outcome.invitations);
    for (const kept of outcome.invitations)
      calendars.set(kept.event, [...(calendars.get(kept.event) ?? []), kept]);
  }
}

const isWritten: readonly string[] = [...courseChangeMails, 'seat_confirmed'];
const sent = new Set<string>();

beforeAll(async () => {
  server = await startTestServer();
  folder = await mkdtemp(join(tmpdir(), 'ledarresan-changes-'));
  const { db } = await server.fresh();
  deps = {
    db,
    clock,
    mailer: outboxMailer(join(folder, 'outbox')),
    documents: createDocumentRenderer({ threads: 1 }),
    store: folderStore(join(folder, 'documents')),
    eInvoices: folderDelivery(join(folder, 'einvoices')),
    reference: createReferenceCache(db),
    passing: () => undefined,
  };
  const read = await readLiten();
  const first = read.region.offerings.find(({ code }) => code === home);
  if (first === undefined) throw new Error(`regions/liten has no ${home}`);
  const days = first.days.map((day) => ({ ...day, offering: other, date: shift(day.date, 7) }));
  const offerings = [...read.region.offerings, { ...first, code: other, days }];
  await importRegion(deps, { ...read.region, offerings }, 'x');
  const to = answers(deps, 'hand');
  for (const person of [anna, bo]) await to.giveSeat({ offering: home, person });
  const hours = async (count: number) => clock.set((await clock.now(db)) + count * 3_600_000);

  await hours(2);
  await write();
  await to.changeDay({ offering: home, day: 2, link: 'https://mote.example/abc', by });
  await hours(1);
  await to.trainerUnavailable({ offering: home, day: 1, trainer: first.days[0]?.trainers[0]?.id ?? '', by });
  await to.bookMakeUp({ person: anna, home, homeDay: 3, offering: other, day: 3 });
  await hours(2);
  await write();
  await to.shortenOffering({ offering: other, without: [3], by });
  await hours(2);
  await write();
  await to.undoOfferingChange({ offering: other, by });
  await to.mergeOffering({ offering: home, into: other, by });
  // Until the next morning: mails keep quiet in the evening.
  await hours(18);
  await write();
  await to.reinstateOffering({ offering: home, by });
  await hours(2);
  await write();
  await to.cancelOffering({ offering: home, by });
  await hours(2);
  await write();
  await to.reinstateOffering({ offering: home, by });
  await hours(2);
  for (const day of first.days) {
    clock.set(Date.parse(`${day.date}T16:00:00Z`));
    await to.registerAttendance({
      offering: home,
      day: day.number,
      absent: day.number < 3 ? [anna] : [],
      by,
    });
  }
  await hours(15);
  for (const person of [anna, bo]) await to.handIn({ offering: home, person });
  await to.registerResult({ offering: home, person: anna, passed: true, by });
  for (const attempt of [1, 2, 3]) {
    if (attempt > 1) await to.handIn({ offering: home, person: bo });
    await to.registerResult({ offering: home, person: bo, passed: false, by });
    await hours(1);
  }
  await write();
  await to.correctResult({ offering: home, person: bo, passed: true, by });
  await hours(1);
  await write();
  const at = new Date(await clock.now(db));
  const key = `certificate.${home}.${bo}`;
  await db.certificate.create({
    data: {
      ...{ key, version: 1, kind: 'course', person: bo, offering: home, number: 'N1', document: key },
      ...{ issuedAt: at, status: 'revoked', replaces: 0, daysPresent: 5, creditsTenths: 0 },
      ...{ revokedAt: at, revokedOn: at, reasonClass: 'misused', revocations: 1 },
    },
  });
  await write();
  await to.restoreCertificate({ certificate: 'N1' });
  await hours(1);
  await write();
});

afterAll(async () => {
  await deps?.documents.close();
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

describe('a course that does not go as planned', () => {
  it('makes every kind of mail about it', () => {
    const made = new Set([...written.values()].map(({ template }) => template));
    expect(courseChangeMails.filter((name) => !made.has(name))).toEqual([]);
  });

  it('gives the address of the online meeting and raises the sequence in the calendar', () => {
    const mail = written.get(`offering_changed.${home}.c1.${anna}`);
    expect(mail?.text).toContain('https://mote.example/abc');
    expect(mail?.calendar).toContain('SEQUENCE:1');
    expect(mail?.calendar.replaceAll('\r\n ', '')).toContain('Vi ses digitalt: https://mote.example/abc');
    expect(mail?.calendar.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  });

  it('takes the days of a cancelled offering out of the calendar, and puts them back with a higher sequence', () => {
    const sequences = (key: string) =>
      [...(written.get(key)?.calendar ?? '').matchAll(/SEQUENCE:(\d+)/g)].map(([, number]) => Number(number));
    const cancelled = sequences(`offering_cancelled.${home}.${anna}.n2`);
    const back = sequences(`offering_reinstated.${home}.${anna}.n2`);
    expect(written.get(`offering_cancelled.${home}.${anna}.n2`)?.calendar).toContain('METHOD:CANCEL');
    expect(cancelled.length).toBeGreaterThan(1);
    expect(Math.min(...back)).toBeGreaterThan(Math.min(...cancelled));
  });

  it('raises the sequence of an event when, and only when, it says something else', () => {
    expect(calendars.size).toBeGreaterThan(10);
    for (const [event, versions] of calendars) {
      expect(versions[0]?.sequence, event).toBe(0);
      for (const [index, { sequence, ...version }] of versions.slice(1).entries()) {
        const before = versions[index];
        if (before === undefined) continue;
        const { sequence: was, ...earlier } = before;
        expect(sequence, event).toBe(isDeepStrictEqual(earlier, version) ? was : was + 1);
      }
    }
    const longest = Math.max(...[...calendars.values()].map((versions) => versions.length));
    expect(longest).toBeGreaterThan(4);
  });
});
