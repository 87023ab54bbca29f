/** Loads a term's enrolment and plans it. */
import { z } from 'zod';
import { termAgenda, termIsDone } from '../../domain/term/agenda.ts';
import { Prisma } from '../../prisma/client.ts';
import type { LifePlanner } from './planner.ts';
import { givenUpByHand, ms, rows } from './snapshot.ts';

const moment = z.number().nullable();
const schema = z.object({
  term: z.object({
    term: z.string(),
    openedAt: moment,
    proposedAt: moment,
    allocatedAt: moment,
    waitingEndedAt: moment,
  }),
  proposals: z.array(z.object({ person: z.string(), chief: z.string(), course: z.string() })),
  documents: z.array(z.object({ key: z.string(), issuedAt: z.number() })),
  answers: z.array(z.object({ chief: z.string(), workplace: z.string() })),
  unanswered: z.array(z.object({ municipality: z.string(), at: z.number() })),
  reserved: z.array(z.object({ offering: z.string(), municipality: z.string(), releasedOn: z.string() })),
  nominations: z.array(z.object({ person: z.string(), chief: z.string(), state: z.string() })),
  freed: z.array(
    z.object({
      offering: z.string(),
      person: z.string(),
      occurrence: z.number(),
      state: z.enum(['declined', 'withdrawn', 'retracted']),
      givenAt: z.number(),
      at: z.number(),
      byHand: z.boolean(),
    }),
  ),
  promised: z.array(
    z.object({ offering: z.string(), person: z.string(), occurrence: z.number(), answerBy: z.string() }),
  ),
  raised: z.array(
    z.object({ offering: z.string(), occurrence: z.number(), at: z.number(), byHand: z.boolean() }),
  ),
  waiting: z.number(),
});

export const termPlanner: LifePlanner<typeof schema> = {
  parts: (code) => Prisma.sql`
    (select json_build_object('term', code, 'openedAt', ${ms('opened_at')}, 'proposedAt', ${ms('proposed_at')},
      'allocatedAt', ${ms('allocated_at')}, 'waitingEndedAt', ${ms('waiting_ended_at')})
      from term where code = ${code}) as term,
    ${rows(Prisma.sql`select person, chief, course from proposal where term = ${code}`)} as proposals,
    ${rows(Prisma.sql`select key, ${ms('issued_at')} as "issuedAt" from document
      where kind = 'proposal' and subject = ${code}`)} as documents,
    ${rows(Prisma.sql`select chief, workplace from nomination_answer where term = ${code}`)} as answers,
    ${rows(Prisma.sql`select municipality, ${ms('settled_at')} as at from nomination_unanswered
      where term = ${code}`)} as unanswered,
    ${rows(Prisma.sql`select r.offering, r.municipality, r.released_on as "releasedOn"
      from reserved_place r join offering o on o.code = r.offering
      where o.term = ${code} and o.course_kind = 'programme'`)} as reserved,
    ${rows(Prisma.sql`select person, chief, state from nomination where term = ${code}`)} as nominations,
    ${rows(Prisma.sql`select offering, person, occurrence, state, ${ms('given_at')} as "givenAt", ${ms('ended_at')} as at,
      ${givenUpByHand} as "byHand" from seat
      where term = ${code} and course_kind = 'programme' and state in ('declined', 'withdrawn', 'retracted')`)} as freed,
    ${rows(Prisma.sql`select offering, person, occurrence, answer_by as "answerBy" from seat
      where term = ${code} and state = 'held' and answer_by is not null and accepted_at is null`)} as promised,
    ${rows(Prisma.sql`select r.offering, r.occurrence, ${ms('r.raised_at')} as at, r.by_hand as "byHand"
      from capacity_raise r join offering o on o.code = r.offering
      where o.term = ${code} and o.course_kind = 'programme'`)} as raised,
    (select count(*)::int from waiting_place where term = ${code} and state = 'waiting') as waiting`,
  schema,
  plan({ term, ...lists }, reference) {
    const facts = { ...term, ...lists };
    const stage =
      facts.waitingEndedAt !== null
        ? 'closed'
        : facts.allocatedAt !== null
          ? 'seats_given'
          : facts.proposedAt !== null
            ? 'nominations_open'
            : 'planned';
    return {
      agenda: termAgenda(facts, reference),
      done: termIsDone(facts),
      stage,
      epoch: '',
      municipality: '',
    };
  },
};
