/**
 * A process that plans lives and sends their mails until nothing is due, as a worker does, without Temporal: it is made
 * to be killed. Several may run on one database. Arguments: the database's address, the SMTP server's address, and, where
 * the server can be asked, the address that answers whether it took a Message-ID.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Dependencies } from '../../activities/dependencies.ts';
import { planLife } from '../../activities/lives/plan.ts';
import { sendMail } from '../../activities/messages/send.ts';
import { createMailer } from '../../activities/messages/smtp.ts';
import { openTask } from '../../activities/tasks.ts';
import { createDatabase } from '../../prisma/client.ts';
import { faultsFrom } from '../../worker/faults.ts';
import { createPresence } from '../../worker/presence.ts';
import { dependencies } from './townsfolk.ts';

const [databaseUrl = '', smtpUrl = '', askUrl = ''] = process.argv.slice(2);
const atOnce = 6;

async function ask(messageId: string): Promise<boolean> {
  const response = await fetch(`${askUrl}?id=${encodeURIComponent(messageId)}`);
  if (!response.ok) throw new Error('it cannot be told');
  return (await response.text()) === 'yes';
}

const db = createDatabase(databaseUrl, atOnce + 1);
const mailer = createMailer({
  url: smtpUrl,
  maxConnections: atOnce,
  socketTimeoutMs: 500,
  ...(askUrl === '' ? {} : { ask }),
});
const presence = await createPresence(databaseUrl);
const deps: Dependencies = {
  ...dependencies(db),
  mailer,
  presence,
  passing: faultsFrom(process.env.LEDARRESAN_FAULT),
};

/** Lives that are to plan, in another order in each process, so that processes meet. */
async function waiting(): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select id from life where kind = 'managerJourney' and state = 'open'
      and (wanted > planned or wait_until <= (select now from clock where id = 1))
    order by random() limit ${atOnce}`;
  return rows.map(({ id }) => id);
}

async function live(life: string): Promise<void> {
  const { steps, generation } = await planLife(deps, life);
  for (const { kind, key } of steps) {
    await (kind === 'task' ? openTask : sendMail)(deps, { life, key, generation });
  }
}

for (let idle = 0; idle < 2; ) {
  const lives = await waiting();
  idle = lives.length === 0 ? idle + 1 : 0;
  if (idle > 0) await sleep(100);
  await Promise.all(lives.map(live));
}
await mailer.close();
await db.$disconnect();
await presence.close();
