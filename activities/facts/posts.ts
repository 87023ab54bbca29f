/** Facts about who is what, where and under whom, over time. The posts of a person follow from all of them together. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import {
  leftOnAfter,
  type Post,
  type PostEvent,
  type PostFields,
  postsFrom,
} from '../../domain/people/posts.ts';
import { managerRoles, type Role, roles } from '../../domain/region.ts';
import { type Transaction, toDateOrNull, toTimestamp } from '../../prisma/client.ts';
import { factKind, knownLives, type RecordedFact, renewReference } from './kind.ts';
import { journeysUnder } from './under.ts';

const isoDate = z.iso.date();
const optionalDate = z.union([isoDate, z.literal('')]);

const fields = {
  municipality: z.string(),
  workplace: z.string(),
  chief: z.string(),
  role: z.enum(roles),
  postSince: optionalDate,
};

/** A row of `people.csv`. Of a row that has changed, the differences hold from `from`, or from always without it. */
const registration = z.object({
  id: z.string(),
  ...fields,
  targetGroup: z.string(),
  leftOn: optionalDate,
  from: optionalDate.optional(),
});
const change = z.object({
  person: z.string(),
  from: isoDate,
  set: z.object({
    municipality: fields.municipality.optional(),
    workplace: fields.workplace.optional(),
    chief: fields.chief.optional(),
    role: fields.role.optional(),
    postSince: fields.postSince.optional(),
  }),
});
const leaving = z.object({ person: z.string(), on: isoDate });
const returning = z.object({ person: z.string(), from: isoDate, post: z.object(fields) });
const undoing = z.object({ person: z.string() });

type About = z.infer<typeof registration> | z.infer<typeof undoing>;
const personOf = (data: About): string => ('person' in data ? data.person : data.id);

export const personRegistered = factKind({
  kind: 'person_registered',
  schema: registration,
  project: projectPosts,
  wakes: wakesAround,
});

/** A new workplace, municipality, chief or role, from a day. */
export const postChanged = factKind({
  kind: 'post_changed',
  schema: change,
  project: projectPosts,
  wakes: wakesAround,
});

/** `on` is the first day without a post. */
export const personLeft = factKind({
  kind: 'person_left',
  schema: leaving,
  project: projectPosts,
  wakes: wakesAround,
});

export const personReturned = factKind({
  kind: 'person_returned',
  schema: returning,
  project: projectPosts,
  wakes: wakesAround,
});

/** Takes back a change, a leaving or a return, which it names in `corrects`. */
export const postWithdrawn = factKind({
  kind: 'post_withdrawn',
  schema: undoing,
  project: projectPosts,
  wakes: wakesAround,
});

/** All kinds that tell of a person's posts. */
const postKinds = [
  'person_registered',
  'post_changed',
  'person_left',
  'person_returned',
  'post_withdrawn',
] as const;

interface LoggedRow {
  readonly subject: string;
  readonly seq: bigint;
  readonly kind: string;
  readonly corrects: bigint | null;
  readonly recorded_at: Date;
  readonly data: unknown;
}

/** All posts of these people, from the log up to the newest of these facts. */
async function projectPosts(tx: Transaction, facts: readonly RecordedFact<About>[]): Promise<void> {
  const people = [...new Set(facts.map(({ data }) => personOf(data)))];
  const upTo = facts.at(-1)?.seq ?? 0n;
  const rows = await tx.$queryRaw<LoggedRow[]>`
    select subject, seq, kind, corrects, recorded_at, data from fact
    where kind = any(${[...postKinds]}::text[]) and subject = any(${people}::text[]) and seq <= ${upTo}
    order by seq`;
  const undone = new Set(rows.flatMap(({ kind, corrects }) => (kind === 'post_withdrawn' ? [corrects] : [])));
  const logs = new Map<string, LoggedRow[]>();
  for (const row of rows) {
    if (row.kind === 'post_withdrawn' || undone.has(row.seq)) continue;
    const log = logs.get(row.subject);
    if (log === undefined) logs.set(row.subject, [row]);
    else log.push(row);
  }
  const known = [...logs].flatMap(([person, log]) => {
    const posts = postsFrom(person, log.map(eventOf));
    const newest = posts.at(-1);
    const registered = log.findLast(({ kind }) => kind === 'person_registered');
    if (newest === undefined || registered === undefined || log[0] === undefined) return [];
    const { targetGroup } = registration.parse(registered.data);
    return [{ person, posts, newest, targetGroup, registeredAt: log[0].recorded_at }];
  });
  await tx.person.deleteMany({ where: { id: { in: people } } });
  await tx.person.createMany({
    data: known.map(({ person, posts, newest, targetGroup, registeredAt }) => ({
      id: person,
      targetGroup,
      ...columnsOf(newest),
      leftOn: toDateOrNull(leftOnAfter(posts)),
      // A journey counts from the day its person was first known, whatever was corrected about them since.
      registeredAt,
    })),
  });
  await tx.post.deleteMany({ where: { person: { in: people } } });
  await tx.post.createMany({
    data: known.flatMap(({ person, posts }) =>
      posts.map((post, index) => ({
        person,
        number: index + 1,
        from: toDateOrNull(post.from),
        until: toDateOrNull(post.until),
        ...columnsOf(post),
      })),
    ),
  });
  await renewReference(tx, facts);
}

const columnsOf = ({ municipality, workplace, chiefId, role, postSince }: Post) => ({
  municipality,
  workplace,
  chief: chiefId,
  role,
  postSince: toDateOrNull(postSince),
});

function eventOf({ kind, data }: LoggedRow): PostEvent {
  switch (kind) {
    case 'post_changed': {
      const { from, set } = change.parse(data);
      const { chief, ...others } = set;
      return {
        kind: 'changed',
        from,
        fields: { ...withoutMissing(others), ...(chief === undefined ? {} : { chiefId: chief }) },
      };
    }
    case 'person_left':
      return { kind: 'left', from: leaving.parse(data).on };
    case 'person_returned': {
      const { from, post } = returning.parse(data);
      return { kind: 'returned', from, fields: fieldsOf(post) };
    }
    default: {
      const { leftOn, from = '', ...row } = registration.parse(data);
      return { kind: 'registered', from, leftOn, fields: fieldsOf(row) };
    }
  }
}

const fieldsOf = (row: {
  readonly municipality: string;
  readonly workplace: string;
  readonly chief: string;
  readonly role: Role;
  readonly postSince: string;
}): PostFields => ({
  municipality: row.municipality,
  workplace: row.workplace,
  chiefId: row.chief,
  role: row.role,
  postSince: row.postSince,
});

function withoutMissing(set: {
  readonly municipality?: string | undefined;
  readonly workplace?: string | undefined;
  readonly role?: Role | undefined;
  readonly postSince?: string | undefined;
}): Partial<PostFields> {
  const { municipality, workplace, role, postSince } = set;
  return {
    ...(municipality === undefined ? {} : { municipality }),
    ...(workplace === undefined ? {} : { workplace }),
    ...(role === undefined ? {} : { role }),
    ...(postSince === undefined ? {} : { postSince }),
  };
}

/**
 * A journey begins with the day a mandate or a nomination touches a person; who is on one already is told, and so is
 * everybody for whom a chief or a head of social services answers. What a term costs may change payer.
 */
async function wakesAround(tx: Transaction, facts: readonly RecordedFact<About>[]): Promise<string[]> {
  const ids = [...new Set(facts.map(({ data }) => personOf(data)))];
  const people = await tx.person.findMany({ where: { id: { in: ids } } });
  const managers = people.filter(({ role }) => managerRoles.some((one) => one === role));
  const mandates = await tx.mandate.findMany({ select: { municipality: true, roles: true } });
  const now = toTimestamp(facts.at(-1)?.recordedAt ?? 0);
  const covered = managers.filter(
    ({ municipality, role, leftOn }) =>
      (leftOn === null || leftOn > now) &&
      mandates.some((row) => row.municipality === municipality && row.roles.includes(role)),
  );
  const terms = await tx.seat.findMany({
    where: { person: { in: ids }, state: 'held', courseKind: 'programme' },
    select: { term: true },
    distinct: ['term'],
  });
  const known = await knownLives(tx, [
    ...ids.map((id) => lifeId('managerJourney', id)),
    ...terms.map(({ term }) => lifeId('termInvoicing', term)),
  ]);
  return [
    ...known,
    ...covered.map(({ id }) => lifeId('managerJourney', id)),
    ...(await journeysUnder(tx, ids)),
  ];
}
