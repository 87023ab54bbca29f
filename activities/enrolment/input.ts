/** Reads what handing out the seats of a term starts from. */
import { z } from 'zod';
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type EnrolmentRecords, enrolmentInput } from '../../domain/enrolment/input.ts';
import type { EnrolmentInput } from '../../domain/enrolment/types.ts';
import type { Reference } from '../../domain/reference.ts';
import type { TermCode } from '../../domain/region.ts';
import { fromDate, type Prisma, type Transaction, toDate } from '../../prisma/client.ts';
import { respiteOf } from '../region/current.ts';
import { guestNumbers } from './seats.ts';

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
  const found = await records(tx, reference, term, today);
  return enrolmentInput(found, reference, term, today);
}

/** The same with no seat of the term handed out yet, to ask afterwards why they were handed out as they were. */
export async function readEnrolmentAsIfOpen(
  tx: Transaction,
  reference: Reference,
  term: TermCode,
  today: IsoDate,
): Promise<EnrolmentInput> {
  const all = await records(tx, reference, term, today, term);
  return enrolmentInput(all, reference, term, today);
}

/** @param without a term whose seats are left out, as if none had been given yet */
async function records(
  tx: Transaction,
  reference: Reference,
  term: TermCode,
  on: IsoDate,
  without = '',
): Promise<EnrolmentRecords> {
  const start = toDate(reference.term(term).start);
  const today = toDate(on);
  const person = { person: true } as const;
  const ofTerms = { courseKind: 'programme', NOT: { term: without } } as const;
  const credits = await tx.credit.findMany();
  const passes = await tx.result.findMany({
    where: { passed: true },
    select: { ...person, offering: true },
  });
  const seats = await tx.seat.findMany({
    where: { ...ofTerms, state: { in: activeState.options } },
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
    lost: await lostSeats(tx, ofTerms),
    guests: await guestSeats(tx, reference, on),
  };
}

/** Seats that were lost with an offering that is not given, of people who have had no other since. */
async function lostSeats(tx: Transaction, ofTerms: Prisma.SeatWhereInput) {
  const cancelled = await tx.offering.findMany({
    where: { courseKind: 'programme', cancelledAt: { not: null }, mergedInto: '' },
    select: { code: true },
  });
  if (cancelled.length === 0) return [];
  const offering = { in: cancelled.map(({ code }) => code) };
  const lost = await tx.seat.findMany({ where: { offering, state: 'cancelled' } });
  const others = await tx.seat.findMany({
    where: { ...ofTerms, person: { in: lost.map(({ person }) => person) } },
    select: { person: true, givenAt: true },
  });
  return lost
    .filter(
      ({ person, endedAt }) =>
        !others.some((other) => other.person === person && endedAt !== null && other.givenAt >= endedAt),
    )
    .map(({ person, offering: code }) => ({ person, offering: code }));
}

async function guestSeats(tx: Transaction, reference: Reference, today: IsoDate) {
  const booked = await tx.makeUp.findMany({
    where: { state: 'booked' },
    select: { offering: true },
    distinct: ['offering'],
  });
  const numbers = await guestNumbers(
    tx,
    reference,
    booked.map(({ offering }) => offering),
    today,
  );
  return booked.map(({ offering }) => ({
    offering,
    seats: [...numbers].filter((number) => number.startsWith(`${offering} `)).length,
  }));
}
