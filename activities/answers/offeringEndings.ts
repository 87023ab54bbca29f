/** Offerings that are not given: cancelled, merged into another, and given after all. */
import { activeSeatStates } from '../../domain/journey/facts.ts';
import { lastDay } from '../../domain/offering/days.ts';
import { type OfferingRef, postOn } from '../../domain/reference.ts';
import { readEnrolment } from '../enrolment/input.ts';
import { freeNumbers } from '../enrolment/seats.ts';
import type { NewFact } from '../facts/record.ts';
import { findOffering } from './lookUp.ts';
import type { Occasion } from './occasion.ts';
import {
  assertFreeInTerm,
  assertNotBegun,
  type By,
  cancelled,
  givenOffering,
  participants,
  sameCourse,
} from './offeringChecks.ts';
import { AnswerRefused } from './refused.ts';

export async function cancellation(occasion: Occasion, code: string): Promise<NewFact[]> {
  const offering = findOffering(occasion.reference, code);
  if (offering.cancelled === true) return [];
  const { date, end } = lastDay(offering);
  if (occasion.at >= occasion.reference.calendar.at(date, end)) {
    throw new AnswerRefused('offering_over', `${code} slutade ${date} och kan inte ställas in.`);
  }
  const people = await participants(occasion.tx, code);
  const waiting = await waitingInVain(occasion, offering);
  return [
    {
      kind: 'offering_cancelled',
      subject: code,
      data: { offering: code, people: [...people], into: '', waiting },
    },
  ];
}

/**
 * Who waits for the course and can have no seat any more, because no other offering of it is given that term, nor any
 * other course that the person misses.
 */
async function waitingInVain({ tx, reference, today }: Occasion, offering: OfferingRef): Promise<string[]> {
  const { course, term } = offering;
  const places = await tx.waitingPlace.findMany({
    where: { term, course, state: 'waiting' },
    orderBy: { position: 'asc' },
  });
  if (places.length === 0) return [];
  const { candidates, offerings } = await readEnrolment(tx, reference, term, today);
  const given = new Set(offerings.filter(({ code }) => code !== offering.code).map((other) => other.course));
  const missing = new Map(candidates.map((candidate) => [candidate.person, candidate.missing]));
  return places
    .map(({ person }) => person)
    .filter((person) => !(missing.get(person) ?? []).some((one) => given.has(one)));
}

export async function merger(
  occasion: Occasion,
  { offering: code, into }: By & { readonly into: string },
): Promise<NewFact[]> {
  const { tx, reference, today } = occasion;
  const offering = findOffering(reference, code);
  const target = givenOffering(occasion, into);
  if (offering.cancelled === true) {
    const { mergedInto } = await tx.offering.findUniqueOrThrow({ where: { code } });
    if (mergedInto === into) return [];
    throw cancelled(code);
  }
  if (code === into || !sameCourse(occasion, offering, target)) {
    throw new AnswerRefused(
      'unknown_course',
      `${code} och ${into} ger inte samma kurs. Välj ett annat tillfälle av kursen att slå ihop med.`,
    );
  }
  assertNotBegun(occasion, offering);
  assertNotBegun(occasion, target);
  const people = await participants(tx, code);
  await assertFreeInTerm(occasion, people, target.term, code);
  await tx.$executeRaw`select 1 from seat_number where offering = ${into} order by number for update`;
  const free = (await freeNumbers(tx, reference, [into], today)).get(into) ?? [];
  if (free.length < people.length) {
    throw new AnswerRefused(
      'offering_full',
      `${into} har ${free.length} lediga platser, men ${people.length} deltagare ska flyttas. Höj antalet platser eller ställ in ${code}.`,
    );
  }
  const rows = await tx.seat.findMany({ where: { offering: code, person: { in: [...people] } } });
  const payer = new Map(rows.map((row) => [row.person, row]));
  return [
    {
      kind: 'offering_cancelled',
      subject: code,
      data: { offering: code, people: [...people], into, waiting: await waitingInVain(occasion, offering) },
    },
    ...people.map((person, index): NewFact => {
      const seat = payer.get(person);
      return {
        kind: 'seat_given',
        subject: `${into}.${person}`,
        data: {
          offering: into,
          person,
          number: free[index] ?? 0,
          term: target.term,
          courseKind: seat?.courseKind ?? '',
          // Who pays was decided when the first seat was given.
          municipality: seat?.municipality ?? postOn(reference, person, today).municipality,
          how: 'merge',
          rule: 'offering-merged',
          reason: `${code} slogs ihop med ${into}.`,
        },
      };
    }),
  ];
}

export async function reinstatement(occasion: Occasion, code: string): Promise<NewFact[]> {
  const { tx, reference } = occasion;
  const offering = findOffering(reference, code);
  if (offering.cancelled !== true) return [];
  const { mergedInto: from } = await tx.offering.findUniqueOrThrow({ where: { code } });
  const ended = await tx.fact.findFirstOrThrow({
    where: { kind: 'offering_cancelled', subject: code },
    orderBy: { seq: 'desc' },
    select: { seq: true },
  });
  const seats = await tx.seat.findMany({
    where: { offering: code, state: 'cancelled' },
    orderBy: { person: 'asc' },
  });
  const instead = await tx.seat.findMany({
    where: { offering: from, how: 'merge', state: 'held', person: { in: seats.map(({ person }) => person) } },
    select: { person: true },
  });
  const elsewhere = await tx.seat.findMany({
    where: {
      person: { in: seats.map(({ person }) => person) },
      term: offering.term,
      courseKind: 'programme',
      state: { in: [...activeSeatStates] },
      NOT: { offering: from },
    },
    select: { person: true },
  });
  const people = seats
    .map(({ person }) => person)
    // Who has left the other offering has left; who has got another seat meanwhile keeps that.
    .filter((id) => from === '' || instead.some(({ person }) => person === id))
    .filter((id) => !elsewhere.some(({ person }) => person === id));
  const waiting = await tx.waitingPlace.findMany({
    where: { term: offering.term, course: offering.course, state: 'ended', cancelledAt: { not: null } },
    orderBy: { position: 'asc' },
  });
  const { waitingEndedAt } = await tx.term.findUniqueOrThrow({ where: { code: offering.term } });
  return [
    {
      kind: 'offering_reinstated',
      subject: code,
      corrects: ended.seq,
      data: {
        offering: code,
        people,
        from,
        change: String(ended.seq),
        // A list that has closed meanwhile stays closed.
        waiting: waitingEndedAt !== null ? [] : waiting.map(({ person }) => person),
      },
    },
  ];
}
