/** Connects what the configuration names and hands it to the activities; the same for a worker and the command line. */
import type { Dependencies } from '../activities/dependencies.ts';
import { createDocumentRenderer } from '../activities/documents/renderer.ts';
import { folderStore } from '../activities/documents/store.ts';
import { createMailer, type Mailer, outboxMailer, redirectingMailer } from '../activities/messages/smtp.ts';
import { createReferenceCache } from '../activities/region/reference.ts';
import type { Reference } from '../domain/reference.ts';
import { createDatabase } from '../prisma/client.ts';
import { checkMigrated } from '../prisma/migrate.ts';
import { systemClock } from './clock.ts';
import { ConfigurationError, type FactsConfiguration } from './configuration.ts';
import { faultsFrom } from './faults.ts';
import { createPresence } from './presence.ts';

export interface Connected {
  readonly deps: Dependencies;
  close(): Promise<void>;
}

function mailerFor(mail: FactsConfiguration['mail']): Mailer {
  if (mail.send === 'outbox') return outboxMailer(mail.folder);
  const server = createMailer({
    url: mail.smtpUrl,
    maxConnections: mail.connections,
    ...(mail.ratePerSecond === undefined ? {} : { rateLimitPerSecond: mail.ratePerSecond }),
    ...(mail.ask === undefined ? {} : { ask: mail.ask }),
  });
  return mail.redirectTo === undefined ? server : redirectingMailer(server, mail.redirectTo);
}

/**
 * A worker that sends must be meant to send for this region: the domain is said twice, in its environment and in the
 * region's files.
 * @throws ConfigurationError when they differ
 */
export function checkSenderDomain(mail: FactsConfiguration['mail'], reference: Reference): void {
  if (mail.send !== 'live' || mail.senderDomain === undefined) return;
  const domain = reference.senderEmail.split('@')[1] ?? '';
  if (domain === mail.senderDomain) return;
  throw new ConfigurationError([
    `SENDER_DOMAIN is ${mail.senderDomain}, but the region sends from ${domain}; correct one of them before anything is sent`,
  ]);
}

/**
 * @throws DatabaseRefused when the database is not ours, not migrated or of a newer version
 */
export async function connect(configuration: FactsConfiguration): Promise<Connected> {
  await checkMigrated(configuration.databaseUrl);
  const db = createDatabase(configuration.databaseUrl, 20);
  const mailer = mailerFor(configuration.mail);
  const documents = createDocumentRenderer({ threads: 1 });
  const presence = await createPresence(configuration.databaseUrl);
  return {
    deps: {
      db,
      presence,
      clock: systemClock,
      mailer,
      documents,
      store: folderStore(configuration.documentsFolder),
      reference: createReferenceCache(db),
      passing: faultsFrom(process.env.LEDARRESAN_FAULT),
    },
    async close() {
      await documents.close();
      await mailer.close();
      await presence.close();
      await db.$disconnect();
    },
  };
}
