/** Loads a term's invoicing and plans it. */
import { z } from 'zod';
import { invoicingAgenda, invoicingIsDone } from '../../domain/invoicing/agenda.ts';
import { Prisma } from '../../prisma/client.ts';
import { invoiceLineSchema } from '../invoices/account.ts';
import type { LifePlanner } from './planner.ts';
import { ms, rows } from './snapshot.ts';

const schema = z.object({
  term: z.object({ term: z.string(), openedAt: z.number().nullable() }),
  issued: z.array(z.object({ key: z.string() })),
  courseDays: z.object({ count: z.number(), open: z.number(), lastRegisteredAt: z.number().nullable() }),
  correctedAt: z.number().nullable(),
  seats: z.array(
    z.object({
      offering: z.string(),
      person: z.string(),
      term: z.string(),
      municipality: z.string(),
      state: z.string(),
      givenAt: z.number(),
      endedAt: z.number().nullable(),
      endedOn: z.string(),
    }),
  ),
  presences: z.array(
    z.object({ offering: z.string(), day: z.number(), person: z.string(), municipality: z.string() }),
  ),
  days: z.array(z.object({ offering: z.string(), day: z.number(), registeredAt: z.number() })),
  standing: z.array(
    z.object({
      invoice: z.string(),
      position: z.number(),
      seller: z.string(),
      municipality: z.string(),
      line: invoiceLineSchema,
    }),
  ),
  invoices: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(['invoice', 'credit_note']),
      seller: z.string(),
      municipality: z.string(),
      issuedAt: z.number(),
      documentAt: z.number().nullable(),
      mailed: z.boolean(),
    }),
  ),
});

/** Before a term's first invoices there is nothing to correct, and so nothing to read. */
const hasIssued = (term: string, kind: 'issue_seat_invoices' | 'issue_course_day_invoices') =>
  Prisma.sql`exists (select 1 from effect e where e.key = ${`${kind}.${term}`} and e.status = 'done')`;

export const invoicingPlanner: LifePlanner<typeof schema> = {
  parts: (code) => Prisma.sql`
    (select json_build_object('term', code, 'openedAt', ${ms('opened_at')}) from term where code = ${code}) as term,
    ${rows(Prisma.sql`select key from effect where life = ${`termInvoicing:${code}`} and status = 'done'
      and kind in ('issue_seat_invoices', 'issue_course_day_invoices')`)} as issued,
    (select json_build_object('count', count(*)::int,
        'open', (count(*) filter (where d.attendance_registered_at is null))::int,
        'lastRegisteredAt', ${ms('max(d.attendance_registered_at)')})
      from course_day d join offering o on o.code = d.offering
      where o.term = ${code} and o.course_kind = 'course_day' and o.cancelled_at is null) as "courseDays",
    (select to_json(${ms('max(due_at)')}) from effect where life = ${`termInvoicing:${code}`} and status = 'done'
      and kind = 'issue_corrections') as "correctedAt",
    ${rows(Prisma.sql`select offering, person, term, municipality, state, ${ms('given_at')} as "givenAt",
        ${ms('ended_at')} as "endedAt", coalesce(ended_on::text, '') as "endedOn"
      from seat where term = ${code} and course_kind = 'programme' and ${hasIssued(code, 'issue_seat_invoices')}
      order by offering, person`)} as seats,
    ${rows(Prisma.sql`select a.offering, a.day, a.person, coalesce(s.municipality,
        (select home.municipality from make_up m join seat home on home.offering = m.home and home.person = m.person
          where m.offering = a.offering and m.person = a.person and m.state = 'booked'
          order by m.home, m.home_day limit 1), '') as municipality
      from attendance a join offering o on o.code = a.offering
      left join seat s on s.offering = a.offering and s.person = a.person
      where o.term = ${code} and o.course_kind = 'course_day' and a.present
        and ${hasIssued(code, 'issue_course_day_invoices')}
      order by a.offering, a.day, a.person`)} as presences,
    ${rows(Prisma.sql`select d.offering, d.number as day, ${ms('d.attendance_registered_at')} as "registeredAt"
      from course_day d join offering o on o.code = d.offering
      where o.term = ${code} and o.course_kind = 'course_day' and d.attendance_registered_at is not null
        and ${hasIssued(code, 'issue_course_day_invoices')}`)} as days,
    ${rows(Prisma.sql`select l.invoice, l.position, i.seller, i.municipality,
        json_build_object('article', l.article, 'title', l.title, 'person', l.person, 'offering', l.offering,
          'day', l.day, 'amountOre', l.amount_ore, 'vatCategory', l.vat_category, 'vatPercent', l.vat_percent,
          'funding', l.funding, 'decision', l.decision) as line
      from invoice i join invoice_line l on l.invoice = i.key
      where i.term = ${code} and i.kind = 'invoice' and not exists (select 1 from invoice_line c
        where c.credited_invoice = l.invoice and c.credited_position = l.position)
      order by i.issued_at, l.invoice, l.position`)} as standing,
    ${rows(Prisma.sql`select i.key, i.kind, i.seller, i.municipality, ${ms('i.issued_at')} as "issuedAt",
        (select ${ms('d.issued_at')} from document d where d.key = 'invoice_document.' || i.key) as "documentAt",
        exists (select 1 from effect e where e.key = 'invoice.' || i.key
          and e.status in ('accepted', 'refused', 'doubtful', 'suppressed', 'missed')) as mailed
      from invoice i where i.term = ${code} order by i.key`)} as invoices`,
  schema,
  plan({ term, issued, courseDays, invoices, correctedAt, seats, standing, ...account }, reference) {
    const facts = {
      ...term,
      correctedAt: correctedAt ?? 0,
      account: {
        ...account,
        term: term.term,
        seats: seats.map(({ givenAt, endedAt, ...seat }) => ({
          ...seat,
          givenOn: reference.calendar.dateOf(givenAt),
          changedAt: endedAt ?? givenAt,
        })),
      },
      standing,
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
