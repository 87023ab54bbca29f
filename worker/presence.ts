/**
 * That this process lives, as the database sees it: a lock held by a connection is free again the moment the process is
 * gone, however it went. Whoever finds a mail claimed by somebody else can tell whether that somebody may still be
 * sending it.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Presence, presenceLock } from '../activities/lives/presence.ts';

/** Milliseconds between attempts to be present again after the connection was lost. */
const retryMs = 1_000;

export interface HeldPresence extends Presence {
  close(): Promise<void>;
}

/** @throws when the database cannot be reached at the start */
export async function createPresence(databaseUrl: string): Promise<HeldPresence> {
  let closed = false;
  let present: { readonly id: string; readonly connection: pg.Client } | undefined;

  async function enter(): Promise<void> {
    const id = randomUUID();
    const connection = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    const lose = () => {
      if (present?.connection !== connection) return;
      present = undefined;
      void enterAgain();
    };
    // Unheard, the error of a connection that breaks would end the process.
    connection.on('error', lose);
    connection.on('end', lose);
    await connection.connect();
    await connection.query('select pg_advisory_lock(hashtextextended($1, 0))', [presenceLock(id)]);
    present = { id, connection };
  }

  /** Under a new name: what was claimed under the old one may have been taken over meanwhile. */
  async function enterAgain(): Promise<void> {
    while (!closed && present === undefined) {
      await new Promise((resolve) => setTimeout(resolve, retryMs));
      await enter().catch(() => undefined);
    }
  }

  await enter();
  return {
    atWork: new Set(),
    id() {
      if (present === undefined)
        throw new Error('the connection that shows that this process lives was lost');
      return present.id;
    },
    async close() {
      closed = true;
      const { connection } = present ?? {};
      present = undefined;
      await connection?.end();
    },
  };
}
