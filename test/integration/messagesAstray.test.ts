/** Mails that went astray, on a real database and a real SMTP server: decisions, new addresses, returned mails. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answers } from '../../activities/answers/answers.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { planLife } from '../../activities/lives/plan.ts';
import {
  astrayMessages,
  decideMessage,
  markAddress,
  restoreAddress,
} from '../../activities/messages/astray.ts';
import { readBounces } from '../../activities/messages/bounces.ts';
import { sendMail } from '../../activities/messages/send.ts';
import { createMailer, type Mailer } from '../../activities/messages/smtp.ts';
import { importRegion } from '../../activities/region/import.ts';
import { openTask } from '../../activities/tasks.ts';
import type { Region } from '../../domain/region.ts';
import type { Database } from '../../prisma/client.ts';
import { stepClock } from '../../worker/clock.ts';
import {
  type CatcherFault,
  type CatcherStage,
  type MailCatcher,
  startMailCatcher,
} from '../../worker/embedded/mailCatcher.ts';
import { startTestServer, type TestServer } from '../support/database.ts';
import { readLiten } from '../support/regionFiles.ts';
import { dependencies } from '../support/townsfolk.ts';

const person = '2080-m01';
const offering = 'HT2026-1b-1';
const life = `managerJourney:${person}`;
const key = `seat_confirmed.${offering}.${person}`;
const minute = 60_000;
const start = Date.parse('2026-08-20T06:00:00Z');

let server: TestServer;
let db: Database;
let deps: Dependencies;
let region: Region;
let folder: string;
let catcher: MailCatcher;
let mailer: Mailer;
let fault: (stage: CatcherStage) => CatcherFault;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.stop());

beforeEach(async () => {
  ({ db } = await server.fresh());
  folder = await mkdtemp(join(tmpdir(), 'ledarresan-astray-'));
  fault = () => 'ok';
  catcher = await startMailCatcher({ folder: join(folder, 'mail'), fault: (stage) => fault(stage) });
  mailer = createMailer({ url: catcher.url, maxConnections: 1, socketTimeoutMs: 2_000 });
  deps = { ...dependencies(db), mailer };
  await stepClock(db, start);
  const read = await readLiten();
  ({ region } = read);
  await importRegion(deps, region, read.hash);
  await db.control.create({
    data: { id: 'release:all', action: 'release', scope: 'all', since: new Date(start) },
  });
  await answers(deps, 'answers').giveSeat({ offering, person });
});
afterEach(async () => {
  await mailer.close();
  await catcher.stop();
  await rm(folder, { recursive: true, force: true });
});

const row = (of = key) => db.effect.findUniqueOrThrow({ where: { key: of } });

/** Plans and sends until nothing is due. */
async function work(): Promise<void> {
  for (let rounds = 0; rounds < 20; rounds += 1) {
    const { steps, generation } = await planLife(deps, life);
    if (steps.length === 0) return;
    for (const { kind, key: due } of steps) {
      await (kind === 'task' ? openTask : sendMail)(deps, { life, key: due, generation });
    }
  }
  throw new Error('the life never comes to rest');
}

async function withAddress(email: string): Promise<void> {
  const people = region.people.map((one) => (one.id === person ? { ...one, email } : one));
  await importRegion(deps, { ...region, people }, `with ${email}`);
}

const at = (stage: CatcherStage, what: CatcherFault) => (reached: CatcherStage) =>
  reached === stage ? what : 'ok';

describe('a doubtful mail', () => {
  beforeEach(async () => {
    fault = at('after-store', 'drop');
    await work();
    fault = () => 'ok';
  });

  test('is listed with its Message-ID and never sent again by itself', async () => {
    expect(await astrayMessages(deps, 'doubtful')).toEqual([
      expect.objectContaining({
        key,
        recipient: person,
        attempts: 1,
        messageId: `${key}@${(await deps.reference()).domain}`,
      }),
    ]);
    await stepClock(db, start + 40 * minute);
    await work();
    expect(await catcher.list()).toEqual([`${key}.eml`]);
  });

  test('that is settled leaves the list, and nothing is sent', async () => {
    await decideMessage(deps, key, 'settled');
    await work();
    expect(await astrayMessages(deps)).toEqual([]);
    expect(await db.coordinatorTask.count({ where: { closedAt: null, kind: 'mail_doubtful' } })).toBe(0);
    expect(await row()).toMatchObject({ status: 'doubtful' });
    expect(await catcher.list()).toHaveLength(1);
  });

  test('is sent once more when a coordinator says so: once, under a key of its own', async () => {
    expect(await decideMessage(deps, key, 'resend')).toEqual({ resentAs: `${key}.again` });
    await work();
    await work();
    expect(await catcher.list()).toEqual([`${key}.again.eml`, `${key}.eml`]);
    expect(await row(`${key}.again`)).toMatchObject({ status: 'accepted', rule: 'resend' });
    await expect(decideMessage(deps, key, 'resend')).rejects.toThrow(/decided about already/);
    await expect(decideMessage(deps, `${key}.again`, 'resend')).rejects.toThrow(/is accepted/);
    await expect(decideMessage(deps, 'nothing.of.the.kind', 'resend')).rejects.toThrow(/There is no mail/);
  });
});

describe('a mail that came too late', () => {
  const askAbout = (whenTooLate: 'skip' | 'ask' | 'late') =>
    importRegion(
      deps,
      {
        ...region,
        rules: {
          ...region.rules,
          messages: { ...region.rules.messages, kinds: { seat_confirmed: { whenTooLate } } },
        },
      },
      whenTooLate,
    );
  const over = Date.parse('2027-02-02T09:00:00Z');

  test('is put before a coordinator when the rule of its kind says so, and sent when they order it', async () => {
    await askAbout('ask');
    await stepClock(db, over);
    await work();
    expect(await row()).toMatchObject({ status: 'missed' });
    const tasks = () =>
      db.coordinatorTask.count({ where: { closedAt: null, kind: 'mail_missed', subject: key } });
    expect(await tasks()).toBe(1);
    expect(await astrayMessages(deps, 'missed')).toEqual([
      expect.objectContaining({ key, recipient: person, status: 'missed' }),
    ]);
    await decideMessage(deps, key, 'resend');
    await work();
    expect(await row()).toMatchObject({ status: 'missed' });
    expect(await row(`${key}.again`)).toMatchObject({ status: 'accepted', rule: 'resend' });
    expect(await tasks()).toBe(0);
    expect(await astrayMessages(deps, 'missed')).toEqual([]);
  });

  test('is sent all the same when the rule says so', async () => {
    await askAbout('late');
    await stepClock(db, over);
    await work();
    expect(await row()).toMatchObject({ status: 'accepted' });
    expect((await row()).reason).toContain('skickas ändå');
  });

  test('is otherwise no more than missed', async () => {
    await stepClock(db, over);
    await work();
    expect(await row()).toMatchObject({ status: 'missed' });
    expect(await astrayMessages(deps)).toEqual([]);
  });
});

describe('an address that the server does not know', () => {
  const refusal: CatcherFault = { code: 550, text: '5.1.1 no such mailbox' };

  test('counts as none until it is changed: what comes after goes through the chief, then to the new address', async () => {
    fault = at('rcpt', refusal);
    await work();
    fault = () => 'ok';
    expect(await row()).toMatchObject({ status: 'refused', reply: expect.stringContaining('550') });
    expect(await db.refusedAddress.findMany()).toEqual([
      expect.objectContaining({ person, key, code: expect.stringContaining('550'), addressVersion: 1 }),
    ]);
    expect((await deps.reference()).person(person).hasEmail).toBe(false);

    await decideMessage(deps, key, 'resend');
    await work();
    const chief = (await deps.reference()).newestPost(person).chiefId;
    expect(await row(`${key}.again`)).toMatchObject({ status: 'accepted', recipient: chief });

    await withAddress('ny.adress@falun.example');
    expect((await deps.reference()).person(person).hasEmail).toBe(true);
    await stepClock(db, Date.parse('2026-09-02T06:00:00Z'));
    await work();
    expect(await row(`course_day_reminder_first.${offering}.d1.${person}`)).toMatchObject({
      status: 'accepted',
      recipient: person,
    });
  });

  test('and one that only the message concerned is not marked', async () => {
    fault = at('after-data', { code: 554, text: '5.7.1 looks like spam' });
    await work();
    expect(await row()).toMatchObject({ status: 'refused' });
    expect(await db.refusedAddress.count()).toBe(0);
  });
});

test('an address that changes between two attempts is used at the next one, and the row says so', async () => {
  fault = at('rcpt', { code: 451, text: '4.3.0 try later' });
  await work();
  expect(await row()).toMatchObject({ status: 'planned', attempt: 1 });
  fault = () => 'ok';
  await withAddress('ny.adress@falun.example');
  await stepClock(db, start + 5 * minute);
  await work();
  expect(await row()).toMatchObject({
    status: 'accepted',
    attempt: 2,
    reply: expect.stringContaining('till en ny adress'),
  });
  const attempts = await db.deliveryAttempt.findMany({ where: { key }, orderBy: { attempt: 'asc' } });
  expect(attempts.map(({ outcome, addressVersion }) => [outcome, addressVersion])).toEqual([
    ['refused', 1],
    ['accepted', 2],
  ]);
});

test('a server that cannot take a reminder before its day: tried again and again, then missed, never sent late', async () => {
  await work();
  fault = at('mail', { code: 421, text: '4.3.2 closing' });
  const reminder = `course_day_reminder_second.${offering}.d1.${person}`;
  const { dueAt, usefulUntil } = await (async () => {
    await stepClock(db, Date.parse('2026-09-14T06:00:00Z'));
    await work();
    return row(reminder);
  })();
  expect(usefulUntil).not.toBeNull();
  const end = usefulUntil?.getTime() ?? 0;
  for (let now = dueAt.getTime(); now <= end + 120 * minute; now += 60 * minute) {
    await stepClock(db, now);
    await work();
  }
  const { attempt, status } = await row(reminder);
  expect(status).toBe('missed');
  expect(attempt).toBeGreaterThan(4);
  expect(await catcher.list()).not.toContain(`${reminder}.eml`);
});

describe('a mail that comes back', () => {
  const report = (messageId: string, status: string, action = 'failed') =>
    [
      'From: MAILER-DAEMON@post.example',
      'To: utbildning@hvd.example',
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b',
      'Content-Type: text/plain; charset=us-ascii',
      '',
      'This is the mail system.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; post.example',
      '',
      'Final-Recipient: rfc822; nobody@falun.example',
      `Action: ${action}`,
      `Status: ${status}`,
      'Diagnostic-Code: smtp; 550 no such user',
      '',
      '--b',
      'Content-Type: text/rfc822-headers',
      '',
      `Message-ID: <${messageId}>`,
      'Subject: Plats',
      '',
      '--b--',
      '',
    ].join('\r\n');

  test('marks the address once, however often the mailbox is read', async () => {
    await work();
    const { messageId } = await db.deliveryAttempt.findFirstOrThrow({ where: { key } });
    const mailbox = join(folder, 'returned');
    await mkdir(mailbox);
    await writeFile(join(mailbox, '1.eml'), report(messageId, '5.1.1'));
    await writeFile(join(mailbox, '2.eml'), report('somebody-elses@other.example', '5.1.1'));
    await writeFile(join(mailbox, '3.eml'), 'Subject: Hej\r\n\r\nJag är på semester.\r\n');
    const first = await readBounces(deps, mailbox);
    expect(first).toMatchObject({ reports: 1, marked: [person] });
    expect(first.others).toHaveLength(2);
    expect((await readBounces(deps, mailbox)).marked).toEqual([]);
    expect(await db.coordinatorTask.count({ where: { kind: 'address_refused' } })).toBe(1);
    expect((await deps.reference()).person(person).hasEmail).toBe(false);
    expect(await restoreAddress(deps, person)).toBe(true);
    expect((await deps.reference()).person(person).hasEmail).toBe(true);
  });

  test.each([
    ['5.2.2', 'failed'],
    ['4.4.7', 'delayed'],
    ['5.7.1', 'failed'],
  ])('with %s, %s, says nothing of the address', async (status, action) => {
    await work();
    const { messageId } = await db.deliveryAttempt.findFirstOrThrow({ where: { key } });
    await writeFile(join(folder, '1.eml'), report(messageId, status, action));
    expect(await readBounces(deps, folder)).toMatchObject({ reports: 1, marked: [] });
  });

  test('is entered by hand just as well', async () => {
    expect(await markAddress(deps, person)).toBe(true);
    expect(await markAddress(deps, person)).toBe(false);
    await expect(markAddress(deps, 'nobody')).rejects.toThrow(/no person/);
  });
});
