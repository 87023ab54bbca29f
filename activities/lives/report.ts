/** Loads the compliance reports of a period and plans them. */
import { z } from 'zod';
import { audiences, reportAgenda, reportIsDone } from '../../domain/report/agenda.ts';
import { Prisma } from '../../prisma/client.ts';
import type { LifePlanner } from './planner.ts';
import { ms, rows } from './snapshot.ts';

const schema = z.object({
  period: z.object({ period: z.string(), audience: z.enum(audiences), asOf: z.number() }),
  documents: z.array(z.object({ key: z.string(), issuedAt: z.number() })),
  mailed: z.array(z.object({ key: z.string() })),
});

export const reportPlanner: LifePlanner<typeof schema> = {
  parts: (period) => Prisma.sql`
    (select json_build_object('period', id, 'audience', audience, 'asOf', ${ms('as_of')})
      from report_period where id = ${period}) as period,
    ${rows(Prisma.sql`select key, ${ms('issued_at')} as "issuedAt" from document
      where kind = 'compliance' and subject = ${period}`)} as documents,
    ${rows(Prisma.sql`select key from effect where life = ${`complianceReport:${period}`} and kind = 'mail'
      and status in ('accepted', 'refused', 'doubtful', 'suppressed', 'missed')`)} as mailed`,
  schema,
  plan({ period, documents, mailed }, reference) {
    const facts = { ...period, documents, mailed: mailed.map(({ key }) => key) };
    const done = reportIsDone(facts, reference);
    return {
      agenda: reportAgenda(facts, reference),
      done,
      stage: done ? 'sent' : 'under_way',
      epoch: '',
      municipality: '',
    };
  },
};
