/** Loads the journeys of many managers as the planner sees them. */
import { z } from 'zod';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import type { PersonId } from '../../../domain/region.ts';
import { Prisma } from '../../../prisma/client.ts';
import type { Dependencies } from '../../dependencies.ts';
import { journeyPlanner } from '../../lives/journey.ts';

/** A statement has room for about 32 000 parameters; a journey takes a dozen. */
const peoplePerStatement = 500;

/** One statement for all of them, so that a report never mixes two moments (up to 500 people). */
export async function loadJourneys(
  deps: Pick<Dependencies, 'db'>,
  people: readonly PersonId[],
): Promise<JourneyFacts[]> {
  const journeys: JourneyFacts[] = [];
  for (let first = 0; first < people.length; first += peoplePerStatement) {
    const some = people.slice(first, first + peoplePerStatement);
    const each = some.map((person) => Prisma.sql`(select ${journeyPlanner.parts(person)})`);
    const found = await deps.db.$queryRaw<unknown[]>`${Prisma.join(each, ' union all ')}`;
    for (const { person, ...rest } of z.array(journeyPlanner.schema).parse(found)) {
      journeys.push({ person: person.id, since: person.since, ...rest });
    }
  }
  return journeys;
}

/** @throws RangeError when there is no such person */
export async function loadJourney(deps: Pick<Dependencies, 'db'>, person: PersonId): Promise<JourneyFacts> {
  const [journey] = await loadJourneys(deps, [person]);
  if (journey === undefined) throw new RangeError(`no journey of ${person}`);
  return journey;
}
