/** Connects what the configuration names and hands it to the activities; the same for a worker and the command line. */
import { folderIssuing, type Issuing, regionIssuer } from '../activities/certification/issuing.ts';
import { isDevelopment } from '../activities/certification/keys.ts';
import type { Dependencies } from '../activities/dependencies.ts';
import { createDocumentRenderer } from '../activities/documents/renderer.ts';
import { folderStore } from '../activities/documents/store.ts';
import { folderDelivery } from '../activities/eInvoices/delivery.ts';
import { createFeedAddresses } from '../activities/messages/feeds.ts';
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
 * Before a worker that sends for real starts: everybody who issues certificates can sign them, and not with a key for
 * trying things out.
 * @throws ConfigurationError naming every issuer that cannot
 */
export async function checkSigning(
  configuration: FactsConfiguration,
  issuing: Issuing,
  reference: Reference,
): Promise<void> {
  if (configuration.issuing.develop) return;
  const issuers = [...reference.sellers, { code: regionIssuer, name: reference.senderName }];
  const problems: string[] = [];
  for (const { code, name } of issuers) {
    try {
      const { certificate } = await issuing.signer({ code, name });
      if (isDevelopment(certificate)) {
        problems.push(`SIGNING_FOLDER: the certificate of ${code} (${name}) is for trying things out only`);
      }
    } catch (error) {
      problems.push(`SIGNING_FOLDER: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
}

/**
 * @throws DatabaseRefused when the database is not ours, not migrated or of a newer version
 */
export async function connect(
  configuration: FactsConfiguration,
): Promise<Connected & { readonly issuing: Issuing }> {
  await checkMigrated(configuration.databaseUrl);
  const db = createDatabase(configuration.databaseUrl, 20);
  const mailer = mailerFor(configuration.mail);
  const documents = createDocumentRenderer({ threads: 1, background: true });
  const presence = await createPresence(configuration.databaseUrl);
  const issuing = folderIssuing(configuration.issuing);
  return {
    issuing,
    deps: {
      db,
      presence,
      clock: systemClock,
      mailer,
      documents,
      store: folderStore(configuration.documentsFolder),
      issuing,
      eInvoices: folderDelivery(configuration.eInvoicesFolder),
      reference: createReferenceCache(db),
      ...(configuration.issuing.publicUrl === ''
        ? {}
        : { feeds: createFeedAddresses(configuration.issuing.publicUrl, configuration.issuing.secret) }),
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
