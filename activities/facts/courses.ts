/** Facts of what happens in a course: presence, hand-ins, results, certificates. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import { toDate, toTimestamp } from '../../prisma/client.ts';
import { factKind, wakesNobody } from './kind.ts';

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
    const awaiting = await tx.result.findMany({
      where: { offering: { in: facts.map(({ data }) => data.offering) }, passed: true },
      select: { person: true },
    });
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

export const resultDecided = factKind({
  kind: 'result_decided',
  schema: z.object({
    offering: z.string(),
    person: z.string(),
    attempt: z.number().int().positive(),
    passed: z.boolean(),
    /** No further attempt is allowed, or none is needed. */
    final: z.boolean(),
  }),
  async project(tx, facts) {
    for (const { data, recordedAt, validOn, source } of facts) {
      const { offering, person, attempt, passed, final } = data;
      const row = { passed, on: toDate(validOn), decidedAt: toTimestamp(recordedAt), source };
      await tx.result.upsert({
        where: { offering_person_attempt: { offering, person, attempt } },
        create: { offering, person, attempt, ...row },
        update: row,
      });
      if (final) {
        await tx.seat.updateMany({
          where: { offering, person, state: { in: ['held', 'passed', 'failed'] } },
          data: { state: passed ? 'passed' : 'failed' },
        });
      }
    }
  },
  wakes: (_tx, facts) =>
    facts.flatMap(({ data }) => [
      lifeId('managerJourney', data.person),
      lifeId('courseOffering', data.offering),
    ]),
});

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

export const certificateIssued = factKind({
  kind: 'certificate_issued',
  schema: z.object({
    key: z.string(),
    kind: z.enum(['course', 'course_day', 'programme', 'web']),
    person: z.string(),
    offering: z.string(),
    number: z.string(),
    document: z.string(),
  }),
  async project(tx, facts) {
    await tx.certificate.createMany({
      data: facts.map(({ data, recordedAt }) => ({ ...data, issuedAt: toTimestamp(recordedAt) })),
    });
  },
  wakes: (_tx, facts) => facts.map(({ data }) => lifeId('managerJourney', data.person)),
});
