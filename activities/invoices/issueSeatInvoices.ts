/** The invoices for a term's programme seats, the day after they could last be left without cost. */
import { z } from 'zod';
import { seatCharges } from '../../domain/invoicing/lines.ts';
import { fromDateOrEmpty } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { inOneTransaction, type StepInput } from '../lives/ledger.ts';
import { issueInvoices } from './issue.ts';

const detail = z.object({ term: z.string(), freeWithdrawalUntil: z.iso.date() });

/** One invoice to each municipality with a seat to pay for; the others get none. */
export async function issueSeatInvoices(deps: Dependencies, step: StepInput): Promise<void> {
  const reference = await deps.reference();
  await inOneTransaction(deps, step, async (tx, effect, now) => {
    const { term, freeWithdrawalUntil } = detail.parse(effect.detail);
    const rows = await tx.seat.findMany({ where: { term, courseKind: 'programme' } });
    const seats = rows.map(({ givenAt, endedOn, ...seat }) => ({
      ...seat,
      givenOn: reference.calendar.dateOf(givenAt.getTime()),
      endedOn: fromDateOrEmpty(endedOn),
    }));
    const charges = seatCharges(seats, freeWithdrawalUntil, reference);
    await issueInvoices(tx, charges, { term, now, source: step.life, reference });
  });
}
