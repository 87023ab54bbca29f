import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { courseDayInvitation } from '../../activities/messages/calendar.ts';
import {
  createMailer,
  type Mailer,
  type OutgoingMail,
  outboxMailer,
} from '../../activities/messages/smtp.ts';
import {
  type CatcherFault,
  type CatcherStage,
  type MailCatcher,
  startMailCatcher,
} from '../../worker/embedded/mailCatcher.ts';

let folder: string;
const open: { stop?(): Promise<void>; close?(): Promise<void> }[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledarresan-mail-'));
});

afterEach(async () => {
  for (const part of open.splice(0).reverse()) {
    await part.close?.();
    await part.stop?.();
  }
  await rm(folder, { recursive: true, force: true });
});

async function catcher(fault?: (stage: CatcherStage, n: number) => CatcherFault): Promise<MailCatcher> {
  const started = await startMailCatcher({ folder, ...(fault ? { fault } : {}) });
  open.push(started);
  return started;
}

function mailerFor(server: MailCatcher, ask: boolean, maxConnections = 2): Mailer {
  const mailer = createMailer({
    url: server.url,
    maxConnections,
    socketTimeoutMs: 400,
    ...(ask ? { ask: server.accepted } : {}),
  });
  open.push(mailer);
  return mailer;
}

function mail(key: string): OutgoingMail {
  return {
    messageId: `${key}@ledarresan.example`,
    date: Date.UTC(2026, 7, 25, 6, 0),
    from: { name: 'Hälsa och välfärd i Dalarna', email: 'utbildning@hvd.example' },
    replyTo: { name: 'Karin Åkerlöf', email: 'karin@hvd.example' },
    to: { name: 'Östen Öhman', email: 'osten@kommun.example' },
    language: 'sv',
    subject: 'Påminnelse: träff 2 i Ledarskapets juridik',
    text: 'Hej Östen!\n\nVi ses på träffen.\n.\nEn ensam punkt överst på raden.\n',
    html: '<!doctype html><html lang="sv"><body><p>Hej Östen!</p></body></html>',
    attachments: [
      { filename: 'närvaro.pdf', content: Buffer.from('%PDF-1.7 å'), contentType: 'application/pdf' },
    ],
  };
}

const at =
  (stage: CatcherStage, fault: CatcherFault) =>
  (reachedStage: CatcherStage): CatcherFault =>
    reachedStage === stage ? fault : 'ok';

describe('a mail that goes well', () => {
  it('is accepted once, kept under its key, and reads as it was written', async () => {
    const server = await catcher();
    const mailer = mailerFor(server, false);
    await mailer.verify();
    const outcome = await mailer.deliver(mail('reminder.HT2026-1b-1.d2.p-017'));
    expect(outcome).toMatchObject({ outcome: 'accepted', reply: expect.stringContaining('250') });
    expect(await server.list()).toEqual(['reminder.HT2026-1b-1.d2.p-017.eml']);
    const kept = await readFile(join(folder, 'reminder.HT2026-1b-1.d2.p-017.eml'));
    const parsed = await PostalMime.parse(kept);
    expect(parsed.messageId).toBe('<reminder.HT2026-1b-1.d2.p-017@ledarresan.example>');
    expect(parsed.subject).toBe('Påminnelse: träff 2 i Ledarskapets juridik');
    expect(parsed.date).toBe('2026-08-25T06:00:00.000Z');
    expect(parsed.to?.[0]).toMatchObject({ name: 'Östen Öhman', address: 'osten@kommun.example' });
    expect(parsed.replyTo?.[0]?.address).toBe('karin@hvd.example');
    expect(parsed.text?.replace(/\r\n/g, '\n').trimEnd()).toBe(mail('x').text.trimEnd());
    expect(parsed.attachments[0]?.filename).toBe('närvaro.pdf');
    expect(kept.toString('latin1')).not.toMatch(/X-Mailer/i);
  });

  it('gives the same bytes twice, and the doubling is visible', async () => {
    const server = await catcher();
    const mailer = mailerFor(server, false);
    const invitation = courseDayInvitation({
      uid: 'p-017-HT2026-1b-1-2@ledarresan.example',
      sequence: 0,
      method: 'REQUEST',
      stamp: Date.UTC(2026, 7, 1),
      organizer: { name: 'HvD', email: 'utbildning@hvd.example' },
      attendee: { name: 'Östen Öhman', email: 'osten@kommun.example' },
      summary: 'Träff 2',
      description: '',
      location: 'Borlänge',
      date: '2026-09-08',
      start: '09:00',
      end: '16:00',
      zone: 'Europe/Stockholm',
      filename: 'traff-2',
    });
    const message = { ...mail('twice'), calendar: [invitation] };
    await mailer.deliver(message);
    await mailer.deliver(message);
    expect(await server.list()).toEqual(['twice.eml', 'twice~2.eml']);
    const first = await readFile(join(folder, 'twice.eml'));
    expect(await readFile(join(folder, 'twice~2.eml'))).toEqual(first);
    const outbox = join(folder, 'outbox');
    await outboxMailer(outbox).deliver(message);
    await outboxMailer(outbox).deliver(message);
    expect(await readFile(join(outbox, 'twice.eml'))).toEqual(first);
    expect(await outboxMailer(outbox).wasAccepted('twice@ledarresan.example')).toBe(true);
    const parsed = await PostalMime.parse(first);
    expect(parsed.attachments.map((part) => part.mimeType)).toContain('text/calendar');
  });

  it('carries several invitations as attachments, each a request', async () => {
    const server = await catcher();
    const invitations = [1, 2].map((day) =>
      courseDayInvitation({
        uid: `p-017-HT2026-1b-1-${day}@ledarresan.example`,
        sequence: 0,
        method: 'REQUEST',
        stamp: Date.UTC(2026, 7, 1),
        organizer: { name: 'HvD', email: 'utbildning@hvd.example' },
        attendee: { name: 'Östen Öhman', email: 'osten@kommun.example' },
        summary: `Träff ${day}`,
        description: '',
        location: 'Borlänge',
        date: `2026-09-0${day}`,
        start: '09:00',
        end: '16:00',
        zone: 'Europe/Stockholm',
        filename: `traff-${day}`,
      }),
    );
    await mailerFor(server, false).deliver({ ...mail('days'), calendar: invitations });
    const kept = await readFile(join(folder, 'days.eml'), 'utf8');
    expect(kept.match(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/g)).toHaveLength(2);
    expect((await PostalMime.parse(kept)).attachments.map((part) => part.filename)).toEqual([
      'närvaro.pdf',
      'traff-1.ics',
      'traff-2.ics',
    ]);
  });

  it('goes a hundred times through the pool', async () => {
    const server = await catcher();
    const mailer = mailerFor(server, false, 4);
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, n) => mailer.deliver(mail(`many.${String(n).padStart(3, '0')}`))),
    );
    expect(outcomes.every(({ outcome }) => outcome === 'accepted')).toBe(true);
    const names = await server.list();
    expect(names).toHaveLength(100);
    expect(names.some((name) => name.includes('~'))).toBe(false);
  });
});

describe('a connection that is lost', () => {
  it('after the message and before it is kept: doubtful, and surely not sent when asked', async () => {
    const server = await catcher(at('after-data', 'drop'));
    expect(await mailerFor(server, false).deliver(mail('a'))).toMatchObject({ outcome: 'doubtful' });
    expect(await mailerFor(server, true).deliver(mail('b'))).toMatchObject({ outcome: 'not_sent' });
    expect(await server.list()).toEqual([]);
  });

  it('after it is kept and before the reply: doubtful, and accepted when asked', async () => {
    const server = await catcher(at('after-store', 'drop'));
    expect(await mailerFor(server, false).deliver(mail('a'))).toMatchObject({ outcome: 'doubtful' });
    expect(await mailerFor(server, true).deliver(mail('b'))).toMatchObject({ outcome: 'accepted' });
    expect(await server.list()).toEqual(['a.eml', 'b.eml']);
  });

  it('after the reply: accepted, and the next mail goes over another connection', async () => {
    const server = await catcher((stage, n) => (stage === 'after-250' && n === 1 ? 'drop' : 'ok'));
    const mailer = mailerFor(server, false);
    expect(await mailer.deliver(mail('a'))).toMatchObject({ outcome: 'accepted' });
    const second = await mailer.deliver(mail('b'));
    // The pool may have picked the dying connection before it noticed; then nothing was read, and it says so.
    expect(['accepted', 'not_sent']).toContain(second.outcome);
    if (second.outcome === 'not_sent') {
      expect(await mailer.deliver(mail('b'))).toMatchObject({ outcome: 'accepted' });
    }
    expect(await server.list()).toEqual(['a.eml', 'b.eml']);
  });

  it.each<CatcherStage>(['connect', 'mail', 'rcpt', 'data-start'])(
    'at %s: surely not sent',
    async (stage) => {
      const server = await catcher(at(stage, 'drop'));
      expect(await mailerFor(server, false).deliver(mail('a'))).toMatchObject({ outcome: 'not_sent' });
      expect(await server.list()).toEqual([]);
    },
  );

  it('with a server that is not there: surely not sent, and verify says what to do', async () => {
    const server = await catcher();
    const mailer = mailerFor(server, false);
    await server.stop();
    expect(await mailer.deliver(mail('a'))).toMatchObject({ outcome: 'not_sent' });
    await expect(mailer.verify()).rejects.toThrow(/SMTP_URL/);
  });
});

describe('a server that says nothing', () => {
  it.each<CatcherStage>(['connect', 'mail', 'rcpt', 'data-start'])(
    'at %s: surely not sent',
    async (stage) => {
      const server = await catcher(at(stage, 'stall'));
      expect(await mailerFor(server, false).deliver(mail('a'))).toMatchObject({ outcome: 'not_sent' });
    },
  );

  it.each<CatcherStage>(['after-data', 'after-store'])(
    'at %s: doubtful, settled by asking',
    async (stage) => {
      const server = await catcher(at(stage, 'stall'));
      expect(await mailerFor(server, false).deliver(mail('a'))).toMatchObject({ outcome: 'doubtful' });
      expect(await mailerFor(server, true).deliver(mail('b'))).toMatchObject({
        outcome: stage === 'after-store' ? 'accepted' : 'not_sent',
      });
    },
  );

  it('stays doubtful when asking fails', async () => {
    const server = await catcher(at('after-data', 'stall'));
    const mailer = createMailer({
      url: server.url,
      socketTimeoutMs: 400,
      ask: () => Promise.reject(new Error('cannot tell')),
    });
    open.push(mailer);
    expect(await mailer.deliver(mail('a'))).toMatchObject({ outcome: 'doubtful' });
  });
});

describe('a server that trickles its answer', () => {
  it('is given up after the time for one delivery', async () => {
    const trickling = createServer((socket) => {
      socket.on('error', () => {});
      const timer = setInterval(() => socket.write('220-wait\r\n'), 50);
      socket.on('close', () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => trickling.listen(0, '127.0.0.1', resolve));
    const address = trickling.address();
    const port = address && typeof address === 'object' ? address.port : 0;
    const mailer = createMailer({
      url: `smtp://127.0.0.1:${port}`,
      socketTimeoutMs: 60_000,
      deliveryTimeoutMs: 300,
    });
    open.push(mailer, { stop: () => new Promise((resolve) => trickling.close(() => resolve())) });
    expect(await mailer.deliver(mail('a'))).toMatchObject({ outcome: 'not_sent' });
  });
});

describe('a server that refuses', () => {
  const stages: readonly [CatcherStage, string][] = [
    ['mail', 'sender'],
    ['rcpt', 'recipient'],
    ['data-start', 'message'],
    ['after-data', 'message'],
  ];
  it.each(stages)('with 4xx or 5xx at %s', async (stage, refused) => {
    for (const code of [451, 550]) {
      const server = await catcher(at(stage, { code, text: 'no thanks' }));
      const outcome = await mailerFor(server, true).deliver(mail(`refused-${code}`));
      expect(outcome).toMatchObject({
        outcome: 'refused',
        permanent: code === 550,
        stage: refused,
        reply: expect.stringMatching(new RegExp(`^${code}.*no thanks`)),
      });
      expect(await server.list()).toEqual([]);
    }
  });

  it('in its greeting: not sent, and nothing is held against the address', async () => {
    const server = await catcher(at('connect', { code: 554, text: 'go away' }));
    expect(await mailerFor(server, false).deliver(mail('a'))).toMatchObject({
      outcome: 'not_sent',
      reason: expect.stringContaining('554'),
    });
  });

  it('one message, and takes the next on the same connection', async () => {
    const server = await catcher((stage, n) =>
      stage === 'rcpt' && n === 1 ? { code: 550, text: 'unknown' } : 'ok',
    );
    const mailer = mailerFor(server, false, 1);
    expect(await mailer.deliver(mail('a'))).toMatchObject({ outcome: 'refused' });
    expect(await mailer.deliver(mail('b'))).toMatchObject({ outcome: 'accepted' });
  });
});

describe('what is kept', () => {
  it('is known after a restart over the same folder', async () => {
    const first = await catcher();
    await mailerFor(first, false).deliver(mail('kept'));
    await first.stop();
    const second = await catcher();
    expect(await second.accepted('<kept@ledarresan.example>')).toBe(true);
    expect(await second.accepted('kept@other.example')).toBe(false);
    expect(await second.accepted('never@ledarresan.example')).toBe(false);
  });

  it('stays inside the folder, and different ids stay apart', async () => {
    const server = await catcher();
    const mailer = mailerFor(server, false);
    await mailer.deliver(mail('../../etc/x'));
    await mailer.deliver(mail('../../etc?x'));
    const names = await server.list();
    expect(names).toHaveLength(2);
    expect(names.some((name) => name.includes('~') || name.includes('/'))).toBe(false);
    expect(await server.accepted('../../etc/x@ledarresan.example')).toBe(true);
  });

  it('is asked for only when what is being received has ended', async () => {
    const server = await catcher();
    const client = connect(server.port, '127.0.0.1');
    const replies = (count: number) =>
      new Promise<void>((resolve) => {
        let seen = 0;
        const listen = (chunk: Buffer) => {
          seen += chunk.toString().match(/^\d{3} .*$/gm)?.length ?? 0;
          if (seen < count) return;
          client.off('data', listen);
          resolve();
        };
        client.on('data', listen);
      });
    const say = async (lines: string, count: number) => {
      const done = replies(count);
      client.write(lines);
      await done;
    };
    await replies(1);
    await say('HELO test\r\n', 1);
    await say('MAIL FROM:<a@hvd.example>\r\n', 1);
    await say('RCPT TO:<b@kommun.example>\r\n', 1);
    await say('DATA\r\n', 1);
    client.write('Message-ID: <slow@ledarresan.example>\r\n\r\nhalf of it');
    let answered = false;
    const answer = server.accepted('slow@ledarresan.example').then((kept) => {
      answered = true;
      return kept;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(answered).toBe(false);
    client.end('\r\n.\r\n');
    expect(await answer).toBe(true);
  });

  it('is refused for now when it cannot be written, and nothing is left half written', async () => {
    const server = await catcher();
    await rm(folder, { recursive: true });
    expect(await mailerFor(server, true).deliver(mail('full'))).toMatchObject({
      outcome: 'refused',
      permanent: false,
      reply: expect.stringContaining('452'),
    });
  });

  it('a taken port is an error that names it', async () => {
    const server = await catcher();
    await expect(startMailCatcher({ folder, port: server.port })).rejects.toThrow(String(server.port));
  });
});
