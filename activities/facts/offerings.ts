/** Facts of an offering that does not go as it was planned, each with the later fact that undoes it. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import { type Transaction, toDate, toTimestamp } from '../../prisma/client.ts';
import { factKind, knownLives, type RecordedFact, renewReference } from './kind.ts';
import { releaseMakeUps, restoreMakeUps } from './makeUpRows.ts';
import { courseDay, inRounds, planOfferings } from './offeringPlan.ts';

/** Everybody whose next step follows from the plan of an offering. */
async function livesAround(tx: Transaction, codes: readonly string[]): Promise<string[]> {
  const offering = { in: [...codes] };
  const [offerings, seats, makeUps] = [
    await tx.offering.findMany({ where: { code: offering }, select: { term: true } }),
    await tx.seat.findMany({
      where: { offering, state: { in: ['held', 'cancelled'] } },
      select: { person: true, term: true },
    }),
    await tx.makeUp.findMany({ where: { offering }, select: { person: true } }),
  ];
  const terms = new Set([...offerings, ...seats].map(({ term }) => term));
  return knownLives(tx, [
    ...codes.map((code) => lifeId('courseOffering', code)),
    ...[...seats, ...makeUps].map(({ person }) => lifeId('managerJourney', person)),
    ...[...terms].flatMap((term) => [lifeId('termStart', term), lifeId('termInvoicing', term)]),
  ]);
}

const plan = z.object({
  /** The term in which it is given. */
  term: z.string(),
  /** All its days. */
  days: z.array(courseDay),
});

const change = plan.extend({
  offering: z.string(),
  what: z.enum(['day_changed', 'shortened', 'moved']),
});

async function applyChange(
  tx: Transaction,
  facts: readonly RecordedFact<z.infer<typeof change>>[],
): Promise<void> {
  for (const round of inRounds(facts, ({ data }) => data.offering)) {
    const rows = await tx.offering.findMany({
      where: { code: { in: round.map(({ data }) => data.offering) } },
    });
    const known = new Map(rows.map((row) => [row.code, row]));
    await planOfferings(
      tx,
      round.flatMap(({ data, ...fact }) => {
        const row = known.get(data.offering);
        return row === undefined ? [] : [{ ...fact, data: { ...row, term: data.term, days: data.days } }];
      }),
    );
    // Who keeps the seat keeps it in the term to which it was moved; what has ended stays where it ended.
    for (const { data } of round) {
      await tx.seat.updateMany({
        where: { offering: data.offering, state: { in: ['held', 'passed', 'failed'] } },
        data: { term: data.term },
      });
    }
  }
  await renewReference(tx, facts);
}

/** A day moved or held online, days taken away, or all of it moved to another term. */
export const offeringChanged = factKind({
  kind: 'offering_changed',
  schema: change.extend({
    /** What it was, to which an undoing goes back. */
    before: plan,
  }),
  project: applyChange,
  wakes: (tx, facts) =>
    livesAround(
      tx,
      facts.map(({ data }) => data.offering),
    ),
});

/** Undoes a change: the plan of the offering is what it was before. */
export const offeringChangeWithdrawn = factKind({
  kind: 'offering_change_withdrawn',
  schema: change.extend({ change: z.string() }),
  async project(tx, facts) {
    await applyChange(tx, facts);
    for (const { data } of facts) await restoreMakeUps(tx, { releasedBy: `fact ${data.change}` });
  },
  wakes: (tx, facts) =>
    livesAround(
      tx,
      facts.map(({ data }) => data.offering),
    ),
});

/** The offering will not be given, or (`into`) its participants go to another one. */
export const offeringCancelled = factKind({
  kind: 'offering_cancelled',
  schema: z.object({
    offering: z.string(),
    /** Those who had a seat and were not done. */
    people: z.array(z.string()),
    /** The offering that takes them over, or empty. */
    into: z.string(),
    /** Those who waited for the course, which nobody gives that term any more, and for no other. */
    waiting: z.array(z.string()).optional(),
  }),
  async project(tx, facts) {
    for (const { seq, data, recordedAt, validOn, source } of facts) {
      const at = toTimestamp(recordedAt);
      const { offering, people, into, waiting = [] } = data;
      const { term } = await tx.offering.findUniqueOrThrow({
        where: { code: offering },
        select: { term: true },
      });
      await tx.waitingPlace.updateMany({
        where: { term, person: { in: waiting }, state: 'waiting' },
        data: { state: 'ended', endedAt: at, cancelledAt: at },
      });
      await tx.seat.updateMany({
        where: { offering, person: { in: people } },
        data: { state: 'cancelled', endedAt: at, endedOn: toDate(validOn) },
      });
      await tx.offering.update({
        where: { code: offering },
        data: { cancelledAt: at, mergedInto: into },
      });
      const number = (await tx.offeringEnding.count({ where: { offering } })) + 1;
      await tx.offeringEnding.create({ data: { offering, number, mergedInto: into, at, source } });
      const where = { OR: [{ offering }, { home: offering }] };
      await releaseMakeUps(tx, where, { at, by: `fact ${seq}`, cause: 'cancelled' });
    }
    await renewReference(tx, facts);
  },
  wakes: async (tx, facts) => [
    ...(await livesAround(
      tx,
      facts.flatMap(({ data }) => [data.offering, ...(data.into === '' ? [] : [data.into])]),
    )),
    ...(await waitersOf(tx, facts)),
  ],
});

const waitersOf = (
  tx: Transaction,
  facts: readonly RecordedFact<{ readonly waiting?: string[] | undefined }>[],
): Promise<string[]> =>
  knownLives(
    tx,
    facts.flatMap(({ data }) => (data.waiting ?? []).map((person) => lifeId('managerJourney', person))),
  );

/** Undoes a cancellation or a merger: it is given after all, and its participants have their seats again. */
export const offeringReinstated = factKind({
  kind: 'offering_reinstated',
  schema: z.object({
    offering: z.string(),
    /** Those who get their seats back. */
    people: z.array(z.string()),
    /** The offering that had taken them over, or empty. */
    from: z.string(),
    /** Sequence number of the fact that is undone. */
    change: z.string(),
    /** Those who stand on the waiting list again. */
    waiting: z.array(z.string()).optional(),
  }),
  async project(tx, facts) {
    for (const { data, recordedAt, validOn, source } of facts) {
      const at = toTimestamp(recordedAt);
      const { offering, people, from, waiting = [] } = data;
      const { term } = await tx.offering.findUniqueOrThrow({
        where: { code: offering },
        select: { term: true },
      });
      await tx.waitingPlace.updateMany({
        where: { term, person: { in: waiting } },
        data: { state: 'waiting', endedAt: null, restoredAt: at, restored: { increment: 1 } },
      });
      // First the seat that was given instead: nobody holds two in a term.
      await tx.seat.updateMany({
        where: { offering: from, person: { in: people }, how: 'merge', state: 'held' },
        data: { state: 'cancelled', endedAt: at, endedOn: toDate(validOn) },
      });
      await tx.seat.updateMany({
        where: { offering, person: { in: people }, state: 'cancelled' },
        data: { state: 'held', endedAt: null, endedOn: null, reinstated: { increment: 1 } },
      });
      await tx.offering.update({
        where: { code: offering },
        data: { cancelledAt: null, mergedInto: '' },
      });
      await tx.offeringEnding.updateMany({
        where: { offering, reinstatedAt: null },
        data: { reinstatedAt: at, reinstatedBy: source },
      });
      await restoreMakeUps(tx, { releasedBy: `fact ${data.change}` });
    }
    await renewReference(tx, facts);
  },
  wakes: async (tx, facts) => [
    ...(await livesAround(
      tx,
      facts.flatMap(({ data }) => [data.offering, ...(data.from === '' ? [] : [data.from])]),
    )),
    ...(await waitersOf(tx, facts)),
  ],
});

// ── Trainers ───────────────────────────────────────────────────────────────────────────────────────────

const trainerDay = z.object({ offering: z.string(), day: z.number().int().positive(), trainer: z.string() });
const trainersOf = z.array(z.object({ id: z.string(), leader: z.boolean() }));
type Trainers = z.infer<typeof trainersOf>;

async function changeTrainers(
  tx: Transaction,
  { offering, day }: { readonly offering: string; readonly day: number },
  to: (trainers: Trainers) => Trainers,
): Promise<void> {
  const where = { offering_number: { offering, number: day } };
  const row = await tx.courseDay.findUniqueOrThrow({ where, select: { trainers: true } });
  await tx.courseDay.update({ where, data: { trainers: to(trainersOf.parse(row.trainers)) } });
}

const offeringLives = (facts: readonly RecordedFact<{ readonly offering: string }>[]) =>
  facts.map(({ data }) => lifeId('courseOffering', data.offering));

/** A trainer cannot come to a day that they were to hold. */
export const trainerUnavailable = factKind({
  kind: 'trainer_unavailable',
  schema: trainerDay,
  async project(tx, facts) {
    for (const { data, recordedAt, source } of facts) {
      let leader = false;
      await changeTrainers(tx, data, (trainers) => {
        leader = trainers.some(({ id, leader: leads }) => id === data.trainer && leads);
        return trainers.filter(({ id }) => id !== data.trainer);
      });
      const where = { offering_day_trainer: data };
      const before = await tx.trainerAbsence.findUnique({ where });
      const row = {
        number: (before?.number ?? 0) + 1,
        leader,
        reportedAt: toTimestamp(recordedAt),
        source,
        replacedBy: '',
        replacedAt: null,
        withdrawnAt: null,
      };
      await tx.trainerAbsence.upsert({ where, create: { ...data, ...row }, update: row });
    }
    await renewReference(tx, facts);
  },
  wakes: (_tx, facts) => offeringLives(facts),
});

/** Undoes it: the trainer can come after all. */
export const trainerAvailable = factKind({
  kind: 'trainer_available',
  schema: trainerDay,
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      const row = await tx.trainerAbsence.update({
        where: { offering_day_trainer: data },
        data: { withdrawnAt: toTimestamp(recordedAt) },
      });
      await changeTrainers(tx, data, (trainers) => [
        ...trainers,
        // Whoever leads the day meanwhile goes on leading it.
        { id: data.trainer, leader: row.leader && !trainers.some(({ leader }) => leader) },
      ]);
    }
    await renewReference(tx, facts);
  },
  wakes: (_tx, facts) => offeringLives(facts),
});

/** Somebody holds a course day, in the place of the first who cannot come. */
export const trainerAssigned = factKind({
  kind: 'trainer_assigned',
  schema: trainerDay.extend({ leader: z.boolean() }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      const { offering, day, trainer, leader } = data;
      await changeTrainers(tx, data, (trainers) => [
        ...trainers
          .filter(({ id }) => id !== trainer)
          .map((other) => (leader ? { ...other, leader: false } : other)),
        { id: trainer, leader },
      ]);
      const missing = await tx.trainerAbsence.findFirst({
        where: { offering, day, withdrawnAt: null, replacedBy: '' },
        orderBy: [{ leader: leader ? 'desc' : 'asc' }, { reportedAt: 'asc' }, { trainer: 'asc' }],
      });
      if (missing !== null) {
        await tx.trainerAbsence.update({
          where: { offering_day_trainer: { offering, day, trainer: missing.trainer } },
          data: { replacedBy: trainer, replacedAt: toTimestamp(recordedAt) },
        });
      }
    }
    await renewReference(tx, facts);
  },
  wakes: (_tx, facts) => offeringLives(facts),
});

/** Undoes an assignment. */
export const trainerUnassigned = factKind({
  kind: 'trainer_unassigned',
  schema: trainerDay,
  async project(tx, facts) {
    for (const { data } of facts) {
      const { offering, day, trainer } = data;
      await changeTrainers(tx, data, (trainers) => trainers.filter(({ id }) => id !== trainer));
      await tx.trainerAbsence.updateMany({
        where: { offering, day, replacedBy: trainer },
        data: { replacedBy: '', replacedAt: null },
      });
    }
    await renewReference(tx, facts);
  },
  wakes: (_tx, facts) => offeringLives(facts),
});

// ── A missed day made up elsewhere ─────────────────────────────────────────────────────────────────────

const makeUpDay = z.object({
  home: z.string(),
  homeDay: z.number().int().positive(),
  person: z.string(),
  number: z.number().int().positive(),
});

const makeUpLives = (
  facts: readonly RecordedFact<{ readonly person: string; readonly offering: string }>[],
) =>
  facts.flatMap(({ data }) => [
    lifeId('managerJourney', data.person),
    lifeId('courseOffering', data.offering),
  ]);

/** A seat for one day in another offering of the same course, for a day missed at home. */
export const makeUpBooked = factKind({
  kind: 'make_up_booked',
  schema: makeUpDay.extend({
    offering: z.string(),
    day: z.number().int().positive(),
    seatNumber: z.number().int().positive(),
  }),
  async project(tx, facts) {
    await tx.makeUp.createMany({
      data: facts.map(({ data, recordedAt, source }) => ({
        ...data,
        state: 'booked',
        bookedAt: toTimestamp(recordedAt),
        bookedBy: source,
      })),
    });
  },
  wakes: (_tx, facts) => makeUpLives(facts),
});

/** Undoes it: the person will not come to that day. */
export const makeUpReleased = factKind({
  kind: 'make_up_released',
  schema: makeUpDay.extend({ offering: z.string() }),
  async project(tx, facts) {
    for (const { data, recordedAt, source } of facts) {
      const { offering: _offering, ...where } = data;
      await releaseMakeUps(tx, where, { at: toTimestamp(recordedAt), by: source, cause: 'given_up' });
    }
  },
  wakes: (_tx, facts) => makeUpLives(facts),
});

// ── The coordinators' list ─────────────────────────────────────────────────────────────────────────────

/** What a coordinator had to look at is settled. */
export const taskClosed = factKind({
  kind: 'task_closed',
  schema: z.object({ key: z.string() }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      await tx.coordinatorTask.updateMany({
        where: { key: data.key, closedAt: null },
        data: { closedAt: toTimestamp(recordedAt) },
      });
    }
  },
  wakes: () => [],
});
