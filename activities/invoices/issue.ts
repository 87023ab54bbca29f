/** Invoices and credit notes as facts: their lines, totals, dates and numbers, in the caller's transaction. */
import { z } from 'zod';
import type { Instant } from '../../domain/calendar/dates.ts';
import { groupBy } from '../../domain/groupBy.ts';
import type { CreditedLine } from '../../domain/invoicing/corrections.ts';
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
    const issued = await issuedKeys(tx, term, seller);
    for (const charged of invoicesOf(sold)) {
      const { municipality } = charged[0];
      const lines = charged.map(({ line }) => line);
      const base = `${term}.${seller}.${municipality}`;
      const key = keyAfter(issued, base, '');
      issued.push(key);
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

/**
 * Issues one credit note for each invoice with lines to take back, numbered in order of seller, municipality code and
 * invoice, in the same series as the invoices.
 */
export async function issueCreditNotes(
  tx: Transaction,
  credits: readonly CreditedLine[],
  { term, now, source, reference }: InvoiceOccasion,
): Promise<void> {
  const issuedOn = reference.calendar.dateOf(now);
  const year = Number(issuedOn.slice(0, 4));
  const facts: NewFact[] = [];
  for (const [seller, sold] of sorted(groupBy(credits, (credit) => credit.seller))) {
    let number = await lockedCounter(tx, seller, year);
    const issued = await issuedKeys(tx, term, seller);
    for (const [municipality, taken] of sorted(groupBy(sold, (credit) => credit.municipality))) {
      const base = `${term}.${seller}.${municipality}`;
      for (const [credited, rows] of sorted(groupBy(taken, (credit) => credit.invoice))) {
        const lines = rows
          .toSorted((a, b) => a.position - b.position)
          .map(({ line, position, reason }) => ({
            ...line,
            amountOre: -line.amountOre,
            creditedPosition: position,
            reason,
          }));
        const key = keyAfter(issued, base, 'credit-');
        issued.push(key);
        number += 1;
        facts.push({
          kind: 'credit_note_issued',
          subject: key,
          data: {
            ...{ key, credits: credited, seller, year, number, municipality, term, lines, ocr: '' },
            // Nothing is to be paid, so there is no day to pay by.
            ...{ issuedOn, dueOn: issuedOn },
            ...totals(lines),
          },
        });
      }
    }
  }
  await record(tx, { at: now, today: issuedOn, source }, facts);
}

/**
 * What a seller charges, an invoice at a time: to one municipality, and what is outside VAT for itself, as an e-invoice
 * must have it (EN 16931, BR-O-11).
 */
const invoicesOf = (sold: readonly Charge[]): readonly [Charge, ...Charge[]][] =>
  sorted(
    groupBy(sold, ({ municipality, line }) => `${municipality}${line.vatCategory === 'O' ? ' O' : ''}`),
  ).flatMap(([, [first, ...rest]]) => (first === undefined ? [] : [[first, ...rest]]));

/** Keys of what a seller has issued for a term. */
async function issuedKeys(tx: Transaction, term: TermCode, seller: SellerCode): Promise<string[]> {
  const rows = await tx.invoice.findMany({ where: { term, seller }, select: { key: true } });
  return rows.map(({ key }) => key);
}

/**
 * The first invoice of a term between two has the plain key, what follows a number: a second invoice is sent by a seller
 * of both seats and course days, and when something was left out of the first.
 */
export function keyAfter(issued: readonly string[], base: string, kind: '' | 'credit-'): string {
  const earlier = issued.filter((key) => key === base || key.startsWith(`${base}.`)).length;
  return earlier === 0 && kind === '' ? base : `${base}.${kind}${earlier + 1}`;
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
