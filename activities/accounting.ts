/** The accounting file of a seller: what was invoiced, credited and paid in a period, and the shares of the trainer pot. */
import { accountNames, pc8, sieText } from '../domain/accounting/sie.ts';
import { vouchersOf } from '../domain/accounting/vouchers.ts';
import type { IsoDate } from '../domain/calendar/dates.ts';
import type { Reference } from '../domain/reference.ts';
import type { SellerCode } from '../domain/region.ts';
import { type Database, Prisma, toDate } from '../prisma/client.ts';
import { readInvoices, readPayments, readShares } from './reconciliation.ts';

/** The file cannot be made as it was asked for; the message says why. */
export class NoAccountingFile extends Error {
  override readonly name = 'NoAccountingFile';
}

export interface AccountingFile {
  /** Bytes in code page 437. */
  readonly content: Uint8Array;
  readonly vouchers: number;
}

export interface AccountingPeriod {
  readonly seller: SellerCode;
  /** Both included, in one calendar year. */
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/**
 * @param program name and version, as the file says what made it
 * @param today the day on which it is made
 * @throws NoAccountingFile for an unknown seller or a period that is not within one calendar year
 */
export async function accountingFile(
  db: Database,
  reference: Reference,
  { seller: code, from, to }: AccountingPeriod,
  program: { readonly name: string; readonly version: string },
  today: IsoDate,
): Promise<AccountingFile> {
  const seller = reference.sellers.find((one) => one.code === code);
  if (seller === undefined) {
    const known = reference.sellers.map((one) => one.code).join(', ');
    throw new NoAccountingFile(`There is no seller "${code}". The sellers are ${known}.`);
  }
  const year = Number(from.slice(0, 4));
  if (to < from || to.slice(0, 4) !== from.slice(0, 4)) {
    throw new NoAccountingFile(`From ${from} to ${to} is no period within one calendar year.`);
  }
  const { accounting } = reference.rules;
  const period = { gte: toDate(from), lte: toDate(to) };
  const booked = await db.$transaction(
    async (tx) => ({
      invoices: await readInvoices(tx, { seller: code, issuedOn: period }),
      payments: await readPayments(tx, { seller: code, paidOn: period }),
      shares: await readShares(tx, { seller: code, issuedOn: period }),
    }),
    { isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead },
  );
  const vouchers = vouchersOf(booked, accounting);
  const text = sieText(
    { program, generatedOn: today, company: seller, year, vouchers },
    accountNames(accounting),
  );
  return { content: pc8(text), vouchers: vouchers.length };
}
