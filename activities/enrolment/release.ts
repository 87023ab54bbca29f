/** What somebody cannot use is given back: one transaction from the effect to its fact. */
import { z } from 'zod';
import type { Transaction } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { type NewFact, record } from '../facts/record.ts';
import { type EffectRow, inOneTransaction, type StepInput } from '../lives/ledger.ts';

const detail = z.discriminatedUnion('what', [
  z.object({ what: z.literal('seat'), offering: z.string() }),
  z.object({ what: z.literal('nomination'), term: z.string() }),
  z.object({ what: z.literal('waiting'), term: z.string() }),
]);

export async function releasePlace(deps: Dependencies, step: StepInput): Promise<void> {
  const { calendar } = await deps.reference();
  await inOneTransaction(deps, step, async (tx, effect, now) => {
    const context = { at: now, today: calendar.dateOf(now), source: step.life };
    await record(tx, context, await given(tx, effect));
  });
}

/** Nothing when somebody gave it up meanwhile. */
async function given(
  tx: Transaction,
  { person, rule, reason, detail: found }: EffectRow,
): Promise<NewFact[]> {
  const about = detail.parse(found);
  if (about.what === 'seat') {
    const { offering } = about;
    const seat = await tx.seat.findUnique({ where: { offering_person: { offering, person } } });
    if (seat?.state !== 'held') return [];
    const subject = `${offering}.${person}`;
    return [
      { kind: 'seat_given_up', subject, data: { offering, person, term: seat.term, state: 'withdrawn' } },
    ];
  }
  const { term } = about;
  const id = { term_person: { term, person } };
  const subject = `${term}.${person}`;
  if (about.what === 'waiting') {
    const place = await tx.waitingPlace.findUnique({ where: id });
    if (place?.state !== 'waiting') return [];
    return [{ kind: 'waiting_place_left', subject, data: { term, person, reason } }];
  }
  const nomination = await tx.nomination.findUnique({ where: id });
  if (nomination?.state !== 'nominated') return [];
  const { chief, course } = nomination;
  return [
    {
      kind: 'nomination_made',
      subject,
      data: { term, person, chief, course, state: 'declined', rule, reason },
    },
  ];
}
