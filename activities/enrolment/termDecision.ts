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
  /** What the plan said about the step: ids, codes and dates. */
  readonly detail: unknown;
}

/** @param facts what is decided, read and worked out in the transaction that records it */
export function termDecision(facts: (tx: Transaction, occasion: Occasion) => Promise<NewFact[]>) {
  return preparedDecision(async () => undefined, facts);
}

/**
 * A decision that takes long to work out: that is done before the transaction, so that nobody waits for it meanwhile.
 * @param prepare reads and works out; not done again when the effect has its outcome
 * @param facts reads again in the transaction, and uses what was prepared where it still holds
 */
export function preparedDecision<Prepared>(
  prepare: (tx: Transaction, occasion: Occasion) => Promise<Prepared>,
  facts: (tx: Transaction, occasion: Occasion, prepared: Prepared) => Promise<NewFact[]>,
) {
  return async (deps: Dependencies, step: StepInput): Promise<void> => {
    const reference = await deps.reference();
    const found = await deps.db.effect.findUnique({ where: { key: step.key } });
    if (found === null || found.status === 'done') return;
    const occasion = (effect: { readonly detail: unknown }, now: number): Occasion => ({
      term: detail.parse(effect.detail).term,
      today: reference.calendar.dateOf(now),
      reference,
      detail: effect.detail,
    });
    const prepared = await prepare(deps.db, occasion(found, await deps.clock.now(deps.db)));
    await inOneTransaction(deps, step, async (tx, effect, now) => {
      const at = occasion(effect, now);
      await record(tx, { at: now, today: at.today, source: step.life }, await facts(tx, at, prepared));
    });
  };
}
