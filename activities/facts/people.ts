/** Facts about a person's situation that change what is asked of them. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import { managerRoles } from '../../domain/region.ts';
import { type Transaction, toDate, toDateOrNull, toTimestamp } from '../../prisma/client.ts';
import { factKind, knownLives, type RecordedFact, renewReference, wakesNobody } from './kind.ts';
import { ending, grant, respitesOf, undoing } from './respiteEvents.ts';
import type { LoggedFact } from './standing.ts';
import { journeysUnder } from './under.ts';

/** The subject that facts about a person's respites of one kind share. */
const respiteSubject = (person: string, kind: string): string => `${person}.${kind}`;

export const respiteGranted = factKind({
  kind: 'respite_granted',
  schema: grant,
  project: projectRespites,
  wakes: wakesConcerned,
});

/** A return, or an end on another day than was granted. */
export const respiteEnded = factKind({
  kind: 'respite_ended',
  schema: ending,
  project: projectRespites,
  wakes: wakesConcerned,
});

/** Takes back a grant or an end, which it names in `corrects`. */
export const respiteWithdrawn = factKind({
  kind: 'respite_withdrawn',
  schema: undoing,
  project: projectRespites,
  wakes: wakesConcerned,
});

type About = z.infer<typeof undoing>;

interface Row extends LoggedFact {
  readonly subject: string;
  readonly recorded_at: Date;
}

/** All respites of these people and kinds, from the log up to the newest of these facts. */
async function projectRespites(tx: Transaction, facts: readonly RecordedFact<About>[]): Promise<void> {
  const concerned = new Map(
    facts.map(({ data: { person, kind } }) => [respiteSubject(person, kind), { person, kind }]),
  );
  const upTo = facts.at(-1)?.seq ?? 0n;
  const rows = await tx.$queryRaw<Row[]>`
    select subject, seq, kind, corrects, recorded_at, data from fact
    where kind in ('respite_granted', 'respite_ended', 'respite_withdrawn')
      and subject = any(${[...concerned.keys()]}::text[]) and seq <= ${upTo}
    order by seq`;
  for (const [subject, { person, kind }] of concerned) {
    const log = rows.filter((row) => row.subject === subject);
    await tx.respite.deleteMany({ where: { person, kind } });
    await tx.respite.createMany({
      data: respitesOf(log, ({ recorded_at }) => recorded_at).map(({ from, until, endedOn, ...row }) => ({
        id: `${person}.${row.kind}.${from}`,
        person,
        ...row,
        from: toDate(from),
        until: toDateOrNull(until),
        endedOn: toDateOrNull(endedOn),
      })),
    });
  }
  if ((await answering(tx, facts)).length > 0) await renewReference(tx, facts);
}

/** Those of the facts' people who answer for others: planners read their leaves with the region. */
async function answering(tx: Transaction, facts: readonly RecordedFact<About>[]): Promise<string[]> {
  const rows = await tx.person.findMany({
    where: { id: { in: facts.map(({ data }) => data.person) }, role: { notIn: [...managerRoles] } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** The manager's own journey; of a chief, those of the managers for whom somebody else answers meanwhile. */
async function wakesConcerned(tx: Transaction, facts: readonly RecordedFact<About>[]): Promise<string[]> {
  const chiefs = await answering(tx, facts);
  const own = facts.flatMap(({ data: { person } }) =>
    chiefs.includes(person) ? [] : [lifeId('managerJourney', person)],
  );
  return chiefs.length === 0 ? own : [...own, ...(await journeysUnder(tx, chiefs))];
}

/**
 * A person has another name or address. What it is stands only in the person's details; whoever has a certificate in the
 * former name is offered a new one by a coordinator.
 */
export const nameChanged = factKind({
  kind: 'name_changed',
  schema: z.object({ person: z.string() }),
  project: renewReference,
  wakes: (tx, facts) =>
    knownLives(
      tx,
      facts.map(({ data }) => lifeId('managerJourney', data.person)),
    ),
});

/** Something that a coordinator has to look at. */
export const taskOpened = factKind({
  kind: 'task_opened',
  schema: z.object({ key: z.string(), kind: z.string(), subject: z.string() }),
  async project(tx, facts) {
    await tx.coordinatorTask.createMany({
      data: facts.map(({ data, recordedAt }) => ({ ...data, openedAt: toTimestamp(recordedAt) })),
      skipDuplicates: true,
    });
  },
  wakes: wakesNobody,
});
