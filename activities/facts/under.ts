/** Whom a chief answers for, whenever that was or will be. */
import { lifeId } from '../../domain/lives.ts';
import { managerRoles } from '../../domain/region.ts';
import type { Transaction } from '../../prisma/client.ts';
import { knownLives } from './kind.ts';

/**
 * Journeys that have begun of the managers for whom these people answer: as nearest chief, or as head of social
 * services of the municipality.
 */
export async function journeysUnder(tx: Transaction, chiefs: readonly string[]): Promise<string[]> {
  const heads = await tx.post.findMany({
    where: { person: { in: [...chiefs] }, role: 'head_of_social_services' },
    select: { municipality: true },
    distinct: ['municipality'],
  });
  const under = await tx.post.findMany({
    where: {
      role: { in: [...managerRoles] },
      OR: [
        { chief: { in: chiefs.filter((id) => id !== '') } },
        { municipality: { in: heads.map(({ municipality }) => municipality) } },
      ],
    },
    select: { person: true },
    distinct: ['person'],
  });
  return knownLives(
    tx,
    under.map(({ person }) => lifeId('managerJourney', person)),
  );
}
