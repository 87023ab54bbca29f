/** A decision of a term's enrolment: one transaction from the facts to the new ones. */
import { z } from 'zod';
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { Reference } from '../../domain/reference.ts';
import type { TermCode } from '../../domain/region.ts';
import type { Transaction } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { type NewFact, record } from '../facts/record.ts';
import { inOneTransaction, type StepInput } from '../lives/ledger.ts';

const detail = z.object({ term: z.string() });

export interface Occasion {
  readonly term: TermCode;
  readonly today: IsoDate;
  readonly reference: Reference;
}

/** @param facts what is decided, read and worked out in the transaction that records it */
export function termDecision(facts: (tx: Transaction, occasion: Occasion) => Promise<NewFact[]>) {
  return async (deps: Dependencies, step: StepInput): Promise<void> => {
    const reference = await deps.reference();
    await inOneTransaction(deps, step, async (tx, effect, now) => {
      const { term } = detail.parse(effect.detail);
      const today = reference.calendar.dateOf(now);
      await record(tx, { at: now, today, source: step.life }, await facts(tx, { term, today, reference }));
    });
  };
}
