/** Reads what a term is owed and what stands on its invoices, in the caller's transaction. */
import { z } from 'zod';
import type { StandingLine } from '../../domain/invoicing/corrections.ts';
import type { Account } from '../../domain/invoicing/owed.ts';
import type { Reference } from '../../domain/reference.ts';
import { type OfferingCode, type TermCode, vatCategories } from '../../domain/region.ts';
import { fromDateOrEmpty, type Transaction } from '../../prisma/client.ts';

/** A line as it was booked. */
export const invoiceLineSchema = z.object({
  article: z.string(),
  title: z.string(),
  person: z.string(),
  offering: z.string(),
  day: z.number().int(),
  quantity: z.number().int(),
  amountOre: z.coerce.number().int(),
  vatCategory: z.enum(vatCategories),
  vatPercent: z.number().int(),
  funding: z.string(),
  decision: z.string(),
});

/** The rows that say what the term is owed: the same ones as the plan of its invoicing reads. */
export async function readAccount(tx: Transaction, term: TermCode, reference: Reference): Promise<Account> {
  const offerings = reference
    .offeringsOf(term)
    .filter(({ course }) => reference.course(course).kind === 'course_day')
    .map(({ code }) => code);
  const where = { offering: { in: offerings } };
  const seats = await tx.seat.findMany({ where: { term, courseKind: 'programme' } });
  const attendance = await tx.attendance.findMany({ where: { ...where, present: true } });
  const holders = await tx.seat.findMany({ where });
  const payer = new Map([
    ...(await guestPayers(tx, offerings)),
    ...holders.map((seat) => [`${seat.offering}/${seat.person}`, seat.municipality] as const),
  ]);
  const days = await tx.courseDay.findMany({ where });
  return {
    term,
    seats: seats.map(({ givenAt, endedAt, endedOn, ...seat }) => ({
      ...seat,
      givenOn: reference.calendar.dateOf(givenAt.getTime()),
      endedOn: fromDateOrEmpty(endedOn),
      changedAt: (endedAt ?? givenAt).getTime(),
    })),
    presences: attendance.map(({ offering, day, person }) => ({
      ...{ offering, day, person },
      municipality: payer.get(`${offering}/${person}`) ?? '',
    })),
    days: days.flatMap(({ offering, number, attendanceRegisteredAt }) =>
      attendanceRegisteredAt === null
        ? []
        : [{ offering, day: number, registeredAt: attendanceRegisteredAt.getTime() }],
    ),
  };
}

/** Who makes up a day in another offering is charged to the municipality for which the seat at home was given. */
async function guestPayers(tx: Transaction, offerings: readonly OfferingCode[]) {
  const guests = await tx.makeUp.findMany({
    where: { offering: { in: [...offerings] }, state: 'booked' },
    orderBy: [{ home: 'desc' }, { homeDay: 'desc' }],
  });
  const homes = await tx.seat.findMany({ where: { offering: { in: guests.map(({ home }) => home) } } });
  return guests.flatMap(({ home, offering, person }) => {
    const seat = homes.find((row) => row.offering === home && row.person === person);
    return seat === undefined ? [] : [[`${offering}/${person}`, seat.municipality] as const];
  });
}

/** Lines of the term's invoices that no credit note has taken back, in the order in which they were issued. */
export async function readStanding(tx: Transaction, term: TermCode): Promise<StandingLine[]> {
  const documents = await tx.invoice.findMany({
    where: { term },
    orderBy: [{ issuedAt: 'asc' }, { key: 'asc' }],
  });
  const rows = await tx.invoiceLine.findMany({
    where: { invoice: { in: documents.map(({ key }) => key) } },
    orderBy: { position: 'asc' },
  });
  const credited = new Set(rows.map((row) => `${row.creditedInvoice} ${row.creditedPosition}`));
  return documents
    .filter(({ kind }) => kind === 'invoice')
    .flatMap(({ key, seller, municipality }) =>
      rows
        .filter((row) => row.invoice === key && !credited.has(`${key} ${row.position}`))
        .map((row) => ({
          ...{ invoice: key, position: row.position, seller, municipality },
          line: invoiceLineSchema.parse(row),
        })),
    );
}
