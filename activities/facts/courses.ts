/** Facts of what happens in a course: presence, hand-ins, results, certificates. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import { type Transaction, toDate, toTimestamp } from '../../prisma/client.ts';
import { factKind, type RecordedFact, wakesNobody } from './kind.ts';
import { reopenOfferings } from './reopen.ts';

export const practicalInformationPublished = factKind({
  kind: 'practical_information_published',
  schema: z.object({ offering: z.string() }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      await tx.offering.update({
        where: { code: data.offering },
        data: { practicalPublishedAt: toTimestamp(recordedAt) },
      });
    }
  },
  async wakes(tx, facts) {
    const seats = await tx.seat.findMany({
      where: { offering: { in: facts.map(({ data }) => data.offering) }, state: 'held' },
      select: { person: true },
    });
    return seats.map(({ person }) => lifeId('managerJourney', person));
  },
});

export const attendanceRegistered = factKind({
  kind: 'attendance_registered',
  schema: z.object({
    offering: z.string(),
    day: z.number().int().positive(),
    present: z.array(z.string()),
    absent: z.array(z.string()),
  }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      const registeredAt = toTimestamp(recordedAt);
      const { offering, day } = data;
      await tx.attendance.deleteMany({ where: { offering, day } });
      await tx.attendance.createMany({
        data: [
          ...data.present.map((person) => ({ offering, day, person, present: true, registeredAt })),
          ...data.absent.map((person) => ({ offering, day, person, present: false, registeredAt })),
        ],
      });
      await tx.courseDay.update({
        where: { offering_number: { offering, number: day } },
        data: { attendanceRegisteredAt: registeredAt },
      });
    }
  },
  // An ordinary "present" wakes nobody; a late registration can be what a certificate waits for.
  async wakes(tx, facts) {
    const offering = { in: facts.map(({ data }) => data.offering) };
    const awaiting = [
      ...(await tx.result.findMany({ where: { offering, passed: true }, select: { person: true } })),
      // What was made up there counts at home.
      ...(await tx.makeUp.findMany({ where: { offering }, select: { person: true } })),
    ];
    const offerings = await tx.offering.findMany({
      where: { code: { in: facts.map(({ data }) => data.offering) }, courseKind: 'course_day' },
      select: { term: true },
    });
    return [
      ...facts.map(({ data }) => lifeId('courseOffering', data.offering)),
      ...offerings.map(({ term }) => lifeId('termInvoicing', term)),
      ...awaiting.map(({ person }) => lifeId('managerJourney', person)),
    ];
  },
});

export const handedIn = factKind({
  kind: 'handed_in',
  schema: z.object({
    offering: z.string(),
    person: z.string(),
    kind: z.enum(['assignment', 'memo']),
    number: z.number().int().positive(),
  }),
  async project(tx, facts) {
    await tx.handIn.createMany({
      data: facts.map(({ data, validOn }) => ({ ...data, on: toDate(validOn) })),
      skipDuplicates: true,
    });
  },
  // The reminder is planned for after the deadline; by then the plan sees that nothing is missing.
  wakes: wakesNobody,
});

const decidedResult = z.object({
  offering: z.string(),
  person: z.string(),
  attempt: z.number().int().positive(),
  passed: z.boolean(),
  /** No further attempt is allowed, or none is needed. */
  final: z.boolean(),
  /** That presence and parts decided it, and nobody by hand. */
  by: z.literal('presence').optional(),
});

export const resultDecided = factKind({
  kind: 'result_decided',
  schema: decidedResult,
  project: writeResults,
  wakes: (_tx, facts) => resultLives(facts),
});

/** A result was wrong: it says from now on what it should have said, and the seat stands accordingly. */
export const resultCorrected = factKind({
  kind: 'result_corrected',
  schema: decidedResult,
  project: writeResults,
  wakes: (_tx, facts) => resultLives(facts),
});

/** A result was entered by mistake and is awaited again. */
export const resultWithdrawn = factKind({
  kind: 'result_withdrawn',
  schema: z.object({ offering: z.string(), person: z.string(), attempt: z.number().int().positive() }),
  async project(tx, facts) {
    for (const fact of facts) {
      await writeVersion(tx, fact, null);
      await tx.result.delete({ where: { offering_person_attempt: fact.data } });
      await setSeat(tx, fact.data, 'held');
    }
  },
  wakes: (_tx, facts) => resultLives(facts),
});

type ResultId = Pick<z.infer<typeof decidedResult>, 'offering' | 'person' | 'attempt'>;

const resultLives = (facts: readonly RecordedFact<ResultId>[]) =>
  facts.flatMap(({ data }) => [
    lifeId('managerJourney', data.person),
    lifeId('courseOffering', data.offering),
  ]);

/** @returns the number of the version */
async function writeVersion(
  tx: Transaction,
  { data, recordedAt, source }: RecordedFact<ResultId>,
  passed: boolean | null,
): Promise<number> {
  const { offering, person, attempt } = data;
  const version = (await tx.resultVersion.count({ where: { offering, person, attempt } })) + 1;
  const decidedAt = toTimestamp(recordedAt);
  await tx.resultVersion.create({ data: { offering, person, attempt, version, passed, decidedAt, source } });
  return version;
}

async function writeResults(
  tx: Transaction,
  facts: readonly RecordedFact<z.infer<typeof decidedResult>>[],
): Promise<void> {
  for (const fact of facts) {
    const { offering, person, attempt, passed, final } = fact.data;
    const version = await writeVersion(tx, fact, passed);
    const row = {
      passed,
      on: toDate(fact.validOn),
      decidedAt: toTimestamp(fact.recordedAt),
      source: fact.source,
      version,
    };
    await tx.result.upsert({
      where: { offering_person_attempt: { offering, person, attempt } },
      create: { offering, person, attempt, ...row },
      update: row,
    });
    await setSeat(tx, fact.data, final ? (passed ? 'passed' : 'failed') : 'held');
  }
}

/** A seat that waits for a result again opens its offering again. */
async function setSeat(
  tx: Transaction,
  { offering, person }: ResultId,
  state: 'held' | 'passed' | 'failed',
): Promise<void> {
  const { count } = await tx.seat.updateMany({
    where: { offering, person, state: { in: ['held', 'passed', 'failed'] } },
    data: { state },
  });
  if (state === 'held' && count > 0) await reopenOfferings(tx, [offering]);
}

export const offeringClosed = factKind({
  kind: 'offering_closed',
  schema: z.object({ offering: z.string() }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      await tx.offering.update({
        where: { code: data.offering },
        data: { closedAt: toTimestamp(recordedAt) },
      });
    }
  },
  wakes: (_tx, facts) => facts.map(({ data }) => lifeId('courseOffering', data.offering)),
});

export const documentFrozen = factKind({
  kind: 'document_frozen',
  schema: z.object({
    key: z.string(),
    kind: z.string(),
    subject: z.string(),
    sha256: z.string(),
    bytes: z.number().int(),
    file: z.string(),
  }),
  async project(tx, facts) {
    await tx.document.createMany({
      data: facts.map(({ data, recordedAt }) => ({ ...data, issuedAt: toTimestamp(recordedAt) })),
    });
  },
  wakes: wakesNobody,
});
