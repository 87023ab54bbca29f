/** Connects what the configuration names and hands it to the activities; the same for a worker and the command line. */
import type { Dependencies } from '../activities/dependencies.ts';
import { createDocumentRenderer } from '../activities/documents/renderer.ts';
import { folderStore } from '../activities/documents/store.ts';
import { createMailer, outboxMailer } from '../activities/messages/smtp.ts';
import { createReferenceCache } from '../activities/region/reference.ts';
import { createDatabase } from '../prisma/client.ts';
import { checkMigrated } from '../prisma/migrate.ts';
import { systemClock } from './clock.ts';
import type { FactsConfiguration } from './configuration.ts';
import { faultsFrom } from './faults.ts';

export interface Connected {
  readonly deps: Dependencies;
  close(): Promise<void>;
}

/**
 * @throws DatabaseRefused when the database is not ours, not migrated or of a newer version
 */
export async function connect(configuration: FactsConfiguration): Promise<Connected> {
  await checkMigrated(configuration.databaseUrl);
  const db = createDatabase(configuration.databaseUrl, 20);
  const { mail } = configuration;
  const mailer =
    mail.send === 'live'
      ? createMailer({
          url: mail.smtpUrl,
          maxConnections: mail.connections,
          ...(mail.ask === undefined ? {} : { ask: mail.ask }),
        })
      : outboxMailer(mail.folder);
  const documents = createDocumentRenderer({ threads: 1 });
  return {
    deps: {
      db,
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
      await db.$disconnect();
    },
  };
}
