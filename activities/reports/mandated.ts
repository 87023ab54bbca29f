/** Loads where every manager under a decision has come on the way to the whole programme. */
import type { Instant } from '../../domain/calendar/dates.ts';
import { escalationAhead } from '../../domain/escalation/items.ts';
import type { JourneyFacts } from '../../domain/journey/facts.ts';
import { lifeId } from '../../domain/lives.ts';
import { postOn, type Reference } from '../../domain/reference.ts';
import type { MunicipalityCode, PersonId } from '../../domain/region.ts';
import { type ComplianceRow, complianceRow, isManagerOn } from '../../domain/report/compliance.ts';
import { type MandatedWay, mandatedWay } from '../../domain/report/mandated.ts';
import type { Database } from '../../prisma/client.ts';
import { loadJourneys } from '../documents/views/journeys.ts';

export interface MandatedManager {
  readonly person: PersonId;
  readonly municipality: MunicipalityCode;
  readonly way: MandatedWay;
}

/**
 * @param at the moment that counts; the status is that of its local date
 * @returns every manager in post whom a decision covers that day, once each
 */
export async function mandatedManagers(
  db: Database,
  reference: Reference,
  at: Instant,
): Promise<readonly MandatedManager[]> {
  const on = reference.calendar.dateOf(at);
  const managers = reference.people
    .map(({ id }) => postOn(reference, id, on))
    .filter((person) => isManagerOn(person, on));
  const journeys = await loadJourneys(
    { db },
    managers.map(({ id }) => id),
  );
  const lives = await db.life.findMany({
    where: { kind: 'managerJourney' },
    select: { id: true, state: true },
  });
  const followed = new Set(lives.filter(({ state }) => state !== 'stuck').map(({ id }) => id));
  return journeys.flatMap((journey): MandatedManager[] => {
    const row = complianceRow(journey, reference, at);
    const { person } = journey;
    const way = mandatedWay({
      status: row.standing.status,
      isFollowed: followed.has(lifeId('managerJourney', person)),
      isEscalated: journey.cases.some(({ state, level }) => state === 'open' && level !== 'notice'),
      hasStepAhead: hasStepAhead(journey, row, reference, at),
    });
    return way === null ? [] : [{ person, municipality: postOn(reference, person, on).municipality, way }];
  });
}

function hasStepAhead(
  journey: JourneyFacts,
  { standing }: ComplianceRow,
  reference: Reference,
  at: Instant,
): boolean {
  if (standing.status !== 'overdue') return false;
  const on = reference.calendar.dateOf(at);
  const isAsked = journey.nominations.some(
    ({ state, term }) => state === 'nominated' && reference.term(term).start > on,
  );
  if (isAsked || journey.waiting.some(({ state }) => state === 'waiting')) return true;
  return escalationAhead(journey, reference).length > 0;
}
