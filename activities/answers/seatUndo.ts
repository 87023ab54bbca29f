/** What was said about a seat is taken back: given up after all not, or given by mistake. */
import { z } from 'zod';
import { graceAfter } from '../../domain/grace.ts';
import { seatHows } from '../../domain/journey/facts.ts';
import { lastDay } from '../../domain/offering/days.ts';
import { type PersonRef, postOn } from '../../domain/reference.ts';
import type { NewFact } from '../facts/record.ts';
import { assertCoordinator, findOffering, findPerson } from './lookUp.ts';
import { newest } from './newest.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';
import { assertHasNoOther, freeSeatNumbers, type SeatOf, seatGiven } from './seats.ts';

export interface SeatUndoAnswers {
  /**
   * Takes back the newest that was said about a seat: that the person declined or left it, and they have it again while
   * a place is free; or that a coordinator gave it, and it is nobody's. Only a coordinator does.
   */
  undoSeat(undo: SeatOf & { readonly by: string }): Promise<Outcome>;
}

export const seatUndoAnswers = (run: Answering): SeatUndoAnswers => ({
  undoSeat: ({ offering: code, person: id, by }) =>
    run(id, async (occasion) => {
      const { tx, reference, today } = occasion;
      assertCoordinator(reference, by);
      const offering = findOffering(reference, code);
      const person = postOn(reference, findPerson(reference, id).id, today);
      const seat = await tx.seat.findUnique({ where: { offering_person: { offering: code, person: id } } });
      if (lastDay(offering).date < today) {
        throw new AnswerRefused(
          'offering_over',
          `${code} slutade ${lastDay(offering).date}, så det går inte längre att ta tillbaka.`,
        );
      }
      if (seat?.state === 'held' && seat.how === 'hand') return [await retracted(occasion, seat)];
      const isGivenUp = seat !== null && (seat.state === 'declined' || seat.state === 'withdrawn');
      if (!isGivenUp || seat.endedCause !== '') throw nothingToUndo(code, id, seat?.endedCause);
      const payer = { ...person, municipality: seat.municipality };
      await assertHasNoOther(occasion, offering, payer);
      const reason = 'Platsen lämnades av misstag.';
      return [(await seatAgain(occasion, seat, payer, reason)).fact];
    }),
});

function nothingToUndo(code: string, person: string, cause = ''): AnswerRefused {
  const instead =
    cause === 'switched'
      ? 'Platsen lämnades för ett byte av grupp. Ta tillbaka bytet i stället.'
      : 'Rätta personen eller tillfället.';
  return new AnswerRefused(
    'nothing_to_undo',
    `Inget om platsen för ${person} på ${code} går att ta tillbaka. ${instead}`,
  );
}

type Seat = SeatOf & { readonly term: string };

async function retracted({ tx }: Occasion, { offering, person, term }: Seat): Promise<NewFact> {
  if ((await tx.attendance.count({ where: { offering, person } })) > 0) {
    throw new AnswerRefused(
      'day_attended',
      `Närvaron för ${person} är registrerad på ${offering}. Anmäl i stället att personen lämnar kursen.`,
    );
  }
  const subject = `${offering}.${person}`;
  return {
    kind: 'seat_retracted',
    subject,
    data: { offering, person, term },
    ...(await newest(tx, 'seat_given', subject)),
  };
}

/**
 * A seat that was given up is the person's again. What a coordinator entered and takes back before anybody has heard of
 * it leaves the seat as it was; otherwise it is given once more, and the person hears of that.
 * @param person with the municipality that pays
 * @param taken numbers that the same answer has given
 * @throws AnswerRefused when no place is free
 */
export async function seatAgain(
  occasion: Occasion,
  seat: Seat & { readonly how: string; readonly number: number },
  person: PersonRef,
  reason: string,
  taken: readonly number[] = [],
): Promise<{ readonly fact: NewFact; readonly number: number }> {
  const { tx, reference, at } = occasion;
  const { offering, term } = seat;
  const subject = `${offering}.${seat.person}`;
  const givenUp = await tx.fact.findFirst({
    where: { kind: 'seat_given_up', subject },
    orderBy: { seq: 'desc' },
    select: { seq: true, source: true, recordedAt: true },
  });
  const isUnheard =
    givenUp?.source === 'hand' && at < graceAfter(givenUp.recordedAt.getTime(), true, reference);
  if (!isUnheard) {
    const how = z.enum(seatHows).parse(seat.how);
    return seatGiven(
      occasion,
      reference.offering(offering),
      person,
      { how, rule: 'given-back', reason },
      taken,
    );
  }
  const free = await freeSeatNumbers(occasion, reference.offering(offering), taken);
  const number = free.includes(seat.number) ? seat.number : free[0];
  const data = { offering, person: seat.person, term, number };
  return { number, fact: { kind: 'seat_returned', subject, corrects: givenUp.seq, data } };
}
