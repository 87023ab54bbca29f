/** Places kept for a municipality are open to all from their day on. */
import { z } from 'zod';
import { activeSeatStates } from '../../domain/journey/facts.ts';
import type { NewFact } from '../facts/record.ts';
import { promotionFacts } from './promote.ts';
import { termDecision } from './termDecision.ts';

const reserve = z.object({ offering: z.string(), municipality: z.string() });

/** Releases them, and gives what the municipality has not used to the waiting list; nothing the second time. */
export const releaseReserved = termDecision(async (tx, occasion) => {
  const { offering, municipality } = reserve.parse(occasion.detail);
  const place = await tx.reservedPlace.findUnique({
    where: { offering_municipality: { offering, municipality } },
  });
  if (place === null || place.releasedAt !== null) return [];
  const used = await tx.seat.count({
    where: { offering, municipality, state: { in: [...activeSeatStates] } },
  });
  const unused = Math.max(0, place.count - used);
  const released: NewFact = {
    kind: 'places_released',
    subject: `${offering}.${municipality}`,
    data: { offering, municipality, unused },
  };
  // Its day has come, so what is read of free seats counts them as anybody's.
  return [released, ...(unused === 0 ? [] : await promotionFacts(tx, occasion))];
});
