/**
 * Reminders that are all due at 08:00: from a planned row of the ledger to an accepted one, with the worker's own slots
 * and connections. The control, in the same run and turn by turn: bare nodemailer, which has the finished texts and hands
 * them to the same server over a pool of the same size, without asking or writing anything down.
 *
 * Two servers, one after the other: one that answers at once, which no server does that keeps what it takes, and so the
 * hardest; and one that answers a message as real ones do, when it is on disk.
 *
 * Temporal is not in it: what a step costs there is measured by `bench steps`.
 *
 *     npm run bench -- mail [REMINDERS [ROUNDS]]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createTransport } from 'nodemailer';
import type { Dependencies } from '../activities/dependencies.ts';
import { composeMessage } from '../activities/messages/compose/index.ts';
import type { OutgoingMail } from '../activities/messages/composeMail.ts';
import { sendMail } from '../activities/messages/send.ts';
import { createMailer } from '../activities/messages/smtp.ts';
import { createPresence } from '../worker/presence.ts';
import { concurrency } from '../worker/temporalWorker.ts';
import { countArgument, median, table } from './figures.ts';
import { begin, dayOffering, managers, startParts } from './parts.ts';

const connections = 5;
/**
 * Milliseconds until the servers answer a message. A server may only say yes to what it will not lose (RFC 5321 §6.1), so
 * it waits until its queue file is on disk. One that turns 7 200 times a minute does that in a turn, 8.3 ms, for the file
 * and most of another for the journal of the file system.
 */
const servers = [
  { name: 'at once', answerMs: 0 },
  { name: 'when on disk', answerMs: 15 },
] as const;
const slots = concurrency.maxConcurrentActivityTaskExecutions;

async function startServer(answerMs: number): Promise<{ readonly url: string; stop(): void }> {
  const file = fileURLToPath(new URL('./mailServer.ts', import.meta.url));
  const server = spawn(process.execPath, ['--import', 'tsx', file, String(answerMs)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [port]: Buffer[] = await once(server.stdout, 'data');
  return { url: `smtp://127.0.0.1:${String(port).trim()}`, stop: () => void server.stdin.end() };
}

interface Reminder {
  readonly life: string;
  readonly key: string;
  readonly generation: number;
}

/** Rows of the ledger as a plan of this moment would have written them. */
async function planReminders(deps: Dependencies, round: number, count: number): Promise<Reminder[]> {
  const people = await managers(deps, 250);
  const { calendar, ...reference } = await deps.reference();
  const [day] = reference.offering(dayOffering).days;
  if (day === undefined) throw new Error(`${dayOffering} has no course day`);
  const rows = Array.from({ length: count }, (_, index) => {
    const person = people[index % people.length] ?? '';
    return { person, key: `course_day_reminder_second.${dayOffering}.d1.${person}.r${round}n${index}` };
  });
  const lives = people.map((person) => `managerJourney:${person}`);
  await deps.db.life.createMany({
    data: lives.map((id) => ({ id, kind: 'managerJourney', wanted: 1, planned: 1 })),
    skipDuplicates: true,
  });
  await deps.db.effect.createMany({
    data: rows.map(({ key, person }) => ({
      ...{ key, person, kind: 'mail', life: `managerJourney:${person}`, generation: 1n },
      ...{ dueAt: new Date(begin), usefulUntil: new Date(calendar.at(day.date, day.start)) },
      ...{ template: 'course_day_reminder_second', recipient: person, status: 'planned' },
      ...{ rule: 'reminder-2-working-days', reason: 'Mätning.', detail: { offering: dayOffering, day: 1 } },
    })),
  });
  // PostgreSQL does so itself within a minute of that many new rows.
  await deps.db.$executeRaw`vacuum analyze effect`;
  const wanted = await deps.db.life.findMany({ where: { id: { in: lives } } });
  const generations = new Map(wanted.map(({ id, wanted: generation }) => [id, Number(generation)]));
  return rows.map(({ key, person }) => {
    const life = `managerJourney:${person}`;
    return { life, key, generation: generations.get(life) ?? 0 };
  });
}

interface Drained {
  readonly perSecond: number;
  /** Milliseconds of this process's processor time for each. */
  readonly processor: number;
}

/** Runs everything, so many at a time. */
async function drain<T>(
  all: readonly T[],
  width: number,
  one: (item: T) => Promise<unknown>,
): Promise<Drained> {
  const queue = [...all];
  const start = performance.now();
  const before = process.cpuUsage();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await one(item);
    }),
  );
  const { user, system } = process.cpuUsage(before);
  return {
    perSecond: (all.length * 1000) / (performance.now() - start),
    processor: (user + system) / 1000 / all.length,
  };
}

/** Bare nodemailer with the same pool: it composes and sends, and nothing else. */
async function bare(url: string, messages: readonly OutgoingMail[]): Promise<Drained> {
  const transport = createTransport({ url, pool: true, maxConnections: connections, maxMessages: 100 });
  try {
    return await drain(messages, slots, ({ from, to, ...mail }) =>
      transport.sendMail({
        from: { name: from.name, address: from.email },
        to: { name: to.name, address: to.email },
        ...{ messageId: `<${mail.messageId}>`, subject: mail.subject, text: mail.text, html: mail.html },
      }),
    );
  } finally {
    transport.close();
  }
}

/** The finished texts of the reminders, for whoever only hands over. */
async function textsOf(deps: Dependencies, reminders: readonly Reminder[]): Promise<OutgoingMail[]> {
  const rows = await deps.db.effect.findMany({
    where: { key: { in: reminders.slice(0, 250).map(({ key }) => key) } },
  });
  const texts = await Promise.all(
    rows.map(async ({ detail: _detail, ...row }) => {
      const effect = { ...row, detail: { offering: dayOffering, day: 1 } };
      const composed = await composeMessage(deps, effect, begin);
      if ('suppressed' in composed) throw new Error(composed.suppressed);
      return composed.message;
    }),
  );
  return reminders.flatMap((_, index) => texts[index % texts.length] ?? []);
}

interface Figures {
  readonly ours: Drained;
  readonly bare: Drained;
}

/** One round: the same number of reminders both ways. */
async function compare(deps: Dependencies, url: string, round: number, count: number): Promise<Figures> {
  const reminders = await planReminders(deps, round, count);
  const messages = await textsOf(deps, reminders);
  // Who goes first changes.
  const first = round % 2 === 0 ? await bare(url, messages) : undefined;
  const ours = await drain(reminders, slots, (reminder) => sendMail(deps, reminder));
  const accepted = await deps.db.effect.count({
    where: { key: { in: reminders.map(({ key }) => key) }, status: 'accepted' },
  });
  if (accepted !== count) throw new Error(`${accepted} of ${count} reminders were accepted`);
  return { ours, bare: first ?? (await bare(url, messages)) };
}

const row = (server: string, round: string, of: (pick: (figures: Figures) => number) => number) => [
  server,
  round,
  of(({ ours }) => ours.perSecond),
  of((figures) => figures.bare.perSecond),
  of((figures) => figures.ours.perSecond / figures.bare.perSecond),
  of(({ ours }) => ours.processor),
  of((figures) => figures.bare.processor),
];

async function main(): Promise<void> {
  const count = countArgument(0, 'REMINDERS', 10_000);
  const rounds = countArgument(1, 'ROUNDS', 3);
  const parts = await startParts();
  const presence = await createPresence(parts.databaseUrl);
  const shown: (readonly (string | number)[])[] = [];
  try {
    for (const [index, { name, answerMs }] of servers.entries()) {
      const server = await startServer(answerMs);
      const mailer = createMailer({ url: server.url, maxConnections: connections });
      const deps: Dependencies = { ...parts.deps, mailer, presence };
      try {
        // What runs for the first time is compiled meanwhile.
        await compare(deps, server.url, index * 1_000, Math.min(count, 250));
        const figures: Figures[] = [];
        for (let round = 1; round <= rounds; round += 1) {
          const measured = await compare(deps, server.url, index * 1_000 + round, count);
          figures.push(measured);
          shown.push(row(name, String(round), (pick) => pick(measured)));
        }
        shown.push(row(name, 'median', (pick) => median(figures.map(pick))));
      } finally {
        await mailer.close();
        server.stop();
      }
    }
    process.stdout.write(`${count} reminders, a second, and ms of processor time of this process for each\n`);
    const head = ['server answers', 'round', 'ledger', 'nodemailer', 'ratio', 'ledger, ms', 'nodemailer, ms'];
    process.stdout.write(`${table(head, shown)}\n`);
  } finally {
    await presence.close();
    await parts.close();
  }
}

await main();
