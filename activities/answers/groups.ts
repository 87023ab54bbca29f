/** Going on with a later training group: the seat is given up, what is passed stays, and a plan says when it goes on. */
import { z } from 'zod';
import { lastDay } from '../../domain/offering/days.ts';
import { postOn } from '../../domain/reference.ts';
import { fromDate } from '../../prisma/client.ts';
import type { NewFact } from '../facts/record.ts';
import { standing } from '../facts/standing.ts';
import { assertCooperates, assertInPost, findManager, findOffering, findPerson, findTerm } from './lookUp.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';
import { assertAnswersFor, assertHasNoOther } from './seats.ts';
import { seatAgain } from './seatUndo.ts';

export interface GroupSwitch {
  readonly person: string;
  /** Who says so: the manager, a chief above, or a coordinator. */
  readonly by: string;
}

export interface GroupAnswers {
  /**
   * A manager goes on with the group of a later term. Seats in the programme before it are given up, by the same days
   * and fees as for anybody who leaves; a plan until the term begins keeps an escalation silent. The deadline of a
   * decision stays: an extension moves that.
   */
  switchGroup(answer: GroupSwitch & { readonly term: string }): Promise<Outcome>;
  /** Undoes the newest switch: the seats again, while they are free and the course is not over, and the plan falls. */
  undoSwitch(answer: GroupSwitch): Promise<Outcome>;
}

export const groupAnswers = (run: Answering): GroupAnswers => ({
  switchGroup: ({ person: id, term: code, by }) =>
    run(id, async (occasion) => {
      const { tx, reference, today } = occasion;
      const person = findManager(occasion, id);
      assertAnswersFor(occasion, by, person);
      const term = findTerm(reference, code);
      assertCooperates(occasion, person, code);
      const held = await tx.seat.findMany({
        where: { person: id, courseKind: 'programme', state: 'held' },
        orderBy: { offering: 'asc' },
      });
      const left = held.filter(
        (seat) =>
          reference.term(seat.term).start < term.start &&
          lastDay(findOffering(reference, seat.offering)).date >= today,
      );
      if (left.length === 0) {
        if (await isSwitched(occasion, id, code)) return [];
        throw new AnswerRefused(
          'no_seat',
          `${id} har ingen plats i en tidigare grupp än ${code} att byta från. Godta i stället en plan till terminen.`,
        );
      }
      return [
        ...left.map(
          ({ offering, term: of }): NewFact => ({
            kind: 'seat_given_up',
            subject: `${offering}.${id}`,
            data: {
              ...{ offering, person: id, term: of, state: 'withdrawn' },
              ...{ cause: 'switched', switchedTo: code },
            },
          }),
        ),
        {
          kind: 'respite_granted',
          subject: `${id}.plan`,
          validOn: today,
          data: { person: id, kind: 'plan', from: today, until: term.start, cause: '', grantedBy: by },
        },
      ];
    }),

  undoSwitch: ({ person: id, by }) =>
    run(id, async (occasion) => {
      const { tx, reference, today } = occasion;
      const person = postOn(reference, findPerson(reference, id).id, today);
      assertInPost(person, today);
      assertAnswersFor(occasion, by, person);
      const seats = await tx.seat.findMany({
        where: { person: id, state: 'withdrawn', endedCause: 'switched' },
        orderBy: [{ endedAt: 'desc' }, { offering: 'asc' }],
      });
      const [newest] = seats;
      if (newest === undefined) {
        throw new AnswerRefused('nothing_to_undo', `${id} har inte bytt grupp. Rätta personen.`);
      }
      const facts: NewFact[] = [];
      for (const seat of seats) {
        const offering = findOffering(reference, seat.offering);
        if (seat.endedAt?.getTime() !== newest.endedAt?.getTime() || lastDay(offering).date < today) continue;
        const payer = { ...person, municipality: seat.municipality };
        await assertHasNoOther(occasion, offering, payer);
        const reason = 'Bytet till en senare grupp har tagits tillbaka.';
        facts.push((await seatAgain(occasion, seat, payer, reason)).fact);
      }
      if (facts.length === 0) {
        throw new AnswerRefused(
          'offering_over',
          `Kursen som ${id} lämnade är slut, så bytet går inte att ta tillbaka. Nominera till en kommande termin.`,
        );
      }
      return [...facts, ...(await planOfSwitch(occasion, id, newest.switchedTo))];
    }),
});

const isSwitched = async ({ tx }: Occasion, person: string, switchedTo: string): Promise<boolean> =>
  (await tx.seat.count({ where: { person, state: 'withdrawn', endedCause: 'switched', switchedTo } })) > 0;

const planned = z.object({ from: z.iso.date(), until: z.string() });

/** Takes back the plan that came with the switch, unless it has been taken back or given another end since. */
async function planOfSwitch({ tx, reference }: Occasion, person: string, term: string): Promise<NewFact[]> {
  const subject = `${person}.plan`;
  const log = await tx.fact.findMany({
    where: { subject, kind: { in: ['respite_granted', 'respite_ended', 'respite_withdrawn'] } },
    orderBy: { seq: 'asc' },
  });
  const newest = standing(log, 'respite_withdrawn').at(-1);
  if (newest === undefined || newest.kind !== 'respite_granted') return [];
  const { from, until } = planned.parse(newest.data);
  if (until !== reference.term(term).start || from !== fromDate(newest.validOn)) return [];
  return [{ kind: 'respite_withdrawn', subject, corrects: newest.seq, data: { person, kind: 'plan', from } }];
}
