/** Facts of what is paid: payments as they are read, and which invoices nobody is reminded of. */
import { z } from 'zod';
import { wrongEInvoice } from '../../domain/invoicing/agenda.ts';
import { stopCauses } from '../../domain/invoicing/dunning.ts';
import { lifeId } from '../../domain/lives.ts';
import { type Transaction, toDate, toDateOrNull, toTimestamp } from '../../prisma/client.ts';
import { factKind, knownLives } from './kind.ts';

const isoDate = z.iso.date();

/** The invoicing of the terms of these invoices. */
async function wakesInvoicing(tx: Transaction, invoices: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.invoice.findMany({
    where: { key: { in: [...invoices] } },
    distinct: ['term'],
    select: { term: true },
  });
  return rows.map(({ term }) => lifeId('termInvoicing', term));
}

const payment = z.object({
  seller: z.string(),
  reference: z.string().min(1),
  ocr: z.string(),
  /** Key of the invoice with that OCR; empty when the seller has none. */
  invoice: z.string(),
  /** Öre; below zero when money has gone back. */
  amountOre: z.number().int(),
  paidOn: isoDate,
});

/** Money has come to a seller's account. A payment that was withdrawn may be recorded again. */
export const paymentRecorded = factKind({
  kind: 'payment_recorded',
  schema: payment,
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      const { seller, reference } = data;
      const row = {
        ...data,
        paidOn: toDate(data.paidOn),
        recordedAt: toTimestamp(recordedAt),
        withdrawnAt: null,
      };
      await tx.payment.upsert({
        where: { seller_reference: { seller, reference } },
        create: row,
        update: row,
      });
    }
  },
  wakes: (tx, facts) =>
    wakesInvoicing(
      tx,
      facts.map(({ data }) => data.invoice),
    ),
});

/** A payment was recorded by mistake. */
export const paymentWithdrawn = factKind({
  kind: 'payment_withdrawn',
  schema: payment.pick({ seller: true, reference: true, invoice: true }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      const { seller, reference } = data;
      await tx.payment.updateMany({
        where: { seller, reference },
        data: { withdrawnAt: toTimestamp(recordedAt) },
      });
    }
  },
  wakes: (tx, facts) =>
    wakesInvoicing(
      tx,
      facts.map(({ data }) => data.invoice),
    ),
});

/**
 * All payments to a seller up to and including a day have been read. The newest one holds, so that a day which was said
 * by mistake is taken back by saying the right one.
 */
export const paymentsRead = factKind({
  kind: 'payments_read',
  schema: z.object({ seller: z.string(), through: isoDate }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      const row = { through: toDate(data.through), readAt: toTimestamp(recordedAt) };
      await tx.paymentReading.upsert({
        where: { seller: data.seller },
        create: { seller: data.seller, ...row },
        update: row,
      });
    }
  },
  /** Only an invoice that should have been paid by then can be asked for. */
  async wakes(tx, facts) {
    const overdue = facts.map(({ data: { seller, through } }) => ({
      seller,
      kind: 'invoice',
      dueOn: { lt: toDate(through) },
    }));
    const rows = await tx.invoice.findMany({
      where: { OR: overdue },
      distinct: ['term'],
      select: { term: true },
    });
    return knownLives(
      tx,
      rows.map(({ term }) => lifeId('termInvoicing', term)),
    );
  },
});

/** Nobody is reminded of an invoice until a day, or until somebody ends it. */
export const dunningStopped = factKind({
  kind: 'dunning_stopped',
  schema: z.object({
    invoice: z.string(),
    cause: z.enum(stopCauses),
    /** Last day; empty: until somebody ends it. */
    until: z.union([isoDate, z.literal('')]),
  }),
  async project(tx, facts) {
    for (const { data, validOn } of facts) {
      const row = { cause: data.cause, from: toDate(validOn), until: toDateOrNull(data.until) };
      await tx.dunningStop.upsert({
        where: { invoice: data.invoice },
        create: { invoice: data.invoice, ...row },
        update: row,
      });
    }
  },
  wakes: (tx, facts) =>
    wakesInvoicing(
      tx,
      facts.map(({ data }) => data.invoice),
    ),
});

/** The stop of an invoice ends: the days to the next reminder count from that day. */
export const dunningResumed = factKind({
  kind: 'dunning_resumed',
  schema: z.object({ invoice: z.string() }),
  async project(tx, facts) {
    for (const { data, validOn } of facts) {
      await tx.dunningStop.updateMany({
        where: { invoice: data.invoice },
        data: { until: toDate(validOn) },
      });
    }
  },
  wakes: (tx, facts) =>
    wakesInvoicing(
      tx,
      facts.map(({ data }) => data.invoice),
    ),
});

/** What made an invoice fail its check has been put right: it is checked, and printed, again. */
export const invoiceCheckRepeated = factKind({
  kind: 'invoice_check_repeated',
  schema: z.object({ invoice: z.string() }),
  async project(tx, facts) {
    for (const { data, recordedAt } of facts) {
      await tx.coordinatorTask.updateMany({
        where: { kind: wrongEInvoice, subject: data.invoice, closedAt: null },
        data: { closedAt: toTimestamp(recordedAt) },
      });
    }
  },
  wakes: (tx, facts) =>
    wakesInvoicing(
      tx,
      facts.map(({ data }) => data.invoice),
    ),
});
