/** Reads what handing out the seats of a term starts from. */
import { z } from 'zod';
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type EnrolmentRecords, enrolmentInput } from '../../domain/enrolment/input.ts';
import type { EnrolmentInput } from '../../domain/enrolment/types.ts';
import type { Reference } from '../../domain/reference.ts';
import type { TermCode } from '../../domain/region.ts';
import { fromDate, type Transaction, toDate } from '../../prisma/client.ts';
import { respiteOf } from '../region/current.ts';

const activeState = z.enum(['held', 'passed', 'failed']);

/**
 * @param today local date of the decision
 * @throws UnknownReference for a term that the region does not have
 */
export async function readEnrolment(
  tx: Transaction,
  reference: Reference,
  term: TermCode,
  today: IsoDate,
): Promise<EnrolmentInput> {
  const found = await records(tx, term, toDate(reference.term(term).start), toDate(today));
  return enrolmentInput(found, reference, term, today);
}

/** The same with no seat of the term handed out yet, to ask afterwards why they were handed out as they were. */
export async function readEnrolmentAsIfOpen(
  tx: Transaction,
  reference: Reference,
  term: TermCode,
  today: IsoDate,
): Promise<EnrolmentInput> {
  const all = await records(tx, term, toDate(reference.term(term).start), toDate(today));
  const seats = all.seats.filter((seat) => seat.term !== term);
  return enrolmentInput({ ...all, seats }, reference, term, today);
}

async function records(tx: Transaction, term: TermCode, start: Date, today: Date): Promise<EnrolmentRecords> {
  const person = { person: true } as const;
  const credits = await tx.credit.findMany();
  const passes = await tx.result.findMany({
    where: { passed: true },
    select: { ...person, offering: true },
  });
  const seats = await tx.seat.findMany({
    where: { courseKind: 'programme', state: { in: activeState.options } },
    select: { ...person, offering: true, term: true, state: true, municipality: true },
  });
  const away = await tx.respite.findMany({
    where: {
      kind: { in: ['leave', 'exempt'] },
      from: { lte: start },
      AND: [
        { OR: [{ until: null }, { until: { gte: start } }] },
        { OR: [{ endedOn: null }, { endedOn: { gt: start } }] },
      ],
    },
    select: person,
  });
  const respites = await tx.respite.findMany({ where: { kind: { in: ['leave', 'extension'] } } });
  const nominated = await tx.nomination.findMany({ where: { term, state: 'nominated' }, select: person });
  const interested = await tx.interest.findMany({ select: person, distinct: ['person'] });
  const reserved = await tx.reservedPlace.findMany({
    where: { releasedAt: null, releasedOn: { gt: today } },
    select: { offering: true, municipality: true, count: true },
  });
  return {
    credits: credits.map(({ completedOn, ...credit }) => ({ ...credit, completedOn: fromDate(completedOn) })),
    passes,
    seats: seats.map(({ state, ...seat }) => ({ ...seat, state: activeState.parse(state) })),
    away: away.map((row) => row.person),
    respites: respites.map(respiteOf),
    nominated: nominated.map((row) => row.person),
    interested: interested.map((row) => row.person),
    reserved,
  };
}
