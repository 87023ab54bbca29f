/** Loads the cases of a chief and plans the digests. */
import { z } from 'zod';
import { caseLevels } from '../../domain/escalation/case.ts';
import {
  type DigestFacts,
  digestAgenda,
  digestIsDone,
  digestSections,
} from '../../domain/escalation/digest.ts';
import { groupBy } from '../../domain/groupBy.ts';
import { Prisma } from '../../prisma/client.ts';
import { caseRow } from '../facts/cases.ts';
import { caseColumns } from './cases.ts';
import type { LifePlanner } from './planner.ts';
import { ms, rows } from './snapshot.ts';

const schema = z.object({
  chief: z.string(),
  cases: z.array(caseRow),
  digests: z.array(z.object({ week: z.string(), madeAt: z.number() })),
  told: z.array(
    z.object({
      week: z.string(),
      case: z.string(),
      section: z.enum(digestSections),
      level: z.enum(caseLevels),
      events: z.number(),
    }),
  ),
});

/** The rows of a snapshot as the planner reads them. */
export function factsOfDigest({ told, digests, ...rest }: z.infer<typeof schema>): DigestFacts {
  const byWeek = groupBy(told, ({ week }) => week);
  return {
    ...rest,
    digests: digests.map((digest) => ({
      ...digest,
      rows: (byWeek.get(digest.week) ?? []).map(({ week: _week, ...row }) => row),
    })),
  };
}

export const digestPlanner: LifePlanner<typeof schema> = {
  parts: (chief) => Prisma.sql`
    ${chief}::text as chief,
    ${rows(Prisma.sql`select ${caseColumns} from escalation_case where (state = 'open' and ${chief} in (chief, head))
      or id in (select d."case" from digest_row d where d.chief = ${chief})`)} as cases,
    ${rows(Prisma.sql`select week, ${ms('made_at')} as "madeAt" from digest where chief = ${chief}`)} as digests,
    ${rows(Prisma.sql`select week, "case", section, level, events from digest_row where chief = ${chief}`)} as told`,
  schema,
  plan(snapshot, reference) {
    const facts = factsOfDigest(snapshot);
    const done = digestIsDone(facts, reference);
    return {
      agenda: digestAgenda(facts, reference),
      done,
      stage: done ? 'told' : 'to_tell',
      epoch: '',
      municipality: reference.newestPost(facts.chief).municipality,
    };
  },
};
