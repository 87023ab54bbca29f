/** The region's tables as the same objects that its files give, so that files and tables can be compared. */
import { z } from 'zod';
import { copyKinds, type DeclinedCopy } from '../../domain/messages/copies.ts';
import type { Post } from '../../domain/people/posts.ts';
import { lastDayOf, type RespiteKind, respiteKinds, type Span } from '../../domain/people/respites.ts';
import type { DayRef, DepartureRef, LeaveRef, OfferingRef } from '../../domain/reference.ts';
import {
  audiences,
  bookings,
  type Course,
  careAreas,
  completions,
  courseKinds,
  invoicePeople,
  languages,
  type Mandate,
  type Municipality,
  managerRoles,
  type Person,
  type PriorCredit,
  partKinds,
  roles,
  type Term,
  trainerSources,
} from '../../domain/region.ts';
import { type Database, fromDate, fromDateOrEmpty, type Transaction } from '../../prisma/client.ts';
import { mandateDecided } from '../facts/decisions.ts';
import { personRegistered } from '../facts/posts.ts';

type Reader = Database | Transaction;
export type PersonRow = Omit<Person, 'name' | 'email'>;

const role = z.enum(roles);
const targetGroup = z.enum(['I', 'II', 'III', '']);
const language = z.enum(languages);
const courseColumns = z.object({
  kind: z.enum(courseKinds),
  audience: z.enum(audiences),
  area: z.enum(['', ...careAreas]),
  trainersFrom: z.enum(trainerSources),
  completedBy: z.enum(completions),
  booking: z.enum(bookings),
  parts: z.array(
    z.object({
      code: z.string(),
      kind: z.enum(partKinds),
      title: z.string(),
      dueDays: z.number(),
      remindDays: z.number(),
    }),
  ),
});
const trainers = z.array(z.object({ id: z.string(), leader: z.boolean() }));

export async function readMunicipalities(reader: Reader): Promise<Municipality[]> {
  const rows = await reader.municipality.findMany({ orderBy: { code: 'asc' } });
  return rows.map((row) => ({ ...row, invoicePeople: z.enum(invoicePeople).parse(row.invoicePeople) }));
}

export async function readPeople(reader: Reader): Promise<PersonRow[]> {
  const rows = await reader.person.findMany({ orderBy: { id: 'asc' } });
  return rows.map((row) => ({
    id: row.id,
    municipality: row.municipality,
    role: role.parse(row.role),
    targetGroup: targetGroup.parse(row.targetGroup),
    workplace: row.workplace,
    chiefId: row.chief,
    postSince: fromDateOrEmpty(row.postSince),
    leftOn: fromDateOrEmpty(row.leftOn),
    language: language.parse(row.language),
  }));
}

/** People as the region's files had them the last time; what happened since does not stand here. */
export async function readRegistrations(reader: Reader): Promise<PersonRow[]> {
  const rows = await newestOf(reader, 'person_registered');
  return rows.map((data) => {
    const { chief, from: _from, ...row } = personRegistered.schema.parse(data);
    return { ...row, targetGroup: targetGroup.parse(row.targetGroup), chiefId: chief };
  });
}

/** Decisions as the region's files had them the last time, without what was changed since. */
export async function readDecisions(reader: Reader): Promise<Mandate[]> {
  const rows = await newestOf(reader, 'mandate_decided');
  return rows.map((data) => mandateDecided.schema.parse(data));
}

/** Data of the newest fact of a kind about each subject. */
async function newestOf(reader: Reader, kind: string): Promise<unknown[]> {
  const rows = await reader.fact.findMany({
    where: { kind },
    orderBy: { seq: 'asc' },
    select: { subject: true, data: true },
  });
  return [...new Map(rows.map(({ subject, data }) => [subject, data])).values()];
}

const countsFrom = z.partialRecord(role, z.iso.date());

/** All versions of the decisions. */
export async function readMandates(reader: Reader): Promise<Mandate[]> {
  const rows = await reader.mandate.findMany({ orderBy: [{ id: 'asc' }, { version: 'asc' }] });
  return rows.map(({ version: _version, countsFrom: counted, ...row }) => ({
    ...row,
    roles: row.roles.map((text) => role.parse(text)),
    decidedOn: fromDate(row.decidedOn),
    validFrom: fromDate(row.validFrom),
    validTo: fromDateOrEmpty(row.validTo),
    ...changedSince(countsFrom.parse(counted)),
  }));
}

/** A decision that was never changed counts from its first day, as in the files. */
const changedSince = (counted: z.infer<typeof countsFrom>): Pick<Mandate, 'countsFrom'> =>
  Object.keys(counted).length === 0 ? {} : { countsFrom: counted };

/** The posts of those who have had more than one. */
export async function readPosts(reader: Reader): Promise<Post[]> {
  const several = await reader.post.findMany({ where: { number: 2 }, select: { person: true } });
  const rows = await reader.post.findMany({
    where: { person: { in: several.map(({ person }) => person) } },
    orderBy: [{ person: 'asc' }, { number: 'asc' }],
  });
  return rows.map((row) => ({
    person: row.person,
    from: fromDateOrEmpty(row.from),
    until: fromDateOrEmpty(row.until),
    municipality: row.municipality,
    workplace: row.workplace,
    chiefId: row.chief,
    role: role.parse(row.role),
    postSince: fromDateOrEmpty(row.postSince),
  }));
}

const respiteKind = z.enum(respiteKinds);

/** A respite as it turned out. */
export function respiteOf(row: {
  readonly person: string;
  readonly kind: string;
  readonly from: Date;
  readonly until: Date | null;
  readonly endedOn: Date | null;
}): Span & { readonly person: string; readonly kind: RespiteKind } {
  const until = lastDayOf({ until: fromDateOrEmpty(row.until), endedOn: fromDateOrEmpty(row.endedOn) });
  return { person: row.person, kind: respiteKind.parse(row.kind), from: fromDate(row.from), until };
}

/** Leaves of those who answer for others. */
export async function readLeaves(reader: Reader): Promise<LeaveRef[]> {
  const leaves = await reader.respite.findMany({ where: { kind: 'leave' }, orderBy: { id: 'asc' } });
  const chiefs = await reader.person.findMany({
    where: { id: { in: leaves.map(({ person }) => person) }, role: { notIn: [...managerRoles] } },
    select: { id: true },
  });
  const ids = new Set(chiefs.map(({ id }) => id));
  return leaves
    .filter(({ person }) => ids.has(person))
    .map((row) => {
      const { person, from, until } = respiteOf(row);
      return { person, from, until };
    });
}

export async function readDepartures(reader: Reader): Promise<DepartureRef[]> {
  const rows = await reader.departure.findMany({ orderBy: { municipality: 'asc' } });
  return rows.map(({ municipality, leavesOn }) => ({ municipality, leavesOn: fromDate(leavesOn) }));
}

const copyKind = z.enum(copyKinds);

export async function readDeclinedCopies(reader: Reader): Promise<DeclinedCopy[]> {
  const rows = await reader.copyPreference.findMany({
    where: { wanted: false },
    orderBy: [{ person: 'asc' }, { kind: 'asc' }],
  });
  return rows.map(({ person, kind }) => ({ person, kind: copyKind.parse(kind) }));
}

export async function readCourses(reader: Reader): Promise<Course[]> {
  const rows = await reader.course.findMany({ orderBy: { code: 'asc' } });
  return rows.map((row) => ({ ...row, ...courseColumns.parse(row) }));
}

/** In the order in which they are held. */
export async function readTerms(reader: Reader): Promise<Term[]> {
  const rows = await reader.term.findMany({ orderBy: { start: 'asc' } });
  return rows.map(({ code, start, end }) => ({ code, start: fromDate(start), end: fromDate(end) }));
}

export async function readOfferings(reader: Reader): Promise<OfferingRef[]> {
  const rows = await reader.offering.findMany({ orderBy: { code: 'asc' } });
  const dayRows = await reader.courseDay.findMany({ orderBy: [{ offering: 'asc' }, { number: 'asc' }] });
  const days = new Map<string, DayRef[]>(rows.map(({ code }) => [code, []]));
  for (const {
    offering,
    number,
    date,
    start,
    end,
    place,
    occurrence,
    link,
    version: _version,
    ...row
  } of dayRows) {
    const day = { offering, number, date: fromDate(date), start, end, place, occurrence, link };
    days.get(offering)?.push({ ...day, trainers: trainers.parse(row.trainers) });
  }
  return rows.map(({ code, course, term, trainingGroup, capacity, place, cancelledAt }) => ({
    ...(cancelledAt === null ? {} : { cancelled: true }),
    code,
    course,
    term,
    trainingGroup,
    capacity,
    place,
    days: days.get(code) ?? [],
  }));
}

/** Prior credits, which files tell of; equivalents are recognised by decisions. */
export async function readCredits(reader: Reader): Promise<PriorCredit[]> {
  const rows = await reader.credit.findMany({ where: { basis: 'prior' } });
  return rows.map(({ person, course, completedOn, source }) => ({
    person,
    course,
    completedOn: fromDate(completedOn),
    source,
  }));
}
