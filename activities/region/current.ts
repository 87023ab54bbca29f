/** The region's tables as the same objects that its files give, so that files and tables can be compared. */
import { z } from 'zod';
import type { DayRef, OfferingRef } from '../../domain/reference.ts';
import {
  type Course,
  type Mandate,
  type Municipality,
  type Person,
  type PriorCredit,
  roles,
  type Term,
} from '../../domain/region.ts';
import { type Database, fromDate, fromDateOrEmpty, type Transaction } from '../../prisma/client.ts';

type Reader = Database | Transaction;
export type PersonRow = Omit<Person, 'name' | 'email'>;

const role = z.enum(roles);
const targetGroup = z.enum(['I', 'II', 'III', '']);
const courseKind = z.enum(['programme', 'course_day', 'web']);
const trainers = z.array(z.object({ id: z.string(), leader: z.boolean() }));

export const readMunicipalities = (reader: Reader): Promise<Municipality[]> =>
  reader.municipality.findMany({ orderBy: { code: 'asc' } });

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
  }));
}

export async function readMandates(reader: Reader): Promise<Mandate[]> {
  const rows = await reader.mandate.findMany({ orderBy: { id: 'asc' } });
  return rows.map((row) => ({
    ...row,
    roles: row.roles.map((text) => role.parse(text)),
    decidedOn: fromDate(row.decidedOn),
    validFrom: fromDate(row.validFrom),
    validTo: fromDateOrEmpty(row.validTo),
  }));
}

export async function readCourses(reader: Reader): Promise<Course[]> {
  const rows = await reader.course.findMany({ orderBy: { code: 'asc' } });
  return rows.map((row) => ({ ...row, kind: courseKind.parse(row.kind) }));
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
  for (const { offering, number, date, start, end, place, occurrence, ...row } of dayRows) {
    const day = { offering, number, date: fromDate(date), start, end, place, occurrence };
    days.get(offering)?.push({ ...day, trainers: trainers.parse(row.trainers) });
  }
  return rows.map(({ code, course, term, trainingGroup, capacity, place }) => ({
    code,
    course,
    term,
    trainingGroup,
    capacity,
    place,
    days: days.get(code) ?? [],
  }));
}

export async function readCredits(reader: Reader): Promise<PriorCredit[]> {
  const rows = await reader.credit.findMany();
  return rows.map(({ person, course, completedOn, source }) => ({
    person,
    course,
    completedOn: fromDate(completedOn),
    source,
  }));
}
