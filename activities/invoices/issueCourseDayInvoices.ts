/** The invoices for a term's course days, when all of them have been held and registered. */
import { z } from 'zod';
import { courseDaysOwed } from '../../domain/invoicing/owed.ts';
import type { Dependencies } from '../dependencies.ts';
import { inOneTransaction, type StepInput } from '../lives/ledger.ts';
import { readAccount } from './account.ts';
import { issueInvoices } from './issue.ts';

const detail = z.object({ term: z.string() });

/** One invoice to each municipality that had somebody there; the municipality is that for which the seat was given. */
export async function issueCourseDayInvoices(deps: Dependencies, step: StepInput): Promise<void> {
  const reference = await deps.reference();
  await inOneTransaction(deps, step, async (tx, effect, now) => {
    const { term } = detail.parse(effect.detail);
    const charges = courseDaysOwed(await readAccount(tx, term, reference), reference);
    await issueInvoices(tx, charges, { term, now, source: step.life, reference });
  });
}
