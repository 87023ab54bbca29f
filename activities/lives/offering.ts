/** Loads a course offering and plans it. */
import { z } from 'zod';
import { seatStates } from '../../domain/journey/facts.ts';
import { offeringAgenda, offeringIsDone } from '../../domain/offering/agenda.ts';
import type { OfferingFacts } from '../../domain/offering/facts.ts';
import { Prisma } from '../../prisma/client.ts';
import { changeRows, changesWhere, endingRows, endingsWhere } from './offeringRows.ts';
import type { LifePlanner } from './planner.ts';
import { ms, rows } from './snapshot.ts';

const schema = z.object({
  offering: z.object({
    offering: z.string(),
    practicalPublishedAt: z.number().nullable(),
    closedAt: z.number().nullable(),
    reopened: z.number(),
  }),
  days: z.array(z.object({ day: z.number(), attendanceRegisteredAt: z.number().nullable() })),
  seats: z.array(z.object({ person: z.string(), state: z.enum(seatStates) })),
  results: z.array(
    z.object({
      person: z.string(),
      attempt: z.number(),
      passed: z.boolean(),
      on: z.string(),
      decidedAt: z.number(),
    }),
  ),
  changes: changeRows,
  endings: endingRows,
  trainerAbsences: z.array(
    z.object({
      day: z.number(),
      trainer: z.string(),
      number: z.number(),
      reportedAt: z.number(),
      byHand: z.boolean(),
      settledAt: z.number().nullable(),
    }),
  ),
  trainerTasks: z.array(z.object({ key: z.string(), openedAt: z.number(), closedAt: z.number().nullable() })),
});

export const offeringPlanner: LifePlanner<typeof schema> = {
  parts: (code) => Prisma.sql`
    (select json_build_object('offering', code, 'practicalPublishedAt', ${ms('practical_published_at')},
      'closedAt', ${ms('closed_at')}, 'reopened', reopened) from offering where code = ${code}) as offering,
    ${rows(Prisma.sql`select number as day, ${ms('attendance_registered_at')} as "attendanceRegisteredAt"
      from course_day where offering = ${code}`)} as days,
    ${rows(Prisma.sql`select person, state from seat where offering = ${code}`)} as seats,
    ${rows(Prisma.sql`select person, attempt, passed, "on", ${ms('decided_at')} as "decidedAt"
      from result where offering = ${code}`)} as results,
    ${changesWhere(Prisma.sql`offering = ${code}`)} as changes,
    ${endingsWhere(Prisma.sql`offering = ${code}`)} as endings,
    ${rows(Prisma.sql`select day, trainer, number, ${ms('reported_at')} as "reportedAt", source = 'hand' as "byHand",
        ${ms('coalesce(replaced_at, withdrawn_at)')} as "settledAt"
      from trainer_absence where offering = ${code} order by day, trainer`)} as "trainerAbsences",
    ${rows(Prisma.sql`select key, ${ms('opened_at')} as "openedAt", ${ms('closed_at')} as "closedAt"
      from coordinator_task where kind = 'trainer_missing' and subject like ${`${code}#%`} order by key`)} as "trainerTasks"`,
  schema,
  plan({ offering, ...lists }, reference) {
    const facts = { ...offering, ...lists };
    return {
      agenda: offeringAgenda(facts, reference),
      done: offeringIsDone(facts),
      stage: stageOf(facts),
      epoch: '',
      municipality: '',
    };
  },
};

function stageOf(facts: OfferingFacts): string {
  if (facts.closedAt !== null) return 'closed';
  if (offeringIsDone(facts)) return 'cancelled';
  return facts.practicalPublishedAt === null ? 'planned' : 'running';
}
