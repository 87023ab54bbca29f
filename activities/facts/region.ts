/** Facts that make the region: who and what there is, and what has been decided about it. */
import { z } from 'zod';
import { lifeId } from '../../domain/lives.ts';
import {
  audiences,
  bookings,
  completions,
  invoicePeople,
  partKinds,
  trainerSources,
} from '../../domain/region.ts';
import { type Prisma, type Transaction, toDate } from '../../prisma/client.ts';
import { factKind, knownLives, type RecordedFact, renewReference, wakesNobody } from './kind.ts';
import { courseDay, inRounds, planOfferings } from './offeringPlan.ts';

const isoDate = z.iso.date();

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
    invoicePeople: z.enum(invoicePeople).default('initials'),
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

const coursePart = z.object({
  code: z.string(),
  kind: z.enum(partKinds),
  title: z.string(),
  dueDays: z.number().int(),
  remindDays: z.number().int().min(0),
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
    // A log may have courses from before these settings.
    audience: z.enum(audiences).default('leaders'),
    area: z.string().default(''),
    trainersFrom: z.enum(trainerSources).default('any'),
    completedBy: z.enum(completions).default('result'),
    booking: z.enum(bookings).default('booking'),
    parts: z.array(coursePart).default([]),
    outcomes: z.array(z.string()).default([]),
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
  wakes: (tx, facts) =>
    knownLives(
      tx,
      facts.map(({ data }) => lifeId('termStart', data.code)),
    ),
});

const offeringPlan = z.object({
  code: z.string(),
  course: z.string(),
  courseKind: z.string(),
  term: z.string(),
  trainingGroup: z.string(),
  capacity: z.number().int(),
  place: z.string(),
  days: z.array(courseDay),
});

type OfferingPlanned = RecordedFact<z.infer<typeof offeringPlan>>;

/**
 * A plan that says the same number of places as the plan before it is about something else: what a coordinator has
 * decided about them since then holds.
 */
async function withCapacityInForce(
  tx: Transaction,
  plans: readonly OfferingPlanned[],
): Promise<OfferingPlanned[]> {
  const codes = plans.map(({ data }) => data.code);
  const known = await tx.offering.findMany({
    where: { code: { in: codes } },
    select: { code: true, capacity: true },
  });
  const log = await tx.fact.findMany({
    where: { kind: 'offering_planned', subject: { in: known.map(({ code }) => code) } },
    orderBy: { seq: 'asc' },
    select: { seq: true, subject: true, data: true },
  });
  return plans.map((plan) => {
    const { code, capacity } = plan.data;
    const inForce = known.find((row) => row.code === code)?.capacity;
    const before = log.findLast(({ seq, subject }) => subject === code && seq < plan.seq);
    const isNew = before === undefined || offeringPlan.parse(before.data).capacity !== capacity;
    return isNew || inForce === undefined ? plan : { ...plan, data: { ...plan.data, capacity: inForce } };
  });
}

export const offeringPlanned = factKind({
  kind: 'offering_planned',
  schema: offeringPlan,
  async project(tx, facts) {
    // One plan of an offering at a time: a second one builds on what the first left.
    for (const plans of inRounds(facts, ({ data }) => data.code)) {
      await planOfferings(tx, await withCapacityInForce(tx, plans));
    }
    await renewReference(tx, facts);
  },
  async wakes(tx, facts) {
    const codes = facts.map(({ data }) => data.code);
    const held = await tx.seat.findMany({
      where: { offering: { in: codes }, state: 'held' },
      select: { person: true },
    });
    return knownLives(tx, [
      ...codes.map((code) => lifeId('courseOffering', code)),
      ...held.map(({ person }) => lifeId('managerJourney', person)),
      ...[...new Set(facts.map(({ data }) => data.term))].flatMap((term) => [
        lifeId('termStart', term),
        lifeId('termInvoicing', term),
      ]),
    ]);
  },
});

export const creditRecognised = factKind({
  kind: 'credit_recognised',
  schema: z.object({ person: z.string(), course: z.string(), completedOn: isoDate, source: z.string() }),
  async project(tx, facts) {
    const newest = new Map(facts.map(({ data }) => [`${data.person}/${data.course}`, data]));
    const rows = [...newest.values()];
    await tx.$executeRaw`
      delete from credit using unnest(${rows.map(({ person }) => person)}::text[],
        ${rows.map(({ course }) => course)}::text[]) as newer (person, course)
      where credit.person = newer.person and credit.course = newer.course and credit.basis = 'prior'`;
    await tx.credit.createMany({
      data: rows.map((row) => ({ ...row, completedOn: toDate(row.completedOn) })),
    });
  },
  wakes: (tx, facts) =>
    knownJourneys(
      tx,
      facts.map(({ data }) => data.person),
    ),
});

const knownJourneys = (tx: Transaction, people: readonly string[]): Promise<string[]> =>
  knownLives(
    tx,
    people.map((person) => lifeId('managerJourney', person)),
  );

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
