/** What was given back because of something that never was, or is no longer so: it is given to the person again. */
import { z } from 'zod';
import { lastDay } from '../../domain/offering/days.ts';
import { postOn } from '../../domain/reference.ts';
import type { NewFact } from '../facts/record.ts';
import type { Occasion } from './occasion.ts';
import { AnswerRefused } from './refused.ts';
import { assertHasNoOther } from './seats.ts';
import { seatAgain } from './seatUndo.ts';

/** The rules by which a journey gives places back. */
export type ReleaseRule = 'person-left' | 'leave-gives-back' | 'municipality-left';

const released = z.discriminatedUnion('what', [
  z.object({ what: z.literal('seat'), offering: z.string() }),
  z.object({ what: z.literal('nomination'), term: z.string() }),
  z.object({ what: z.literal('waiting'), term: z.string() }),
]);

/**
 * Gives back what was released by these rules and is still to come: a seat while there is a free one, a nomination until
 * the term's seats have been handed out. Where that cannot be done, a coordinator gets a task.
 * @param people whose places; what was taken back or fell away is about them
 */
export async function restored(
  occasion: Occasion,
  people: readonly string[],
  rules: readonly ReleaseRule[],
): Promise<NewFact[]> {
  const { tx } = occasion;
  const effects = await tx.effect.findMany({
    where: { kind: 'release', person: { in: [...people] }, rule: { in: [...rules] }, status: 'done' },
    orderBy: { key: 'asc' },
  });
  const facts: NewFact[] = [];
  const taken = new Map<string, number[]>();
  for (const { key, person, detail } of effects) {
    const about = released.parse(detail);
    if (about.what === 'seat')
      facts.push(...(await releasedSeat(occasion, key, about.offering, person, taken)));
    else facts.push(...(await lineAgain(occasion, key, about, person)));
  }
  return facts;
}

async function releasedSeat(
  occasion: Occasion,
  key: string,
  code: string,
  person: string,
  taken: Map<string, number[]>,
): Promise<NewFact[]> {
  const { tx, reference, today } = occasion;
  const seat = await tx.seat.findUnique({ where: { offering_person: { offering: code, person } } });
  const offering = reference.offering(code);
  // Given once more since, or over: there is nothing to give back.
  const isThisOne = seat !== null && key === `release.${code}.n${seat.occurrence}.${person}`;
  if (!isThisOne || seat.state !== 'withdrawn' || lastDay(offering).date < today) return [];
  const payer = { ...postOn(reference, person, today), municipality: seat.municipality };
  const numbers = taken.get(code) ?? [];
  try {
    await assertHasNoOther(occasion, offering, payer);
    const reason = 'Det som gjorde platsen ledig gäller inte längre.';
    const { fact, number } = await seatAgain(occasion, seat, payer, reason, numbers);
    taken.set(code, [...numbers, number]);
    return [fact];
  } catch (error) {
    if (error instanceof AnswerRefused) return [taskFor(key, person)];
    throw error;
  }
}

/** A place in a line is nobody's to give back once others have moved up: a coordinator looks at it. */
async function lineAgain(
  { tx }: Occasion,
  key: string,
  { what, term }: { readonly what: 'nomination' | 'waiting'; readonly term: string },
  person: string,
): Promise<NewFact[]> {
  const id = { term_person: { term, person } };
  const { allocatedAt } = await tx.term.findUniqueOrThrow({ where: { code: term } });
  if (what === 'waiting') {
    const place = await tx.waitingPlace.findUnique({ where: id });
    return place?.state === 'ended' ? [taskFor(key, person)] : [];
  }
  const nomination = await tx.nomination.findUnique({ where: id });
  if (nomination?.state !== 'declined' || nomination.rule !== 'person-left') return [];
  if (allocatedAt !== null) return [taskFor(key, person)];
  const { chief, course } = nomination;
  return [
    {
      kind: 'nomination_made',
      subject: `${term}.${person}`,
      data: { term, person, chief, course, state: 'nominated', rule: '', reason: '' },
    },
  ];
}

/** The key names the place, the subject whose it was. */
const taskFor = (key: string, subject: string): NewFact => ({
  kind: 'task_opened',
  subject: `not_restored.${key}`,
  data: { key: `not_restored.${key}`, kind: 'place_not_restored', subject },
});
