/** Facts that make the region: who and what there is, and what has been decided about it. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import { managerRoles, roles } from '../../domain/region.ts';
import { Prisma, toDate, toDateOrNull, toTimestamp, type Transaction } from '../../prisma/client.ts';
import { factKind, type RecordedFact, wakesNobody } from './kind.ts';

const isoDate = z.iso.date();
const optionalDate = z.union([isoDate, z.literal('')]);

/** Every fact of this file renews what planners read of the region. */
async function renewReference(tx: Transaction, facts: readonly RecordedFact<unknown>[]): Promise<void> {
  const version = facts.at(-1)?.seq;
  if (version !== undefined) await tx.region.updateMany({ data: { version } });
}

export const regionConfigured = factKind({
  kind: 'region_configured',
  schema: z.object({ name: z.string(), settings: z.record(z.string(), z.json()) }),
  async project(tx, facts) {
    for (const { data, seq } of facts) {
      const settings: Prisma.InputJsonObject = JSON.parse(JSON.stringify(data.settings));
      const row = { name: data.name, settings, version: seq };
      await tx.region.upsert({ where: { id: 1 }, create: { id: 1, ...row }, update: row });
    }
  },
  // New rules concern everyone: the import wakes all open lives after a preview (protocol, point 7).
  wakes: wakesNobody,
});

export const municipalityRegistered = factKind({
  kind: 'municipality_registered',
  schema: z.object({
    code: z.string(),
    name: z.string(),
    organisationNumber: z.string(),
    population: z.number().int(),
    peppolId: z.string(),
    invoiceReference: z.string(),
    invoiceEmail: z.string(),
    funding: z.string(),
  }),
  async project(tx, facts) {
    await replaceRows(facts, (data) => data.code, {
      remove: (codes) => tx.municipality.deleteMany({ where: { code: { in: codes } } }),
      create: (rows) => tx.municipality.createMany({ data: rows }),
    });
    await renewReference(tx, facts);
  },
  wakes: wakesNobody,
});

export const personRegistered = factKind({
  kind: 'person_registered',
  schema: z.object({
    id: z.string(),
    municipality: z.string(),
    role: z.enum(roles),
    targetGroup: z.string(),
    workplace: z.string(),
    chief: z.string(),
    postSince: optionalDate,
    leftOn: optionalDate,
  }),
  async project(tx, facts) {
    await replaceRows(facts, (data) => data.id, {
      remove: (ids) => tx.person.deleteMany({ where: { id: { in: ids } } }),
      create: (rows) =>
        tx.person.createMany({
          data: rows.map(({ postSince, leftOn, ...row }) => ({
            ...row,
            postSince: toDateOrNull(postSince),
            leftOn: toDateOrNull(leftOn),
            registeredAt: toTimestamp(facts[0]?.recordedAt ?? 0),
          })),
        }),
    });
    await renewReference(tx, facts);
  },
  // A journey begins with the day a mandate or a nomination touches a person; who is on one already is told.
  async wakes(tx, facts) {
    const ids = facts.filter(({ data }) => managerRoles.includes(data.role)).map(({ data }) => data.id);
    return knownLives(tx, ids);
  },
});

export const mandateDecided = factKind({
  kind: 'mandate_decided',
  schema: z.object({
    id: z.string(),
    municipality: z.string(),
    decidedOn: isoDate,
    decidedBy: z.string(),
    reference: z.string(),
    roles: z.array(z.enum(roles)),
    quotaPerYear: z.number().int(),
    startWithinMonths: z.number().int(),
    completeWithinMonths: z.number().int(),
    validFrom: isoDate,
    validTo: optionalDate,
  }),
  async project(tx, facts) {
    await replaceRows(facts, (data) => data.id, {
      remove: (ids) => tx.mandate.deleteMany({ where: { id: { in: ids } } }),
      create: (rows) =>
        tx.mandate.createMany({
          data: rows.map(({ decidedOn, validFrom, validTo, ...row }) => ({
            ...row,
            decidedOn: toDate(decidedOn),
            validFrom: toDate(validFrom),
            validTo: toDateOrNull(validTo),
          })),
        }),
    });
    await renewReference(tx, facts);
  },
  async wakes(tx, facts) {
    const covered = await tx.person.findMany({
      where: {
        leftOn: null,
        OR: facts.map(({ data }) => ({ municipality: data.municipality, role: { in: data.roles } })),
      },
      select: { id: true },
    });
    return covered.map(({ id }) => lifeId('managerJourney', id));
  },
});

export const courseRegistered = factKind({
  kind: 'course_registered',
  schema: z.object({
    code: z.string(),
    title: z.string(),
    creditsTenths: z.number().int(),
    kind: z.string(),
    alternativeGroup: z.string(),
    priceArticle: z.string(),
  }),
  async project(tx, facts) {
    await replaceRows(facts, (data) => data.code, {
      remove: (codes) => tx.course.deleteMany({ where: { code: { in: codes } } }),
      create: (rows) => tx.course.createMany({ data: rows }),
    });
    await renewReference(tx, facts);
  },
  wakes: wakesNobody,
});

export const termPlanned = factKind({
  kind: 'term_planned',
  schema: z.object({ code: z.string(), start: isoDate, end: isoDate }),
  async project(tx, facts) {
    for (const { data } of facts) {
      const row = { start: toDate(data.start), end: toDate(data.end) };
      await tx.term.upsert({ where: { code: data.code }, create: { code: data.code, ...row }, update: row });
    }
    await renewReference(tx, facts);
  },
  wakes: wakesNobody,
});

const courseDay = z.object({
  number: z.number().int(),
  date: isoDate,
  start: z.string(),
  end: z.string(),
  place: z.string(),
  trainers: z.array(z.object({ id: z.string(), leader: z.boolean() })),
});

export const offeringPlanned = factKind({
  kind: 'offering_planned',
  schema: z.object({
    code: z.string(),
    course: z.string(),
    courseKind: z.string(),
    term: z.string(),
    trainingGroup: z.string(),
    capacity: z.number().int(),
    place: z.string(),
    days: z.array(courseDay),
  }),
  async project(tx, facts) {
    await replaceRows(facts, (data) => data.code, {
      remove: (codes) => tx.offering.deleteMany({ where: { code: { in: codes } } }),
      create: (rows) => tx.offering.createMany({ data: rows.map(({ days: _days, ...row }) => row) }),
    });
    const codes = facts.map(({ data }) => data.code);
    await tx.courseDay.deleteMany({ where: { offering: { in: codes } } });
    await tx.courseDay.createMany({
      data: facts.flatMap(({ data }) =>
        data.days.map(({ date, ...day }) => ({ offering: data.code, date: toDate(date), ...day })),
      ),
    });
    await tx.seatNumber.createMany({
      data: facts.flatMap(({ data }) =>
        Array.from({ length: data.capacity }, (_, index) => ({ offering: data.code, number: index + 1 })),
      ),
      skipDuplicates: true,
    });
    await renewReference(tx, facts);
  },
  wakes: wakesNobody,
});

export const creditRecognised = factKind({
  kind: 'credit_recognised',
  schema: z.object({ person: z.string(), course: z.string(), completedOn: isoDate, source: z.string() }),
  async project(tx, facts) {
    for (const { data } of facts) {
      await tx.credit.deleteMany({ where: { person: data.person, course: data.course } });
    }
    await tx.credit.createMany({
      data: facts.map(({ data }) => ({ ...data, completedOn: toDate(data.completedOn) })),
    });
  },
  wakes: (tx, facts) =>
    knownLives(
      tx,
      facts.map(({ data }) => data.person),
    ),
});

/** Journeys of these people that have begun; a fact about somebody without one starts none. */
async function knownLives(tx: Transaction, people: readonly string[]): Promise<string[]> {
  const rows = await tx.life.findMany({
    where: { id: { in: people.map((person) => lifeId('managerJourney', person)) } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** The newest fact about an id stands; written in bulk since a region has hundreds of rows. */
async function replaceRows<Data>(
  facts: readonly RecordedFact<Data>[],
  id: (data: Data) => string,
  rows: {
    remove(ids: string[]): Promise<unknown>;
    create(data: Data[]): Promise<unknown>;
  },
): Promise<void> {
  const newest = new Map(facts.map(({ data }) => [id(data), data]));
  await rows.remove([...newest.keys()]);
  await rows.create([...newest.values()]);
}
