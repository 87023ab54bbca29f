/** A person's own calendar at its address, over HTTP, as a calendar program subscribes to it. */
import { get, type IncomingHttpHeaders, request } from 'node:http';
import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answers } from '../../activities/answers/answers.ts';
import {
  createFeedAddresses,
  type FeedAddresses,
  openFeed,
  revokeFeed,
} from '../../activities/messages/feeds.ts';
import { importRegion } from '../../activities/region/import.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import type { Database } from '../../prisma/client.ts';
import { calendarRoute } from '../../worker/public/calendars.ts';
import { type PublicServer, startPublicServer } from '../../worker/public/server.ts';
import { startTestServer, type TestServer, testClock } from '../support/database.ts';
import { readLiten } from '../support/regionFiles.ts';

const [person, other, offering, by] = ['2081-m01', '2081-m03', 'HT2026-1b-1', 'k-01'];
const clock = testClock('2026-06-01T06:00:00Z');

let postgres: TestServer;
let server: PublicServer;
let deps: { db: Database; clock: typeof clock; reference: ReturnType<typeof createReferenceCache> };
let feeds: FeedAddresses;

beforeAll(async () => {
  postgres = await startTestServer();
  const { db } = await postgres.fresh();
  deps = { db, clock, reference: createReferenceCache(db) };
  await importRegion(deps, (await readLiten()).region, 'x');
  for (const one of [person, other]) await answers(deps, 'hand').giveSeat({ offering, person: one });
  server = await startPublicServer({ port: 0, routes: [calendarRoute(deps)] });
  feeds = createFeedAddresses(`http://localhost:${server.port}/`, 'a secret of this installation alone');
});
afterAll(async () => {
  await server?.stop();
  await postgres?.stop();
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const ask = (url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = (method === 'GET' ? get : request)(url, { headers, method }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });

const open = async (who = person): Promise<string> =>
  (await openFeed(deps, feeds, who, { source: 'hand' })) ?? '';

function events(body: string) {
  const calendar = new ICAL.Component(ICAL.parse(body));
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  expect(calendar.getAllSubcomponents('vtimezone')).toHaveLength(1);
  return calendar.getAllSubcomponents('vevent').map((part) => new ICAL.Event(part));
}

const sameFor = ({ status, headers: { date: _date, ...headers }, body }: Answer) => ({
  status,
  headers,
  body,
});

it('shows the days of the seats, the same bytes until something changes', async () => {
  const url = await open();
  expect(await open()).toBe(url);
  const first = await ask(url);
  expect(first.status).toBe(200);
  expect(first.headers).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'cache-control': 'private, no-cache',
  });
  const days = events(first.body);
  expect(days.map(({ uid }) => uid)).toEqual(
    [1, 2, 3, 4, 5].map((day) => `${person}-${offering}-${day}@ledarresan.example`),
  );
  expect(first.body).not.toContain('ATTENDEE');
  clock.set((await clock.now(deps.db)) + 3_600_000);
  const etag = first.headers.etag ?? '';
  const known = await ask(url, { 'if-none-match': `"other", W/${etag}` });
  expect([known.status, known.body, known.headers.etag]).toEqual([304, '', etag]);
  expect(await ask(url, {}, 'HEAD')).toMatchObject({ status: 200, body: '' });
  expect((await ask(url, {}, 'POST')).status).toBe(404);

  await answers(deps, 'hand').changeDay({ offering, day: 2, link: 'https://mote.example/abc', by });
  await answers(deps, 'hand').chooseLanguage({ person, language: 'en' });
  const changed = await ask(url, { 'if-none-match': etag });
  expect(changed.status).toBe(200);
  expect(events(changed.body)[1]).toMatchObject({
    summary: expect.stringMatching(/^Course day 2 of 5: /),
    description: expect.stringContaining('We meet online: https://mote.example/abc'),
    location: 'Online: https://mote.example/abc',
  });
  await answers(deps, 'hand').undoLanguage({ person });
  await answers(deps, 'hand').withdraw({ offering, person });
  expect(events((await ask(url)).body)).toEqual([]);
});

it('leads nowhere once revoked, as an address that never was; a new one is another', async () => {
  const url = await open();
  const others = await open(other);
  expect(others).not.toBe(url);
  expect(await revokeFeed(deps, person, 'hand')).toBe(true);
  expect(await revokeFeed(deps, person, 'hand')).toBe(false);
  const revoked = await ask(url);
  expect(revoked.status).toBe(404);
  const root = `http://localhost:${server.port}`;
  for (const path of [
    '/calendar/',
    `/calendar/${'a'.repeat(43)}.ics`,
    '/calendar/%00.ics',
    '/calendar/x/y.ics',
  ]) {
    expect(sameFor(await ask(root + path)), path).toEqual(sameFor(revoked));
  }
  expect((await ask(others)).status).toBe(200);

  // A confirmation gives no new address to whoever had theirs revoked; somebody who asks gets one.
  expect(await openFeed(deps, feeds, person, { source: 'managerJourney:x', once: true })).toBeUndefined();
  const next = await open();
  expect(next).not.toBe(url);
  expect((await ask(next)).status).toBe(200);
  expect((await ask(url)).status).toBe(404);
});

it('is nowhere in the database', async () => {
  const url = await open();
  const token = /calendar\/(.+)\.ics$/.exec(url)?.[1] ?? '';
  expect(token).toHaveLength(43);
  const rows = await deps.db.$queryRaw<{ all: string }[]>`
    select concat((select json_agg(fact) from fact), (select json_agg(f) from calendar_feed f)) as all`;
  expect(rows[0]?.all).toContain('feed_opened');
  expect(rows[0]?.all).not.toContain(token);
  // Another secret makes other addresses.
  expect(createFeedAddresses(`http://localhost:${server.port}`, 'b').address(person, 1)).not.toBe(url);
});
