/** Loads a manager's journey and plans it. */
import { z } from 'zod';
import { reissueCauses, revocationReasons } from '../../domain/certificates/standing.ts';
import { extensionCauses, refusalCauses } from '../../domain/escalation/extensions.ts';
import { journeyAgenda } from '../../domain/journey/agenda.ts';
import { type JourneyFacts, seatStates } from '../../domain/journey/facts.ts';
import { journeyEpoch, journeyIsDone, journeyStage } from '../../domain/journey/stage.ts';
import { respiteCauses, respiteKinds } from '../../domain/people/respites.ts';
import { Prisma } from '../../prisma/client.ts';
import { caseRow } from '../facts/cases.ts';
import { caseColumns } from './cases.ts';
import { changeRows, changesWhere, endingRows, endingsWhere } from './offeringRows.ts';
import type { LifePlanner } from './planner.ts';
import { givenUpByHand, ms, rows } from './snapshot.ts';

const offering = z.string();
const byHand = z.boolean();
const at = z.number();

const otherCourses = {
  partsDone: z.array(z.object({ course: z.string(), part: z.string() })),
  selfStudies: z.array(
    z.object({
      course: z.string(),
      assignedAt: at.nullable(),
      dueOn: z.string(),
      completedOn: z.string(),
      completedAt: at.nullable(),
      byHand,
    }),
  ),
  planActivities: z.array(
    z.object({
      code: z.string(),
      plannedOn: z.string(),
      doneOn: z.string(),
      cancelledOn: z.string(),
      occurrence: z.number(),
    }),
  ),
};

const schema = z.object({
  person: z.object({ id: z.string(), since: at }),
  seats: z.array(
    z.object({
      offering,
      term: z.string(),
      state: z.enum(seatStates),
      occurrence: z.number(),
      givenAt: at,
      how: z.string(),
      byHand,
      acceptedAt: at.nullable(),
      endedAt: at.nullable(),
      endedByHand: z.boolean(),
      answerBy: z.string(),
      endedCause: z.string(),
      switchedTo: z.string(),
      reinstated: z.number(),
    }),
  ),
  days: z.array(z.object({ offering, day: z.number(), attendanceRegisteredAt: at.nullable(), byHand })),
  practicalInformation: z.array(z.object({ offering, at })),
  attendance: z.array(z.object({ offering, day: z.number(), present: z.boolean() })),
  handIns: z.array(z.object({ offering, kind: z.enum(['assignment', 'memo']), number: z.number() })),
  results: z.array(
    z.object({
      offering,
      attempt: z.number(),
      passed: z.boolean(),
      on: z.string(),
      decidedAt: at,
      byHand,
    }),
  ),
  credits: z.array(z.object({ course: z.string(), completedOn: z.string() })),
  nominations: z.array(
    z.object({
      term: z.string(),
      state: z.enum(['nominated', 'declined', 'refused']),
      course: z.string(),
      recordedAt: at,
      byHand,
    }),
  ),
  waiting: z.array(
    z.object({
      term: z.string(),
      course: z.string(),
      position: z.number(),
      state: z.enum(['waiting', 'promoted', 'ended']),
      placedAt: at,
      endedAt: at.nullable(),
      cancelledAt: at.nullable(),
      restoredAt: at.nullable(),
      restored: z.number(),
    }),
  ),
  certificates: z.array(
    z.object({
      key: z.string(),
      kind: z.enum(['course', 'course_day', 'programme', 'web']),
      offering,
      issuedAt: at,
      version: z.number(),
      status: z.enum(['issued', 'replaced', 'revoked']),
      daysPresent: z.number(),
      creditsTenths: z.number(),
      revokedAt: at.nullable(),
      revokedByHand: z.boolean(),
      reasonClass: z.enum(['', ...revocationReasons]),
      revocations: z.number(),
      restoredAt: at.nullable(),
      reissueAt: at.nullable(),
      reissueCause: z.enum(['', ...reissueCauses]),
      reissueByHand: z.boolean(),
    }),
  ),
  changes: changeRows,
  endings: endingRows,
  makeUps: z.array(
    z.object({
      home: offering,
      homeDay: z.number(),
      number: z.number(),
      offering,
      day: z.number(),
      state: z.enum(['booked', 'released']),
      bookedAt: at,
      byHand,
      releasedAt: at.nullable(),
      cause: z.enum(['cancelled', 'moved', 'given_up', '']),
    }),
  ),
  resultVersions: z.array(
    z.object({
      offering,
      attempt: z.number(),
      version: z.number(),
      passed: z.boolean().nullable(),
      decidedAt: at,
      byHand,
    }),
  ),
  renamedAt: z.array(z.coerce.number()),
  respites: z.array(
    z.object({
      kind: z.enum(respiteKinds),
      cause: z.union([z.enum(respiteCauses), z.literal('')]),
      from: z.string(),
      until: z.string(),
    }),
  ),
  ...otherCourses,
  cases: z.array(caseRow),
  extensions: z.array(
    z.object({
      id: z.string(),
      askedBy: z.string(),
      until: z.string(),
      cause: z.enum(extensionCauses),
      askedAt: at,
      byHand,
      state: z.enum(['asked', 'granted', 'refused', 'withdrawn']),
      answers: z.number(),
      answeredAt: at.nullable(),
      answeredByHand: z.boolean(),
      grantedUntil: z.string(),
      refusal: z.enum(['', ...refusalCauses]),
    }),
  ),
});

const otherCourseParts = (person: string | Prisma.Sql) => Prisma.sql`
  ${rows(Prisma.sql`select course, part from part_done where person = ${person} order by course, part`)} as "partsDone",
  ${rows(Prisma.sql`select course, ${ms('assigned_at')} as "assignedAt", coalesce(due_on::text, '') as "dueOn",
    coalesce(completed_on::text, '') as "completedOn", ${ms('completed_at')} as "completedAt", by_hand as "byHand"
    from self_study where person = ${person} order by course`)} as "selfStudies",
  ${rows(Prisma.sql`select code, planned_on as "plannedOn", coalesce(done_on::text, '') as "doneOn",
    coalesce(cancelled_on::text, '') as "cancelledOn", occurrence
    from plan_activity where support_person = ${person} order by code`)} as "planActivities"`;

/**
 * The columns of a journey.
 * @param person the manager's id, or the column that has it
 */
export const journeyColumns = (person: string | Prisma.Sql) => Prisma.sql`
  array(select ${ms('recorded_at')} from fact where kind = 'name_changed' and subject = ${person} order by seq) as "renamedAt",
  (select json_build_object('id', id, 'since', ${ms('registered_at')}) from person where id = ${person}) as person,
  ${rows(Prisma.sql`select offering, term, state, occurrence, ${ms('given_at')} as "givenAt", how,
    given_by = 'hand' as "byHand", ${ms('accepted_at')} as "acceptedAt", ${ms('ended_at')} as "endedAt",
    ${givenUpByHand} as "endedByHand", coalesce(answer_by::text, '') as "answerBy", ended_cause as "endedCause",
    switched_to as "switchedTo", reinstated
    from seat where person = ${person} order by given_at, offering`)} as seats,
  ${rows(Prisma.sql`select d.offering, d.number as day, ${ms('d.attendance_registered_at')} as "attendanceRegisteredAt",
    coalesce((select f.source = 'hand' from fact f where f.kind = 'attendance_registered'
      and f.subject = d.offering || '#' || d.number order by f.seq desc limit 1), false) as "byHand"
    from course_day d where d.offering in (select offering from seat where person = ${person}
      union select offering from make_up where person = ${person})`)} as days,
  ${rows(Prisma.sql`select o.code as offering, ${ms('o.practical_published_at')} as at
    from offering o join seat s on s.offering = o.code
    where s.person = ${person} and o.practical_published_at is not null`)} as "practicalInformation",
  ${rows(Prisma.sql`select offering, day, present from attendance where person = ${person}`)} as attendance,
  ${rows(Prisma.sql`select offering, kind, number from hand_in where person = ${person}`)} as "handIns",
  ${rows(Prisma.sql`select offering, attempt, passed, "on", ${ms('decided_at')} as "decidedAt",
    source = 'hand' as "byHand" from result where person = ${person}`)} as results,
  ${rows(Prisma.sql`select course, completed_on as "completedOn" from credit where person = ${person}`)} as credits,
  ${rows(Prisma.sql`select term, state, course, ${ms('recorded_at')} as "recordedAt", source = 'hand' as "byHand"
    from nomination where person = ${person}`)} as nominations,
  ${rows(Prisma.sql`select term, course, position, state, ${ms('placed_at')} as "placedAt", ${ms('ended_at')} as "endedAt",
    ${ms('cancelled_at')} as "cancelledAt", ${ms('restored_at')} as "restoredAt", restored
    from waiting_place where person = ${person}`)} as waiting,
  ${rows(Prisma.sql`select key, kind, offering, ${ms('issued_at')} as "issuedAt", version, status,
    days_present as "daysPresent", credits_tenths as "creditsTenths", ${ms('revoked_at')} as "revokedAt",
    revoked_by_hand as "revokedByHand", reason_class as "reasonClass", revocations,
    ${ms('restored_at')} as "restoredAt", ${ms('reissue_at')} as "reissueAt", reissue_cause as "reissueCause",
    reissue_by_hand as "reissueByHand" from certificate where person = ${person}`)} as certificates,
  ${changesWhere(Prisma.sql`offering in (select offering from seat where person = ${person} and state = 'held')`)}
    as changes,
  ${endingsWhere(Prisma.sql`offering in (select offering from seat where person = ${person})`)} as endings,
  ${rows(Prisma.sql`select home, home_day as "homeDay", number, offering, day, state, ${ms('booked_at')} as "bookedAt",
    booked_by = 'hand' as "byHand", ${ms('released_at')} as "releasedAt", cause
    from make_up where person = ${person} order by home, home_day, number`)} as "makeUps",
  ${rows(Prisma.sql`select offering, attempt, version, passed, ${ms('decided_at')} as "decidedAt",
    source = 'hand' as "byHand" from result_version where person = ${person}`)} as "resultVersions",
  ${rows(Prisma.sql`select kind, cause, "from", coalesce(least("until", ended_on - 1)::text, '') as "until"
    from respite where person = ${person} and (ended_on is null or ended_on > "from") order by "from", kind`)} as respites,
  ${rows(Prisma.sql`select ${caseColumns} from escalation_case where person = ${person} order by id`)} as cases,
  ${rows(Prisma.sql`select id, asked_by as "askedBy", "until", cause, ${ms('asked_at')} as "askedAt",
    source = 'hand' as "byHand", state, answers, ${ms('answered_at')} as "answeredAt",
    answer_source = 'hand' as "answeredByHand", coalesce(granted_until::text, '') as "grantedUntil", refusal
    from extension_request where person = ${person} order by id`)} as extensions,
  ${otherCourseParts(person)}`;

export const journeyPlanner: LifePlanner<typeof schema> = {
  parts: journeyColumns,
  schema,
  plan(row, reference) {
    const { person, ...rest } = row;
    const facts: JourneyFacts = { person: person.id, since: person.since, ...rest };
    return {
      agenda: journeyAgenda(facts, reference),
      done: journeyIsDone(facts, reference),
      stage: journeyStage(facts, reference),
      epoch: journeyEpoch(facts),
      municipality: reference.newestPost(facts.person).municipality,
    };
  },
};
