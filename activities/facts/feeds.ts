/** Facts about the addresses at which people's calendars subscribe to their course days. */
import { z } from 'zod';
import { toTimestamp } from '../../prisma/client.ts';
import { factKind, wakesNobody } from './kind.ts';

const feed = z.object({ person: z.string(), number: z.number().int().positive() });

/** The address itself is nowhere: only the hash of its secret part, so that nobody can read it from the log. */
export const feedOpened = factKind({
  kind: 'feed_opened',
  schema: feed.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  async project(tx, facts) {
    await tx.calendarFeed.createMany({
      data: facts.map(({ data, recordedAt }) => ({ ...data, openedAt: toTimestamp(recordedAt) })),
    });
  },
  wakes: wakesNobody,
});

/** The address leads nowhere from now on; a new one gets another number. */
export const feedRevoked = factKind({
  kind: 'feed_revoked',
  schema: feed,
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      await tx.calendarFeed.update({
        where: { person_number: data },
        data: { revokedAt: toTimestamp(recordedAt) },
      });
    }
  },
  wakes: wakesNobody,
});
