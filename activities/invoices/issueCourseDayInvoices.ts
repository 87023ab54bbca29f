/** The invoices for a term's course days, when all of them have been held and registered. */
import { z } from 'zod';
import { courseDayCharges } from '../../domain/invoicing/lines.ts';
import type { Dependencies } from '../dependencies.ts';
import { inOneTransaction, type StepInput } from '../lives/ledger.ts';
import { issueInvoices } from './issue.ts';

const detail = z.object({ term: z.string() });

/** One invoice to each municipality that had somebody there; the municipality is that for which the seat was given. */
export async function issueCourseDayInvoices(deps: Dependencies, step: StepInput): Promise<void> {
  const reference = await deps.reference();
  await inOneTransaction(deps, step, async (tx, effect, now) => {
    const { term } = detail.parse(effect.detail);
    const offerings = reference
      .offeringsOf(term)
      .filter(({ course }) => reference.course(course).kind === 'course_day')
      .map(({ code }) => code);
    const where = { offering: { in: offerings } };
    const attendance = await tx.attendance.findMany({ where: { ...where, present: true } });
    const seats = await tx.seat.findMany({ where });
    const holder = new Map(seats.map((seat) => [`${seat.offering}/${seat.person}`, seat.municipality]));
    const charges = courseDayCharges(
      attendance.map((row) => ({
        ...row,
        // Somebody who came without a seat is charged to where they work.
        municipality:
          holder.get(`${row.offering}/${row.person}`) ?? reference.person(row.person).municipality,
      })),
      reference,
    );
    await issueInvoices(tx, charges, { term, now, source: step.life, reference });
  });
}
