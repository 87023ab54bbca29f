/**
 * Reminders that are all due at 08:00: from a planned row of the ledger to an accepted one, with the worker's own slots
 * and connections. The control, in the same run and turn by turn: bare nodemailer, which has the finished texts and hands
 * them to the same server over a pool of the same size, without asking or writing anything down.
 *
 * Temporal is not in it: what a step costs there is measured by `bench steps`.
 *
 *     npm run bench -- mail [REMINDERS [ROUNDS [MILLISECONDS OF THE SERVER]]]
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
  const wanted = await deps.db.life.findMany({ where: { id: { in: lives } } });
  const generations = new Map(wanted.map(({ id, wanted: generation }) => [id, Number(generation)]));
  return rows.map(({ key, person }) => {
    const life = `managerJourney:${person}`;
    return { life, key, generation: generations.get(life) ?? 0 };
  });
}

/** Runs everything, so many at a time. @returns how many a second */
async function drain<T>(all: readonly T[], width: number, one: (item: T) => Promise<unknown>) {
  const queue = [...all];
  const start = performance.now();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await one(item);
    }),
  );
  return (all.length * 1000) / (performance.now() - start);
}

/** Bare nodemailer with the same pool: it composes and sends, and nothing else. */
async function bare(url: string, messages: readonly OutgoingMail[]): Promise<number> {
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

async function main(): Promise<void> {
  const count = countArgument(0, 'REMINDERS', 10_000);
  const rounds = countArgument(1, 'ROUNDS', 3);
  const answerMs = Number(process.argv[4] ?? 0);
  const server = await startServer(answerMs);
  const parts = await startParts();
  const presence = await createPresence(parts.databaseUrl);
  const mailer = createMailer({ url: server.url, maxConnections: connections });
  const deps: Dependencies = { ...parts.deps, mailer, presence };
  try {
    const figures: { readonly ours: number; readonly bare: number }[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const reminders = await planReminders(deps, round, count);
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
      const messages = reminders.flatMap((_, index) => texts[index % texts.length] ?? []);
      const ours = () => drain(reminders, slots, (reminder) => sendMail(deps, reminder));
      // Who goes first changes.
      const first = round % 2 === 0 ? await bare(server.url, messages) : undefined;
      const mine = await ours();
      figures.push({ ours: mine, bare: first ?? (await bare(server.url, messages)) });
      const accepted = await deps.db.effect.count({
        where: { key: { in: reminders.map(({ key }) => key) }, status: 'accepted' },
      });
      if (accepted !== count) throw new Error(`${accepted} of ${count} reminders were accepted`);
    }
    const middle = (of: (figure: (typeof figures)[number]) => number) => median(figures.map(of));
    const shown = figures.map((figure, index) => [
      String(index + 1),
      figure.ours,
      figure.bare,
      figure.ours / figure.bare,
    ]);
    shown.push([
      'median',
      middle(({ ours }) => ours),
      middle((figure) => figure.bare),
      middle((figure) => figure.ours / figure.bare),
    ]);
    process.stdout.write(`${count} reminders, a second; the server answers after ${answerMs} ms\n`);
    process.stdout.write(`${table(['round', 'ledger', 'nodemailer', 'ratio'], shown)}\n`);
  } finally {
    await mailer.close();
    await presence.close();
    await parts.close();
    server.stop();
  }
}

await main();
