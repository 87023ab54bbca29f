/** Loads a course offering and plans it. */
import { z } from 'zod';
import { offeringAgenda, offeringIsDone } from '../../domain/offering/agenda.ts';
import { Prisma } from '../../prisma/client.ts';
import type { LifePlanner } from './planner.ts';
import { ms, rows } from './snapshot.ts';

const schema = z.object({
  offering: z.object({
    offering: z.string(),
    practicalPublishedAt: z.number().nullable(),
    closedAt: z.number().nullable(),
  }),
  days: z.array(z.object({ day: z.number(), attendanceRegisteredAt: z.number().nullable() })),
  seats: z.array(
    z.object({ person: z.string(), state: z.enum(['held', 'passed', 'failed', 'declined', 'withdrawn']) }),
  ),
  results: z.array(
    z.object({
      person: z.string(),
      attempt: z.number(),
      passed: z.boolean(),
      on: z.string(),
      decidedAt: z.number(),
    }),
  ),
});

export const offeringPlanner: LifePlanner<typeof schema> = {
  parts: (code) => Prisma.sql`
    (select json_build_object('offering', code, 'practicalPublishedAt', ${ms('practical_published_at')},
      'closedAt', ${ms('closed_at')}) from offering where code = ${code}) as offering,
    ${rows(Prisma.sql`select number as day, ${ms('attendance_registered_at')} as "attendanceRegisteredAt"
      from course_day where offering = ${code}`)} as days,
    ${rows(Prisma.sql`select person, state from seat where offering = ${code}`)} as seats,
    ${rows(Prisma.sql`select person, attempt, passed, "on", ${ms('decided_at')} as "decidedAt"
      from result where offering = ${code}`)} as results`,
  schema,
  plan({ offering, ...lists }, reference) {
    const facts = { ...offering, ...lists };
    return {
      agenda: offeringAgenda(facts, reference),
      done: offeringIsDone(facts),
      stage: facts.closedAt !== null ? 'closed' : facts.practicalPublishedAt !== null ? 'running' : 'planned',
      epoch: '',
      municipality: '',
    };
  },
};
