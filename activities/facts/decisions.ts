/** Facts about what municipalities decide: that the programme is mandatory, and that they leave the cooperation. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import { versionsFrom } from '../../domain/mandate/versions.ts';
import { managerRoles } from '../../domain/region.ts';
import { fromDate, type Transaction, toDate, toDateOrNull, toTimestamp } from '../../prisma/client.ts';
import { factKind, knownLives, type RecordedFact, renewReference } from './kind.ts';
import { change, decision, mandateEvents, mandateKinds, undoing, withdrawal } from './mandateEvents.ts';
import type { LoggedFact } from './standing.ts';

const isoDate = z.iso.date();
type About = z.infer<typeof decision> | z.infer<typeof undoing>;
const mandateOf = (data: About): string => ('mandate' in data ? data.mandate : data.id);

export const mandateDecided = factKind({
  kind: 'mandate_decided',
  schema: decision,
  project: projectMandates,
  wakes: wakesCovered,
});

/** Other periods, roles or another quota, from a day. */
export const mandateChanged = factKind({
  kind: 'mandate_changed',
  schema: change,
  project: projectMandates,
  wakes: wakesCovered,
});

/** `on` is the first day on which the decision no longer holds. */
export const mandateWithdrawn = factKind({
  kind: 'mandate_withdrawn',
  schema: withdrawal,
  project: projectMandates,
  wakes: wakesCovered,
});

/** Takes back a change or a withdrawal, which it names in `corrects`. */
export const mandateChangeWithdrawn = factKind({
  kind: 'mandate_change_withdrawn',
  schema: undoing,
  project: projectMandates,
  wakes: wakesCovered,
});

interface Row extends LoggedFact {
  readonly subject: string;
}

async function projectMandates(tx: Transaction, facts: readonly RecordedFact<About>[]): Promise<void> {
  const ids = [...new Set(facts.map(({ data }) => mandateOf(data)))];
  const upTo = facts.at(-1)?.seq ?? 0n;
  const rows = await tx.$queryRaw<Row[]>`
    select subject, seq, kind, corrects, data from fact
    where kind = any(${[...mandateKinds]}::text[]) and subject = any(${ids}::text[]) and seq <= ${upTo}
    order by seq`;
  await tx.mandate.deleteMany({ where: { id: { in: ids } } });
  await tx.mandate.createMany({
    data: ids.flatMap((id) => {
      const log = rows.filter(({ subject }) => subject === id);
      return versionsFrom(mandateEvents(log)).map(
        ({ decidedOn, validFrom, validTo, countsFrom = {}, roles: covered, ...row }, index) => ({
          ...row,
          version: index + 1,
          roles: [...covered],
          decidedOn: toDate(decidedOn),
          validFrom: toDate(validFrom),
          validTo: toDateOrNull(validTo),
          countsFrom,
        }),
      );
    }),
  });
  await renewReference(tx, facts);
}

/** Begins the journeys of those covered now, and wakes those of everybody who was. */
async function wakesCovered(tx: Transaction, facts: readonly RecordedFact<About>[]): Promise<string[]> {
  const ids = facts.map(({ data }) => mandateOf(data));
  // A version that is gone leaves only its municipality in the id of the decision.
  const versions = await tx.mandate.findMany({ where: { id: { in: ids } } });
  const municipalities = ids.map((id) => id.slice(0, id.indexOf(':')));
  // Of the day, not of the newest row: who has moved away is no longer covered, who will come is.
  const posts = await tx.post.findMany({
    where: {
      municipality: { in: [...municipalities, ...versions.map(({ municipality }) => municipality)] },
      role: { in: [...managerRoles] },
    },
    select: { person: true, municipality: true, role: true, until: true },
  });
  const now = toTimestamp(facts.at(-1)?.recordedAt ?? 0);
  const covered = posts.filter(
    ({ municipality: place, role, until }) =>
      (until === null || fromDate(until) >= fromDate(now)) &&
      versions.some(({ municipality, roles: all }) => municipality === place && all.includes(role)),
  );
  return [
    ...covered.map(({ person }) => lifeId('managerJourney', person)),
    ...(await knownLives(
      tx,
      posts.map(({ person }) => lifeId('managerJourney', person)),
    )),
  ];
}

/** `on` is the first day outside the cooperation. */
export const municipalityLeft = factKind({
  kind: 'municipality_left',
  schema: z.object({ municipality: z.string(), on: isoDate }),
  async project(tx, facts) {
    for (const { data } of facts) {
      const leavesOn = toDate(data.on);
      await tx.departure.upsert({
        where: { municipality: data.municipality },
        create: { municipality: data.municipality, leavesOn },
        update: { leavesOn },
      });
    }
    await renewReference(tx, facts);
  },
  wakes: (tx, facts) =>
    wakesMunicipalities(
      tx,
      facts.map(({ data }) => data.municipality),
    ),
});

/** Takes a leaving back: the municipality stays. */
export const municipalityStayed = factKind({
  kind: 'municipality_stayed',
  schema: z.object({ municipality: z.string() }),
  async project(tx, facts) {
    await tx.departure.deleteMany({
      where: { municipality: { in: facts.map(({ data }) => data.municipality) } },
    });
    await renewReference(tx, facts);
  },
  wakes: (tx, facts) =>
    wakesMunicipalities(
      tx,
      facts.map(({ data }) => data.municipality),
    ),
});

/** All journeys that have begun in these municipalities. */
async function wakesMunicipalities(tx: Transaction, codes: readonly string[]): Promise<string[]> {
  const people = await tx.post.findMany({
    where: { municipality: { in: [...codes] } },
    select: { person: true },
    distinct: ['person'],
  });
  return knownLives(
    tx,
    people.map(({ person }) => lifeId('managerJourney', person)),
  );
}
