/** What is paid to a seller, which invoices nobody is reminded of, and invoices that are checked again. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { wrongEInvoice } from '../../domain/invoicing/agenda.ts';
import type { StopCause } from '../../domain/invoicing/dunning.ts';
import type { Ore, SellerCode } from '../../domain/region.ts';
import { fromDate, fromDateOrEmpty } from '../../prisma/client.ts';
import type { Invoice } from '../../prisma/generated/client.ts';
import type { NewFact } from '../facts/record.ts';
import { newest } from './newest.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

export interface NewPayment {
  readonly seller: SellerCode;
  readonly ocr: string;
  /** Below zero when money has gone back. */
  readonly amountOre: Ore;
  readonly paidOn: IsoDate;
  /** Of the transaction: the same one is recorded once. */
  readonly reference: string;
}

export interface PaymentAnswers {
  /** An OCR number that no invoice of the seller has puts the payment on the coordinators' list. */
  recordPayment(payment: NewPayment): Promise<Outcome>;
  /** Takes back a payment that was recorded by mistake. */
  withdrawPayment(payment: { readonly seller: SellerCode; readonly reference: string }): Promise<Outcome>;
  /** All payments up to and including a day have been read; nobody is reminded before. An earlier day corrects a later. */
  readPayments(reading: { readonly seller: SellerCode; readonly through: IsoDate }): Promise<Outcome>;
  /** @param stop the invoice by its number or key; `until` is the last day, empty: until somebody resumes */
  stopDunning(stop: {
    readonly invoice: string;
    readonly cause: StopCause;
    readonly until: IsoDate | '';
  }): Promise<Outcome>;
  resumeDunning(invoice: { readonly invoice: string }): Promise<Outcome>;
  /** Checks an invoice again whose e-invoice did not pass. */
  recheckInvoice(invoice: { readonly invoice: string }): Promise<Outcome>;
}

export const paymentAnswers = (run: Answering): PaymentAnswers => ({
  recordPayment: (payment) =>
    run(`payment ${payment.seller}`, async (occasion) => {
      const { tx } = occasion;
      const { seller, ocr, reference, paidOn, amountOre } = payment;
      assertSeller(occasion, seller);
      assertPast(occasion, paidOn);
      const known = await tx.payment.findUnique({ where: { seller_reference: { seller, reference } } });
      if (known !== null && known.withdrawnAt === null) {
        const isSame =
          known.ocr === ocr && Number(known.amountOre) === amountOre && fromDate(known.paidOn) === paidOn;
        if (isSame) return [];
        throw new AnswerRefused(
          'payment_differs',
          `Betalningen ${reference} till ${seller} finns redan med annat belopp, annan dag eller annat OCR-nummer. Ta först tillbaka den.`,
        );
      }
      const invoice = await tx.invoice.findFirst({ where: { seller, ocr, kind: 'invoice' } });
      const subject = `${seller}.${reference}`;
      const recorded: NewFact = {
        kind: 'payment_recorded',
        subject,
        validOn: paidOn,
        data: { seller, reference, ocr, invoice: invoice?.key ?? '', amountOre, paidOn },
      };
      if (invoice !== null) return [recorded];
      const before = await tx.coordinatorTask.count({ where: { kind: unknownPayment, subject } });
      const key = `${unknownPayment}.${subject}.${before + 1}`;
      return [recorded, { kind: 'task_opened', subject: key, data: { key, kind: unknownPayment, subject } }];
    }),

  withdrawPayment: ({ seller, reference }) =>
    run(`payment ${seller}`, async (occasion) => {
      const { tx } = occasion;
      assertSeller(occasion, seller);
      const known = await tx.payment.findUnique({ where: { seller_reference: { seller, reference } } });
      if (known === null) {
        throw new AnswerRefused(
          'unknown_payment',
          `Det finns ingen betalning ${reference} till ${seller}. Rätta referensen.`,
        );
      }
      if (known.withdrawnAt !== null) return [];
      const subject = `${seller}.${reference}`;
      const task = await tx.coordinatorTask.findFirst({
        where: { kind: unknownPayment, subject, closedAt: null },
      });
      return [
        {
          kind: 'payment_withdrawn',
          subject,
          data: { seller, reference, invoice: known.invoice },
          ...(await newest(tx, 'payment_recorded', subject)),
        },
        ...(task === null
          ? []
          : [{ kind: 'task_closed', subject: task.key, data: { key: task.key } } satisfies NewFact]),
      ];
    }),

  readPayments: ({ seller, through }) =>
    run(`payment ${seller}`, async (occasion) => {
      assertSeller(occasion, seller);
      assertPast(occasion, through);
      const before = await occasion.tx.paymentReading.findUnique({ where: { seller } });
      if (before !== null && fromDate(before.through) === through) return [];
      return [{ kind: 'payments_read', subject: seller, validOn: through, data: { seller, through } }];
    }),

  stopDunning: ({ invoice: name, cause, until }) =>
    run(`dunning ${name}`, async (occasion) => {
      const { tx, today } = occasion;
      const { key } = await findInvoice(occasion, name);
      if (until !== '' && until < today) {
        throw new AnswerRefused('date_passed', `${until} har passerat (i dag är ${today}). Rätta datumet.`);
      }
      const row = await tx.dunningStop.findUnique({ where: { invoice: key } });
      if (row !== null && row.cause === cause && fromDateOrEmpty(row.until) === until) return [];
      return [{ kind: 'dunning_stopped', subject: key, data: { invoice: key, cause, until } }];
    }),

  resumeDunning: ({ invoice: name }) =>
    run(`dunning ${name}`, async (occasion) => {
      const { tx, today } = occasion;
      const { key } = await findInvoice(occasion, name);
      const row = await tx.dunningStop.findUnique({ where: { invoice: key } });
      if (row === null) {
        throw new AnswerRefused('no_dunning_stop', `Faktura ${name} har inget kravstopp att häva.`);
      }
      if (row.until !== null && fromDate(row.until) <= today) return [];
      return [
        {
          kind: 'dunning_resumed',
          subject: key,
          data: { invoice: key },
          ...(await newest(tx, 'dunning_stopped', key)),
        },
      ];
    }),

  recheckInvoice: ({ invoice: name }) =>
    run(`invoice ${name}`, async (occasion) => {
      const { key } = await findInvoice(occasion, name);
      const open = await occasion.tx.coordinatorTask.count({
        where: { kind: wrongEInvoice, subject: key, closedAt: null },
      });
      if (open > 0) return [{ kind: 'invoice_check_repeated', subject: key, data: { invoice: key } }];
      throw new AnswerRefused('nothing_awaited', `Faktura ${name} väntar inte på någon ny granskning.`);
    }),
});

/** Kind of the task of a payment whose OCR number no invoice has. */
const unknownPayment = 'payment_unknown';

function assertSeller({ reference }: Occasion, seller: SellerCode): void {
  if (reference.sellers.some(({ code }) => code === seller)) return;
  const codes = reference.sellers.map(({ code }) => code).join(', ');
  throw new AnswerRefused('unknown_seller', `Säljaren ”${seller}” finns inte. Säljarna är ${codes}.`);
}

function assertPast({ today }: Occasion, date: IsoDate): void {
  if (date <= today) return;
  throw new AnswerRefused(
    'date_not_yet',
    `${date} ligger framåt i tiden (i dag är ${today}). Rätta datumet.`,
  );
}

/** By its key, or by its number as it stands on the invoice. */
async function findInvoice({ tx, reference }: Occasion, name: string): Promise<Invoice> {
  const [, seller = '', year = '', number = ''] = /^(.+)-(\d{4})-(\d{5,})$/.exec(name) ?? [];
  const code = reference.sellers.find((one) => one.code.toUpperCase() === seller.toUpperCase())?.code;
  const row = await tx.invoice.findFirst({
    where: {
      kind: { in: ['invoice', 'credit_note'] },
      OR: [
        { key: name },
        ...(code === undefined ? [] : [{ seller: code, year: Number(year), number: Number(number) }]),
      ],
    },
  });
  if (row !== null) return row;
  throw new AnswerRefused(
    'unknown_invoice',
    `Det finns ingen faktura ”${name}”. Skriv numret som det står på fakturan, till exempel HDA-2026-00012.`,
  );
}
