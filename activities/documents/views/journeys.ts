/** Loads the journeys of many managers as the planner sees them. */
import { z } from 'zod';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import type { PersonId } from '../../../domain/region.ts';
import { Prisma } from '../../../prisma/client.ts';
import type { Dependencies } from '../../dependencies.ts';
import { journeyColumns, journeyPlanner } from '../../lives/journey.ts';

/** In the order of the people. One statement for all of them, so that a report never mixes two moments. */
export async function loadJourneys(
  deps: Pick<Dependencies, 'db'>,
  people: readonly PersonId[],
): Promise<JourneyFacts[]> {
  const found = await deps.db.$queryRaw<unknown[]>`
    select ${journeyColumns(Prisma.sql`whose.id`)}
    from unnest(${people}::text[]) with ordinality as whose (id, place) order by whose.place`;
  return z
    .array(journeyPlanner.schema)
    .parse(found)
    .map(({ person, ...rest }) => ({ person: person.id, since: person.since, ...rest }));
}

/** @throws RangeError when there is no such person */
export async function loadJourney(deps: Pick<Dependencies, 'db'>, person: PersonId): Promise<JourneyFacts> {
  const [journey] = await loadJourneys(deps, [person]);
  if (journey === undefined) throw new RangeError(`no journey of ${person}`);
  return journey;
}
