/** The invoices for what the municipalities pay once a year. */
import { z } from 'zod';
import { yearlyCharges } from '../../domain/invoicing/yearly.ts';
import type { Dependencies } from '../dependencies.ts';
import { inOneTransaction, type StepInput } from '../lives/ledger.ts';
import { issueInvoices } from './issue.ts';

const detail = z.object({ term: z.string() });

/** One invoice to each municipality that takes part. */
export async function issueYearlyInvoices(deps: Dependencies, step: StepInput): Promise<void> {
  const reference = await deps.reference();
  await inOneTransaction(deps, step, async (tx, effect, now) => {
    const { term } = detail.parse(effect.detail);
    await issueInvoices(tx, yearlyCharges(term, reference), { term, now, source: step.life, reference });
  });
}
