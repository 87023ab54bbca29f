/** Facts of parts of a course, web courses and introductions, and a municipality's plan for workplace learning. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import { fromDate, type Transaction, toDate, toTimestamp } from '../../prisma/client.ts';
import { factKind, knownLives } from './kind.ts';
import { planOccurrence } from './planOccurrence.ts';

const journey = ({ data }: { readonly data: { readonly person: string } }) =>
  lifeId('managerJourney', data.person);

const known = (tx: Transaction, facts: readonly { readonly data: { readonly person: string } }[]) =>
  knownLives(tx, facts.map(journey));

// ── Parts of a course ─────────────────────────────────────────────────────────────────────────────────

const part = z.object({ person: z.string(), course: z.string(), part: z.string() });

/** A preparation, reflection or follow-up is done. It counts in whichever offering the person takes the course. */
export const coursePartDone = factKind({
  kind: 'course_part_done',
  schema: part,
  async project(tx, facts) {
    await tx.partDone.createMany({
      data: facts.map(({ data, validOn, recordedAt, source }) => ({
        ...data,
        on: toDate(validOn),
        recordedAt: toTimestamp(recordedAt),
        source,
      })),
      skipDuplicates: true,
    });
  },
  wakes: known,
});

/** The undo of `course_part_done`. */
export const coursePartReopened = factKind({
  kind: 'course_part_reopened',
  schema: part,
  async project(tx, facts) {
    for (const { data } of facts) await tx.partDone.deleteMany({ where: data });
  },
  wakes: known,
});

// ── Web courses and introductions ─────────────────────────────────────────────────────────────────────

const study = { person: z.string(), course: z.string() };

export const selfStudyAssigned = factKind({
  kind: 'self_study_assigned',
  schema: z.object({ ...study, dueOn: z.iso.date() }),
  async project(tx, facts) {
    for (const { data, recordedAt, source } of facts) {
      const { person, course } = data;
      const asked = { assignedAt: toTimestamp(recordedAt), dueOn: toDate(data.dueOn) };
      await tx.selfStudy.upsert({
        where: { person_course: { person, course } },
        create: { person, course, ...asked, byHand: source === 'hand' },
        update: { ...asked, byHand: source === 'hand' },
      });
    }
  },
  wakes: (_tx, facts) => facts.map(journey),
});

/** The undo of `self_study_assigned`; what has been done stays done. */
export const selfStudyUnassigned = factKind({
  kind: 'self_study_unassigned',
  schema: z.object(study),
  async project(tx, facts) {
    for (const { data } of facts) {
      await tx.selfStudy.deleteMany({ where: { ...data, completedOn: null } });
      await tx.selfStudy.updateMany({ where: data, data: { assignedAt: null, dueOn: null } });
    }
  },
  wakes: known,
});

export const selfStudyCompleted = factKind({
  kind: 'self_study_completed',
  schema: z.object({ ...study, manner: z.enum(['alone', 'group']) }),
  async project(tx, facts) {
    for (const { data, validOn, recordedAt, source } of facts) {
      const { person, course, manner } = data;
      const done = {
        completedOn: toDate(validOn),
        completedAt: toTimestamp(recordedAt),
        manner,
        byHand: source === 'hand',
      };
      await tx.selfStudy.upsert({
        where: { person_course: { person, course } },
        create: { person, course, ...done },
        update: done,
      });
    }
  },
  wakes: (_tx, facts) => facts.map(journey),
});

/** The undo of `self_study_completed`: asked for again if it had been, otherwise gone. */
export const selfStudyReopened = factKind({
  kind: 'self_study_reopened',
  schema: z.object(study),
  async project(tx, facts) {
    for (const { data } of facts) {
      await tx.selfStudy.deleteMany({ where: { ...data, assignedAt: null } });
      await tx.selfStudy.updateMany({
        where: data,
        data: { completedOn: null, completedAt: null, manner: '' },
      });
    }
  },
  wakes: known,
});

// ── A municipality's plan for workplace learning ──────────────────────────────────────────────────────

/** Planned, planned for another day, taken up again after it was cancelled, or as it was before what it corrects. */
export const planActivityPlanned = factKind({
  kind: 'plan_activity_planned',
  schema: z.object({
    code: z.string(),
    municipality: z.string(),
    title: z.string(),
    plannedOn: z.iso.date(),
    supportPerson: z.string(),
    /** That of the plan which stands again, when a move is taken back. */
    occurrence: z.number().int().positive().optional(),
  }),
  async project(tx, facts) {
    for (const { seq, data } of facts) {
      const before = await tx.planActivity.findUnique({ where: { code: data.code } });
      const earlier = await tx.fact.count({
        where: { kind: 'plan_activity_planned', subject: data.code, seq: { lt: seq } },
      });
      const known = before === null ? undefined : { ...before, plannedOn: fromDate(before.plannedOn) };
      const row = {
        ...data,
        plannedOn: toDate(data.plannedOn),
        cancelledOn: null,
        occurrence: data.occurrence ?? planOccurrence(known, data.plannedOn, earlier),
      };
      await tx.planActivity.upsert({ where: { code: data.code }, create: row, update: row });
    }
  },
  wakes: (_tx, facts) => facts.map(({ data }) => lifeId('managerJourney', data.supportPerson)),
});

const activity = z.object({ code: z.string() });

async function supportJourneys(
  tx: Transaction,
  facts: readonly { readonly data: { readonly code: string } }[],
) {
  const rows = await tx.planActivity.findMany({
    where: { code: { in: facts.map(({ data }) => data.code) } },
    select: { supportPerson: true },
  });
  return rows.map(({ supportPerson }) => lifeId('managerJourney', supportPerson));
}

/** The undo of `plan_activity_planned`. */
export const planActivityCancelled = factKind({
  kind: 'plan_activity_cancelled',
  schema: activity,
  async project(tx, facts) {
    for (const { data, validOn } of facts) {
      await tx.planActivity.update({ where: data, data: { cancelledOn: toDate(validOn) } });
    }
  },
  wakes: supportJourneys,
});

export const planActivityDone = factKind({
  kind: 'plan_activity_done',
  schema: activity,
  async project(tx, facts) {
    for (const { data, validOn } of facts) {
      await tx.planActivity.update({ where: data, data: { doneOn: toDate(validOn) } });
    }
  },
  wakes: supportJourneys,
});

/** The undo of `plan_activity_done`. */
export const planActivityReopened = factKind({
  kind: 'plan_activity_reopened',
  schema: activity,
  async project(tx, facts) {
    for (const { data } of facts) {
      await tx.planActivity.update({ where: data, data: { doneOn: null } });
    }
  },
  wakes: supportJourneys,
});
