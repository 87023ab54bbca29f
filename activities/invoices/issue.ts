/** Invoices as facts: their lines, totals, dates and numbers, in the caller's transaction. */
import { z } from 'zod';
import type { Instant } from '../../domain/calendar/dates.ts';
import { groupBy } from '../../domain/groupBy.ts';
import type { Charge } from '../../domain/invoicing/lines.ts';
import { invoiceOcr } from '../../domain/invoicing/ocr.ts';
import { totals } from '../../domain/invoicing/totals.ts';
import type { Reference } from '../../domain/reference.ts';
import type { SellerCode, TermCode } from '../../domain/region.ts';
import type { Transaction } from '../../prisma/client.ts';
import { type NewFact, record } from '../facts/record.ts';

export interface InvoiceOccasion {
  readonly term: TermCode;
  readonly now: Instant;
  /** The life that issues them. */
  readonly source: string;
  readonly reference: Reference;
}

/**
 * Issues one invoice to each municipality and seller among the charges, numbered in order of seller and municipality
 * code. Numbers of a seller and year have no gaps: the counter's row stays locked until the transaction ends, and a
 * transaction that fails takes its numbers back.
 */
export async function issueInvoices(
  tx: Transaction,
  charges: readonly Charge[],
  { term, now, source, reference }: InvoiceOccasion,
): Promise<void> {
  const { calendar, rules } = reference;
  const issuedOn = calendar.dateOf(now);
  const dueOn = calendar.orNextWorkingDay(calendar.addDays(issuedOn, rules.invoicing.paymentDays));
  const year = Number(issuedOn.slice(0, 4));
  const facts: NewFact[] = [];
  for (const [seller, sold] of sorted(groupBy(charges, (charge) => charge.seller))) {
    let number = await lockedCounter(tx, seller, year);
    for (const [municipality, charged] of sorted(groupBy(sold, (charge) => charge.municipality))) {
      const lines = charged.map(({ line }) => line);
      const key = await freeKey(tx, `${term}.${seller}.${municipality}`);
      number += 1;
      facts.push({
        kind: 'invoice_issued',
        subject: key,
        data: {
          ...{ key, seller, year, number, municipality, term, issuedOn, dueOn, lines },
          ...totals(lines),
          ocr: invoiceOcr(year, number),
        },
      });
    }
  }
  await record(tx, { at: now, today: issuedOn, source }, facts);
}

/** A seller of both seats and course days sends a municipality a second invoice the same term. */
async function freeKey(tx: Transaction, key: string): Promise<string> {
  const earlier = await tx.invoice.count({ where: { OR: [{ key }, { key: { startsWith: `${key}.` } }] } });
  return earlier === 0 ? key : `${key}.${earlier + 1}`;
}

const counterRow = z.tuple([z.object({ last: z.number().int() })]);

/** The last number given; nobody else gives one of this seller and year before this transaction ends. */
async function lockedCounter(tx: Transaction, seller: SellerCode, year: number): Promise<number> {
  await tx.$executeRaw`
    insert into invoice_counter (seller, year, last) values (${seller}, ${year}, 0) on conflict do nothing`;
  const rows = await tx.$queryRaw<unknown[]>`
    select last from invoice_counter where seller = ${seller} and year = ${year} for update`;
  return counterRow.parse(rows)[0].last;
}

function sorted<T>(groups: ReadonlyMap<string, T>): [string, T][] {
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}
