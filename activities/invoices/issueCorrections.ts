/** Credit notes and additional invoices for what facts have changed since a term was invoiced. */
import { z } from 'zod';
import { corrections } from '../../domain/invoicing/corrections.ts';
import type { Dependencies } from '../dependencies.ts';
import { inOneTransaction, type StepInput } from '../lives/ledger.ts';
import { readAccount, readStanding } from './account.ts';
import { issueCreditNotes, issueInvoices } from './issue.ts';

const detail = z.object({ term: z.string() });

/** The difference between what is owed and what stands on invoices, as it is in this transaction. */
export async function issueCorrections(deps: Dependencies, step: StepInput): Promise<void> {
  const reference = await deps.reference();
  await inOneTransaction(deps, step, async (tx, effect, now) => {
    const { term } = detail.parse(effect.detail);
    const issued = await tx.effect.findMany({
      where: {
        life: step.life,
        status: 'done',
        kind: { in: ['issue_seat_invoices', 'issue_course_day_invoices', 'issue_yearly_invoices'] },
      },
    });
    const kinds = issued.map(({ kind }) => kind);
    const { credits, additions } = corrections(
      await readAccount(tx, term, reference),
      {
        seats: kinds.includes('issue_seat_invoices'),
        courseDays: kinds.includes('issue_course_day_invoices'),
        yearly: kinds.includes('issue_yearly_invoices'),
      },
      await readStanding(tx, term),
      reference,
    );
    const occasion = { term, now, source: step.life, reference };
    await issueCreditNotes(tx, credits, occasion);
    await issueInvoices(tx, additions, occasion);
  });
}
