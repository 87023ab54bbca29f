/** The invoices for a term's programme seats, the day after they could last be left without cost. */
import { z } from 'zod';
import { seatsOwed } from '../../domain/invoicing/owed.ts';
import type { Dependencies } from '../dependencies.ts';
import { inOneTransaction, type StepInput } from '../lives/ledger.ts';
import { readAccount } from './account.ts';
import { issueInvoices } from './issue.ts';

const detail = z.object({ term: z.string() });

/** One invoice to each municipality with a seat to pay for; the others get none. */
export async function issueSeatInvoices(deps: Dependencies, step: StepInput): Promise<void> {
  const reference = await deps.reference();
  await inOneTransaction(deps, step, async (tx, effect, now) => {
    const { term } = detail.parse(effect.detail);
    const charges = seatsOwed(await readAccount(tx, term, reference), reference);
    await issueInvoices(tx, charges, { term, now, source: step.life, reference });
  });
}
