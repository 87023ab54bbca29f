/** Opens the database of a play that has ended, to look at it: its journeys, its status, what would come next. */
import { join } from 'node:path';
import { createDocumentRenderer } from '../../activities/documents/renderer.ts';
import { folderStore } from '../../activities/documents/store.ts';
import { folderDelivery } from '../../activities/eInvoices/delivery.ts';
import { outboxMailer } from '../../activities/messages/smtp.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import { createDatabase } from '../../prisma/client.ts';
import { checkMigrated } from '../../prisma/migrate.ts';
import { steppedClock } from '../clock.ts';
import type { Connected } from '../dependencies.ts';
import { startPostgres } from '../embedded/postgres.ts';
import { playIssuing } from './issuing.ts';
import { assertPlayEnded, playFolder } from './state.ts';

/**
 * @param out output folder of the play
 * @throws PlayRefused when there is no play in it, or it is still running
 */
export async function openPlay(out: string): Promise<Connected> {
  const folder = playFolder(out);
  await assertPlayEnded(folder);
  const server = await startPostgres({ dataDir: folder.postgres, durable: false, progress: () => undefined });
  try {
    await checkMigrated(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const db = createDatabase(server.url, 4);
  const documents = createDocumentRenderer({ threads: 1 });
  return {
    deps: {
      db,
      clock: steppedClock,
      mailer: outboxMailer(folder.mail),
      documents,
      store: folderStore(folder.documents),
      issuing: playIssuing(),
      eInvoices: folderDelivery(join(folder.out, 'einvoices')),
      reference: createReferenceCache(db),
      passing: () => undefined,
    },
    async close() {
      await documents.close();
      await db.$disconnect();
      await server.stop();
    },
  };
}
