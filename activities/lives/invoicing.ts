/** Loads a term's invoicing and plans it. */
import { z } from 'zod';
import { invoicingAgenda, invoicingIsDone, invoicingStage } from '../../domain/invoicing/agenda.ts';
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
      credits: z.string(),
      totalOre: z.number(),
      dueOn: z.string(),
      paidOre: z.number(),
      issuedAt: z.number(),
      changedAt: z.number(),
      documentAt: z.number().nullable(),
      eInvoiceAt: z.number().nullable(),
      mailed: z.boolean(),
      delivered: z.boolean(),
      stop: z.object({ until: z.string() }).nullable(),
      reminded: z.array(z.object({ number: z.number(), at: z.number() })),
      tasks: z.array(z.object({ key: z.string(), kind: z.string(), closedAt: z.number().nullable() })),
    }),
  ),
  readings: z.array(z.object({ seller: z.string(), through: z.string(), readAt: z.number() })),
  shareStatements: z.array(
    z.object({
      key: z.string(),
      seller: z.string(),
      municipality: z.string(),
      issuedAt: z.number(),
      documentAt: z.number().nullable(),
      mailed: z.boolean(),
    }),
  ),
  creditedShares: z.array(
    z.object({
      seller: z.string(),
      municipality: z.string(),
      offering: z.string(),
      day: z.number(),
      date: z.string(),
      trainer: z.string(),
      leader: z.boolean(),
      amountOre: z.number(),
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
      and kind in ('issue_seat_invoices', 'issue_course_day_invoices', 'issue_yearly_invoices')`)} as issued,
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
          'day', l.day, 'quantity', l.quantity, 'amountOre', l.amount_ore, 'vatCategory', l.vat_category, 'vatPercent', l.vat_percent,
          'funding', l.funding, 'decision', l.decision) as line
      from invoice i join invoice_line l on l.invoice = i.key
      where i.term = ${code} and i.kind = 'invoice' and not exists (select 1 from invoice_line c
        where c.credited_invoice = l.invoice and c.credited_position = l.position)
      order by i.issued_at, l.invoice, l.position`)} as standing,
    ${rows(Prisma.sql`select i.key, i.kind, i.seller, i.municipality, i.credits, i.total_ore as "totalOre",
        i.due_on::text as "dueOn", ${ms('i.issued_at')} as "issuedAt",
        coalesce((select sum(p.amount_ore) from payment p where p.invoice = i.key and p.withdrawn_at is null), 0)
          as "paidOre",
        ${ms(`greatest(i.issued_at,
          (select max(c.issued_at) from invoice c where c.credits = i.key),
          (select max(greatest(p.recorded_at, p.withdrawn_at)) from payment p where p.invoice = i.key))`)} as "changedAt",
        (select ${ms('d.issued_at')} from document d where d.key = 'invoice_document.' || i.key) as "documentAt",
        (select ${ms('d.issued_at')} from document d where d.key = 'e_invoice.' || i.key) as "eInvoiceAt",
        exists (select 1 from effect e where e.key = 'invoice.' || i.key
          and e.status in ('accepted', 'refused', 'doubtful', 'suppressed', 'missed')) as mailed,
        exists (select 1 from effect e where e.key = 'e_invoice.' || i.key
          and e.status in ('done', 'refused', 'suppressed', 'missed')) as delivered,
        (select json_build_object('until', coalesce(s.until::text, '')) from dunning_stop s where s.invoice = i.key)
          as stop,
        (select coalesce(json_agg(json_build_object('number', (e.detail ->> 'number')::int, 'at', ${ms('e.due_at')})), '[]')
          from effect e where e.life = ${`termInvoicing:${code}`} and e.template = 'invoice_reminder'
            and e.detail ->> 'invoice' = i.key
            and e.status in ('accepted', 'refused', 'doubtful', 'suppressed', 'missed')) as reminded,
        (select coalesce(json_agg(json_build_object('key', t.key, 'kind', t.kind, 'closedAt', ${ms('t.closed_at')})), '[]')
          from coordinator_task t where t.subject = i.key) as tasks
      from invoice i where i.term = ${code} order by i.key`)} as invoices,
    ${rows(Prisma.sql`select seller, through::text, ${ms('read_at')} as "readAt" from payment_reading`)} as readings,
    ${rows(Prisma.sql`select s.key, s.seller, s.municipality, ${ms('s.issued_at')} as "issuedAt",
        (select ${ms('d.issued_at')} from document d where d.key = 'share_document.' || s.key) as "documentAt",
        exists (select 1 from effect e where e.key = 'trainer_shares.' || s.key
          and e.status in ('accepted', 'refused', 'doubtful', 'suppressed', 'missed')) as mailed
      from share_statement s where s.term = ${code} order by s.key`)} as "shareStatements",
    ${rows(Prisma.sql`select s.seller, s.municipality, l.offering, l.day, l.date::text as date, l.trainer, l.leader,
        l.amount_ore as "amountOre"
      from share_statement s join share_line l on l.statement = s.key where s.term = ${code}
      order by s.issued_at, s.key, l.position`)} as "creditedShares"`,
  schema,
  plan(
    {
      term,
      issued,
      courseDays,
      invoices,
      readings,
      correctedAt,
      seats,
      standing,
      shareStatements,
      creditedShares,
      ...account
    },
    reference,
  ) {
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
      readings,
      shareStatements,
      creditedShares,
    };
    return {
      agenda: invoicingAgenda(facts, reference),
      done: invoicingIsDone(facts, reference),
      stage: invoicingStage(facts, reference),
      epoch: '',
      municipality: '',
    };
  },
};
