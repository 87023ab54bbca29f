/** What the facts allow to be done with an offering, and what they rule out. */
import { activeSeatStates } from '../../domain/journey/facts.ts';
import { firstDay, firstDayStart } from '../../domain/offering/days.ts';
import type { DayRef, OfferingRef } from '../../domain/reference.ts';
import type { Transaction } from '../../prisma/client.ts';
import { findOffering } from './lookUp.ts';
import type { Occasion } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

/** Whose decision it is, and about what. */
export interface By {
  readonly offering: string;
  /** The coordinator who decides it. */
  readonly by: string;
}

export const cancelled = (code: string) =>
  new AnswerRefused(
    'offering_cancelled',
    `${code} är inställt. Välj ett annat tillfälle, eller ta tillbaka det.`,
  );

/** An offering that is going to be given. */
export function givenOffering({ reference }: Occasion, code: string): OfferingRef {
  const offering = findOffering(reference, code);
  if (offering.cancelled === true) throw cancelled(code);
  return offering;
}

/** The same course, or one that excludes it. */
export function sameCourse({ reference }: Occasion, one: OfferingRef, other: OfferingRef): boolean {
  const [a, b] = [reference.course(one.course), reference.course(other.course)];
  return a.code === b.code || (a.alternativeGroup !== '' && a.alternativeGroup === b.alternativeGroup);
}

export function assertNotHeld(
  { reference, at }: Occasion,
  { code }: OfferingRef,
  days: readonly DayRef[],
): void {
  const held = days.find((day) => reference.calendar.at(day.date, day.start) <= at);
  if (held === undefined) return;
  throw new AnswerRefused(
    'day_held',
    `Träff ${held.number} på ${code} var ${held.date} och går inte att ändra i efterhand.`,
  );
}

export function assertNotBegun({ reference, at }: Occasion, offering: OfferingRef): void {
  if (firstDayStart(offering, reference) > at) return;
  throw new AnswerRefused(
    'offering_begun',
    `${offering.code} började ${firstDay(offering).date}. Ändra de träffar som är kvar, eller ställ in tillfället.`,
  );
}

export function assertInOrder(
  code: string,
  days: readonly { readonly number: number; readonly date: string }[],
): void {
  const late = days.find((day, index) => index > 0 && (days[index - 1]?.date ?? '') >= day.date);
  if (late === undefined) return;
  throw new AnswerRefused(
    'bad_time',
    `Träff ${late.number} på ${code} skulle komma före träffen innan den. Ange dagarna i ordning.`,
  );
}

/** Those whose course is under way or ahead. */
export async function participants(tx: Transaction, offering: string): Promise<readonly string[]> {
  const seats = await tx.seat.findMany({
    where: { offering, state: 'held' },
    select: { person: true },
    orderBy: { person: 'asc' },
  });
  return seats.map(({ person }) => person);
}

/** Nobody may come to hold two seats of the programme in a term. */
export async function assertFreeInTerm(
  { tx, reference }: Occasion,
  people: readonly string[],
  term: string,
  leaving: string,
): Promise<void> {
  if (reference.course(reference.offering(leaving).course).kind !== 'programme') return;
  const taken = await tx.seat.findMany({
    where: {
      person: { in: [...people] },
      term,
      courseKind: 'programme',
      state: { in: [...activeSeatStates] },
      NOT: { offering: leaving },
    },
    orderBy: { person: 'asc' },
  });
  if (taken.length === 0) return;
  const who = taken.map(({ person, offering }) => `${person} (${offering})`).join(', ');
  throw new AnswerRefused(
    'seat_in_term',
    `Det går inte: ${who} har redan en plats i ${term}. En plats per termin; ta först bort den.`,
  );
}
