/** Facts about a person's situation that change what is asked of them. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import {
  type RespiteEvent,
  respiteCauses,
  respiteKinds,
  respitesFrom,
} from '../../domain/people/respites.ts';
import { managerRoles } from '../../domain/region.ts';
import { type Transaction, toDate, toDateOrNull, toTimestamp } from '../../prisma/client.ts';
import { factKind, type RecordedFact, wakesNobody, renewReference } from './kind.ts';
import { journeysUnder } from './under.ts';

const isoDate = z.iso.date();
const named = { person: z.string(), kind: z.enum(respiteKinds), from: isoDate };

/**
 * On leave, exempt, a plan with a date from the chief, or an extension of the deadline; an empty `until` is an open end.
 * Granted again with the same first day it has the new end.
 */
const grant = z.object({
  ...named,
  until: z.union([isoDate, z.literal('')]),
  cause: z.union([z.enum(respiteCauses), z.literal('')]).optional(),
  grantedBy: z.string().optional(),
});
/** `on` is the first day back. */
const ending = z.object({ ...named, on: isoDate });
const undoing = z.object(named);

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

interface LoggedRow {
  readonly subject: string;
  readonly seq: bigint;
  readonly kind: string;
  readonly corrects: bigint | null;
  readonly recorded_at: Date;
  readonly data: unknown;
}

/** All respites of these people and kinds, from the log up to the newest of these facts. */
async function projectRespites(tx: Transaction, facts: readonly RecordedFact<About>[]): Promise<void> {
  const concerned = new Map(
    facts.map(({ data: { person, kind } }) => [respiteSubject(person, kind), { person, kind }]),
  );
  const upTo = facts.at(-1)?.seq ?? 0n;
  const rows = await tx.$queryRaw<LoggedRow[]>`
    select subject, seq, kind, corrects, recorded_at, data from fact
    where kind in ('respite_granted', 'respite_ended', 'respite_withdrawn')
      and subject = any(${[...concerned.keys()]}::text[]) and seq <= ${upTo}
    order by seq`;
  const undone = new Set(
    rows.flatMap(({ kind, corrects }) => (kind === 'respite_withdrawn' ? [corrects] : [])),
  );
  for (const [subject, { person, kind }] of concerned) {
    const log = rows.filter(
      (row) => row.subject === subject && row.kind !== 'respite_withdrawn' && !undone.has(row.seq),
    );
    await tx.respite.deleteMany({ where: { person, kind } });
    await tx.respite.createMany({
      data: respitesFrom(log.map(eventOf)).map(({ from, until, endedOn, ...row }) => ({
        id: `${person}.${row.kind}.${from}`,
        person,
        ...row,
        from: toDate(from),
        until: toDateOrNull(until),
        endedOn: toDateOrNull(endedOn),
        recordedAt:
          log.findLast((one) => undoing.parse(one.data).from === from)?.recorded_at ?? toTimestamp(0),
      })),
    });
  }
  if ((await answering(tx, facts)).length > 0) await renewReference(tx, facts);
}

function eventOf({ kind, data }: LoggedRow): RespiteEvent {
  if (kind === 'respite_ended') {
    const { person: _person, ...event } = ending.parse(data);
    return { what: 'ended', ...event };
  }
  const { person: _person, cause = '', grantedBy = '', ...event } = grant.parse(data);
  return { what: 'granted', ...event, cause, grantedBy };
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
