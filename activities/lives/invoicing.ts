/** Loads a term's invoicing and plans it. */
import { z } from 'zod';
import { invoicingAgenda, invoicingIsDone } from '../../domain/invoicing/agenda.ts';
import { Prisma } from '../../prisma/client.ts';
import type { LifePlanner } from './planner.ts';
import { ms, rows } from './snapshot.ts';

const schema = z.object({
  term: z.object({ term: z.string(), openedAt: z.number().nullable() }),
  issued: z.array(z.object({ key: z.string() })),
  courseDays: z.object({ count: z.number(), open: z.number(), lastRegisteredAt: z.number().nullable() }),
  invoices: z.array(
    z.object({
      key: z.string(),
      seller: z.string(),
      municipality: z.string(),
      issuedAt: z.number(),
      documentAt: z.number().nullable(),
      mailed: z.boolean(),
    }),
  ),
});

export const invoicingPlanner: LifePlanner<typeof schema> = {
  parts: (code) => Prisma.sql`
    (select json_build_object('term', code, 'openedAt', ${ms('opened_at')}) from term where code = ${code}) as term,
    ${rows(Prisma.sql`select key from effect where life = ${`termInvoicing:${code}`} and status = 'done'
      and kind in ('issue_seat_invoices', 'issue_course_day_invoices')`)} as issued,
    (select json_build_object('count', count(*)::int,
        'open', (count(*) filter (where d.attendance_registered_at is null))::int,
        'lastRegisteredAt', ${ms('max(d.attendance_registered_at)')})
      from course_day d join offering o on o.code = d.offering
      where o.term = ${code} and o.course_kind = 'course_day') as "courseDays",
    ${rows(Prisma.sql`select i.key, i.seller, i.municipality, ${ms('i.issued_at')} as "issuedAt",
        (select ${ms('d.issued_at')} from document d where d.key = 'invoice_document.' || i.key) as "documentAt",
        exists (select 1 from effect e where e.key = 'invoice.' || i.key
          and e.status in ('accepted', 'refused', 'doubtful', 'suppressed', 'missed')) as mailed
      from invoice i where i.term = ${code} order by i.key`)} as invoices`,
  schema,
  plan({ term, issued, courseDays, invoices }, reference) {
    const facts = {
      ...term,
      issued: issued.map(({ key }) => key),
      courseDaysRegisteredAt: courseDays.open > 0 ? null : (courseDays.lastRegisteredAt ?? 0),
      invoices,
    };
    return {
      agenda: invoicingAgenda(facts, reference),
      done: invoicingIsDone(facts),
      stage: `${facts.issued.length}_of_2_issued`,
      epoch: '',
      municipality: '',
    };
  },
};
