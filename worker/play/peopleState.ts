/** What the people of a play can see of the facts: questions that wait for somebody, read in one statement. */
import { z } from 'zod';
import { ms, rows } from '../../activities/lives/snapshot.ts';
import { type Database, Prisma } from '../../prisma/client.ts';

const at = z.number();

const schema = z.object({
  /** Chiefs who have got a request and not answered it, while the nominations are open. */
  requests: z.array(z.object({ term: z.string(), chief: z.string(), askedAt: at })),
  /** Held seats of offerings that are not closed. */
  seats: z.array(
    z.object({
      offering: z.string(),
      person: z.string(),
      givenAt: at,
      accepted: z.boolean(),
      /** Parts of the course that the person has done. */
      parts: z.array(z.string()),
      /** Whether a seat of the waiting list goes back without an answer. */
      hasToAnswer: z.boolean(),
      /** Results so far, none of them final. */
      results: z.number(),
      failedOn: z.string().nullable(),
      /** Course days whose assignment has been handed in. */
      assignments: z.array(z.number()),
      /** Attempts whose memo has been handed in. */
      memos: z.array(z.number()),
      /** Course days on which the person was not there, of those registered. */
      absences: z.number(),
    }),
  ),
  /** Every course day of the terms that have been opened. */
  days: z.array(z.object({ offering: z.string(), day: z.number(), registeredAt: at.nullable() })),
  /** Who has, or has taken, a course outside the programme, or has left a seat there that is still to come. */
  dayCourses: z.array(z.object({ person: z.string(), course: z.string() })),
  /** Offerings outside the programme with their free seats. */
  dayOfferings: z.array(z.object({ offering: z.string(), openedAt: at, free: z.number() })),
  /** Terms that have been opened. */
  terms: z.array(z.string()),
  /** Leaves that have not ended otherwise than granted; an empty `until` is an open end. */
  leaves: z.array(z.object({ person: z.string(), from: z.string(), until: z.string() })),
  /** Requests for more time that wait for an answer. */
  extensions: z.array(
    z.object({ id: z.string(), person: z.string(), askedBy: z.string(), until: z.string(), askedAt: at }),
  ),
  /** Days of the programme that holders of seats have missed, and not booked anywhere else. */
  absences: z.array(
    z.object({ person: z.string(), offering: z.string(), day: z.number(), registeredAt: at }),
  ),
  /** Results of the programme that have not been corrected, of the weeks before the newest one. */
  results: z.array(
    z.object({
      person: z.string(),
      offering: z.string(),
      attempt: z.number(),
      passed: z.boolean(),
      decidedAt: at,
    }),
  ),
  /** Invoices that a finance office has got and not paid in full; amounts in öre after credit notes. */
  unpaid: z.array(
    z.object({
      key: z.string(),
      seller: z.string(),
      ocr: z.string(),
      dueOn: z.string(),
      mailedAt: at,
      leftOre: z.number(),
      /** Payments so far. */
      paid: z.number(),
      /** Moments of the reminders, in order. */
      remindedAt: z.array(at),
    }),
  ),
  readThrough: z.array(z.object({ seller: z.string(), through: z.string() })),
  /** Cases that a digest has told of and that have had no answer since. */
  escalations: z.array(z.object({ key: z.string(), person: z.string(), askedAt: at })),
});
export type PeopleState = z.infer<typeof schema>;

const mailed = (template: string) =>
  Prisma.sql`e.kind = 'mail' and e.template = ${template} and e.status = 'accepted'`;

/** Kinds of facts after which somebody may have something else to do. */
const kinds = [
  'term_opened',
  'proposal_made',
  'nomination_answered',
  'seats_allocated',
  'seat_given',
  'seat_accepted',
  'seat_given_up',
  'seat_returned',
  'seat_retracted',
  'attendance_registered',
  'handed_in',
  'course_part_done',
  'course_part_reopened',
  'result_decided',
  'offering_closed',
  'result_corrected',
  'result_withdrawn',
  'respite_granted',
  'respite_ended',
  'respite_withdrawn',
  'extension_asked',
  'extension_answered',
  'post_changed',
  'person_left',
  'person_returned',
  'offering_changed',
  'offering_cancelled',
  'make_up_booked',
  'trainer_unavailable',
  'credit_recognised',
  'person_registered',
  'offering_planned',
  'region_configured',
  'term_planned',
  'case_level_raised',
  'case_answered',
  'case_resumed',
  'case_handed_over',
  'case_closed',
  'invoice_issued',
  'credit_note_issued',
  'payment_recorded',
  'payments_read',
];

/** Changes whenever the state below can have changed; costs a fraction of reading it. */
export async function stateMark(db: Database): Promise<string> {
  const [row] = await db.$queryRaw<{ mark: string }[]>`
    select concat((select max(seq) from fact where kind = any (${kinds})), '/',
      (select count(*) from effect e where ${mailed('nomination_request')}), '/',
      (select count(*) from effect e where ${mailed('chief_digest')}), '/',
      (select count(*) from effect e where ${mailed('invoice')}), '/',
      (select count(*) from effect e where ${mailed('invoice_reminder')})) as mark`;
  return row?.mark ?? '';
}

/** Moments are the planned ones of the ledger, never when something really happened to be done. */
export async function readPeopleState(db: Database): Promise<PeopleState> {
  const [row] = await db.$queryRaw<unknown[]>`
    select
      ${rows(Prisma.sql`
        select e.detail ->> 'term' as term, e.recipient as chief, ${ms('e.due_at')} as "askedAt"
        from effect e join term t on t.code = e.detail ->> 'term'
        where ${mailed('nomination_request')} and t.allocated_at is null
          and not exists (select 1 from nomination_answer a where a.term = t.code and a.chief = e.recipient)
      `)} as requests,
      ${rows(Prisma.sql`
        select s.offering, s.person, ${ms('s.given_at')} as "givenAt", s.accepted_at is not null as accepted,
          s.answer_by is not null as "hasToAnswer",
          (select count(*)::int from result r where r.offering = s.offering and r.person = s.person) as results,
          (select max(r."on")::text from result r where r.offering = s.offering and r.person = s.person) as "failedOn",
          array(select p.part from part_done p where p.person = s.person and p.course = o.course) as parts,
          array(select h.number from hand_in h
            where h.offering = s.offering and h.person = s.person and h.kind = 'assignment') as assignments,
          array(select h.number from hand_in h
            where h.offering = s.offering and h.person = s.person and h.kind = 'memo') as memos,
          (select count(*)::int from attendance a
            where a.offering = s.offering and a.person = s.person and not a.present) as absences
        from seat s join offering o on o.code = s.offering where s.state = 'held' and o.closed_at is null
      `)} as seats,
      ${rows(Prisma.sql`
        select d.offering, d.number as day, ${ms('d.attendance_registered_at')} as "registeredAt"
        from course_day d join offering o on o.code = d.offering join term t on t.code = o.term
        where t.opened_at is not null and o.cancelled_at is null
      `)} as days,
      ${rows(Prisma.sql`
        select s.person, o.course from seat s join offering o on o.code = s.offering
        where o.course_kind <> 'programme' and (s.state in ('held', 'passed') or o.closed_at is null)
        union select c.person, c.course from credit c join course k on k.code = c.course where k.kind <> 'programme'
      `)} as "dayCourses",
      ${rows(Prisma.sql`
        select o.code as offering, ${ms('t.opened_at')} as "openedAt", o.capacity - (select count(*)::int from seat s
          where s.offering = o.code and s.state in ('held', 'passed', 'failed')) as free
        from offering o join term t on t.code = o.term
        where o.course_kind = 'course_day' and t.opened_at is not null and o.closed_at is null
          and o.cancelled_at is null
      `)} as "dayOfferings",
      array(select code from term where opened_at is not null order by code) as terms,
      ${rows(Prisma.sql`
        select person, "from", coalesce("until"::text, '') as "until" from respite
        where kind = 'leave' and ended_on is null
      `)} as leaves,
      ${rows(Prisma.sql`
        select id, person, asked_by as "askedBy", "until", ${ms('asked_at')} as "askedAt"
        from extension_request where state = 'asked'
      `)} as extensions,
      ${rows(Prisma.sql`
        select a.person, a.offering, a.day, ${ms('d.attendance_registered_at')} as "registeredAt"
        from attendance a join course_day d on d.offering = a.offering and d.number = a.day
          join seat s on s.offering = a.offering and s.person = a.person
        where not a.present and s.state = 'held' and s.course_kind = 'programme'
          and d.attendance_registered_at is not null
          and not exists (select 1 from make_up m
            where m.home = a.offering and m.home_day = a.day and m.person = a.person and m.state = 'booked')
      `)} as absences,
      ${rows(Prisma.sql`
        select r.person, r.offering, r.attempt, r.passed, ${ms('r.decided_at')} as "decidedAt"
        from result r join offering o on o.code = r.offering
        where o.course_kind = 'programme' and r.version = 1
          and r.decided_at > (select max(decided_at) from result) - interval '60 days'
          and not exists (select 1 from result n
            where n.offering = r.offering and n.person = r.person and n.attempt > r.attempt)
      `)} as results,
      ${rows(Prisma.sql`
        select c.id || '.e' || c.events as key, c.person, ${ms('min(e.due_at)')} as "askedAt"
        from escalation_case c
        join digest_row r on r."case" = c.id and r.events = c.events and r.section in ('new', 'taken_over', 'open')
        join effect e on e.key = 'chief_digest.' || r.week || '.' || r.chief and ${mailed('chief_digest')}
        where c.state = 'open' and c.answer = '' and c.level <> 'notice' group by c.id, c.events, c.person
      `)} as escalations,
      ${rows(Prisma.sql`
        select i.key, i.seller, i.ocr, i.due_on::text as "dueOn", ${ms('e.due_at')} as "mailedAt",
          (i.total_ore + coalesce(c.total, 0) - coalesce(p.total, 0))::bigint as "leftOre",
          coalesce(p.count, 0)::int as paid,
          array(select ${ms('r.due_at')} from effect r where r.template = 'invoice_reminder' and r.status = 'accepted'
            and r.detail ->> 'invoice' = i.key order by r.due_at) as "remindedAt"
        from invoice i
        join effect e on e.key = 'invoice.' || i.key and ${mailed('invoice')}
        left join lateral (select sum(n.total_ore) as total from invoice n where n.credits = i.key) c on true
        left join lateral (select sum(m.amount_ore) as total, count(*) as count from payment m
          where m.invoice = i.key and m.withdrawn_at is null) p on true
        where i.kind = 'invoice' and i.total_ore + coalesce(c.total, 0) - coalesce(p.total, 0) > 0
        order by i.key
      `)} as unpaid,
      ${rows(Prisma.sql`select seller, through::text from payment_reading order by seller`)} as "readThrough"`;
  return schema.parse(row);
}
