/** Facts about who is what, where and under whom, over time. The posts of a person follow from all of them together. */
import type { z } from 'zod';
import { groupBy } from '../../domain/groupBy.ts';
import { lifeId } from '../../domain/lives.ts';
import { leftOnAfter, type Post, postsFrom } from '../../domain/people/posts.ts';
import { managerRoles } from '../../domain/region.ts';
import { type Transaction, toDateOrNull, toTimestamp } from '../../prisma/client.ts';
import { factKind, knownLives, type RecordedFact, renewReference } from './kind.ts';
import { writeLanguages } from './languages.ts';
import { change, leaving, postEvents, postKinds, registration, returning, undoing } from './postEvents.ts';
import type { LoggedFact } from './standing.ts';
import { journeysUnder } from './under.ts';

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

interface Row extends LoggedFact {
  readonly subject: string;
  readonly recorded_at: Date;
}

/** All posts of these people, from the log up to the newest of these facts. */
async function projectPosts(tx: Transaction, facts: readonly RecordedFact<About>[]): Promise<void> {
  const people = [...new Set(facts.map(({ data }) => personOf(data)))];
  const upTo = facts.at(-1)?.seq ?? 0n;
  const rows = await tx.$queryRaw<Row[]>`
    select subject, seq, kind, corrects, recorded_at, data from fact
    where kind = any(${[...postKinds]}::text[]) and subject = any(${people}::text[]) and seq <= ${upTo}
    order by seq`;
  const logs = groupBy(rows, ({ subject }) => subject);
  const known = [...logs].flatMap(([person, log]) => {
    const posts = postsFrom(person, postEvents(log));
    const newest = posts.at(-1);
    const registered = log.findLast(({ kind }) => kind === 'person_registered');
    if (newest === undefined || registered === undefined || log[0] === undefined) return [];
    const { targetGroup, language } = registration.parse(registered.data);
    return [{ person, posts, newest, targetGroup, language, registeredAt: log[0].recorded_at }];
  });
  await tx.person.deleteMany({ where: { id: { in: people } } });
  await tx.person.createMany({
    data: known.map(({ person, posts, newest, targetGroup, language, registeredAt }) => ({
      id: person,
      targetGroup,
      language,
      ...columnsOf(newest),
      leftOn: toDateOrNull(leftOnAfter(posts)),
      // A journey counts from the day its person was first known, whatever was corrected about them since.
      registeredAt,
    })),
  });
  await writeLanguages(tx, people, upTo);
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
