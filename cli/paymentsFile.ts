/** A file of payments from the bank: checked whole, then entered in one transaction or not at all. */
import { basename, dirname } from 'node:path';
import { AnswerRefused, answersIn } from '../activities/answers/answers.ts';
import type { NewPayment } from '../activities/answers/payments.ts';
import type { Dependencies } from '../activities/dependencies.ts';
import { signedOreFromKronor } from '../domain/money.ts';
import { fromDate } from '../prisma/client.ts';
import { ErrorLog, type FileError } from '../regions/reader/fileErrors.ts';
import { readSource } from '../regions/reader/files.ts';
import type { Row } from '../regions/reader/row.ts';
import { readTable } from '../regions/reader/table.ts';

const columns = ['ocr', 'amount_kr', 'date', 'reference'] as const;
type Column = (typeof columns)[number];

export type PaymentsImport =
  | { readonly ok: true; readonly lines: number; readonly recorded: number; readonly through: string }
  | { readonly ok: false; readonly errors: readonly FileError[] };

/** Rolls the transaction back; what is wrong stands in the log. */
class Undone extends Error {}

/**
 * Records all payments to a seller, and that its payments have been read. A line whose reference is known already changes
 * nothing, so that files may overlap.
 * @param through the last day that the file holds; without it the day of its newest line, or today when it has none
 * @returns how many facts were new; or every mistake with its place, and then nothing has been entered
 */
export async function importPayments(
  deps: Pick<Dependencies, 'db' | 'clock' | 'reference'>,
  seller: string,
  file: string,
  through?: string,
): Promise<PaymentsImport> {
  const errors = new ErrorLog();
  const text = await readSource(dirname(file), basename(file), false, errors);
  const rows = readTable(text, columns, errors).rows.map((row) => ({
    row,
    payment: readPayment(row, seller),
  }));
  if (errors.all().length > 0) return { ok: false, errors: errors.all() };
  const reference = await deps.reference();
  try {
    return await deps.db.$transaction(
      async (tx) => {
        const at = await deps.clock.now(tx);
        const today = reference.calendar.dateOf(at);
        const answers = answersIn({ tx, reference, at, today }, 'hand');
        let recorded = 0;
        for (const { row, payment } of rows) {
          try {
            recorded += (await answers.recordPayment(payment)).recorded;
          } catch (error) {
            if (!(error instanceof AnswerRefused)) throw error;
            row.wrong('reference', error.message);
          }
        }
        if (errors.all().length > 0) throw new Undone();
        const newest = rows
          .map(({ payment }) => payment.paidOn)
          .sort()
          .at(-1);
        const last = through ?? newest ?? today;
        const before = await tx.paymentReading.findUnique({ where: { seller } });
        // An older file once more takes nothing back of what has been read since.
        if (before === null || fromDate(before.through) < last)
          recorded += (await answers.readPayments({ seller, through: last })).recorded;
        return { ok: true, lines: rows.length, recorded, through: last } as const;
      },
      { timeout: 10 * 60_000 },
    );
  } catch (error) {
    if (error instanceof Undone) return { ok: false, errors: errors.all() };
    throw error;
  }
}

function readPayment(row: Row<Column>, seller: string): NewPayment {
  const ocr = row.required('ocr');
  if (ocr !== '' && !/^\d{1,25}$/.test(ocr)) {
    row.wrong('ocr', `”${ocr}” är inget OCR-nummer. Skriv bara siffror, som på fakturan.`);
  }
  const amount = row.required('amount_kr');
  const amountOre = signedOreFromKronor(amount);
  if (amount !== '' && (amountOre === undefined || amountOre === 0)) {
    row.wrong('amount_kr', `”${amount}” är inget belopp. Skriv kronor, till exempel 25000 eller 562,50.`);
  }
  return {
    seller,
    ocr,
    amountOre: amountOre ?? 0,
    paidOn: row.date('date'),
    reference: row.required('reference'),
  };
}
