/** Invoices and periods of reports. */
import { toDate, toTimestamp } from '../../../../prisma/client.ts';
import type { ReducersOf } from './reducer.ts';

const noCredit = { creditedInvoice: '', creditedPosition: 0, reason: '' };

export const moneyReducers: ReducersOf<
  | 'invoice_issued'
  | 'credit_note_issued'
  | 'trainer_shares_credited'
  | 'payment_recorded'
  | 'payment_withdrawn'
  | 'payments_read'
  | 'dunning_stopped'
  | 'dunning_resumed'
  | 'invoice_check_repeated'
  | 'report_period_opened'
> = {
  invoice_issued({ invoice, invoiceLine, invoiceCounter }, { data, recordedAt }) {
    const { lines, netOre, vatOre, totalOre, issuedOn, dueOn, ...rest } = data;
    invoice.insert({
      ...rest,
      kind: 'invoice',
      credits: '',
      netOre: BigInt(netOre),
      vatOre: BigInt(vatOre),
      totalOre: BigInt(totalOre),
      issuedOn: toDate(issuedOn),
      dueOn: toDate(dueOn),
      issuedAt: toTimestamp(recordedAt),
    });
    lines.forEach(({ amountOre, ...line }, index) => {
      const place = { invoice: data.key, position: index + 1 };
      invoiceLine.insert({ ...place, ...line, ...noCredit, amountOre: BigInt(amountOre) });
    });
    invoiceCounter.put({ seller: data.seller, year: data.year, last: data.number });
  },

  credit_note_issued({ invoice, invoiceLine, invoiceCounter }, { data, recordedAt }) {
    const { lines, netOre, vatOre, totalOre, issuedOn, dueOn, ...rest } = data;
    invoice.insert({
      ...rest,
      kind: 'credit_note',
      netOre: BigInt(netOre),
      vatOre: BigInt(vatOre),
      totalOre: BigInt(totalOre),
      issuedOn: toDate(issuedOn),
      dueOn: toDate(dueOn),
      issuedAt: toTimestamp(recordedAt),
    });
    lines.forEach(({ amountOre, ...line }, index) => {
      const place = { invoice: data.key, position: index + 1, creditedInvoice: data.credits };
      invoiceLine.insert({ ...place, ...line, amountOre: BigInt(amountOre) });
    });
    invoiceCounter.put({ seller: data.seller, year: data.year, last: data.number });
  },

  payment_recorded({ payment }, { data, recordedAt }) {
    payment.put({
      ...data,
      amountOre: BigInt(data.amountOre),
      paidOn: toDate(data.paidOn),
      recordedAt: toTimestamp(recordedAt),
      withdrawnAt: null,
    });
  },

  payment_withdrawn({ payment }, { data, recordedAt }) {
    payment.update((row) => row.seller === data.seller && row.reference === data.reference, {
      withdrawnAt: toTimestamp(recordedAt),
    });
  },

  payments_read({ paymentReading }, { data, recordedAt }) {
    paymentReading.put({
      seller: data.seller,
      through: toDate(data.through),
      readAt: toTimestamp(recordedAt),
    });
  },

  dunning_stopped({ dunningStop }, { data, validOn }) {
    dunningStop.put({
      invoice: data.invoice,
      cause: data.cause,
      from: toDate(validOn),
      until: data.until === '' ? null : toDate(data.until),
    });
  },

  dunning_resumed({ dunningStop }, { data, validOn }) {
    dunningStop.update((row) => row.invoice === data.invoice, { until: toDate(validOn) });
  },

  invoice_check_repeated({ coordinatorTask }, { data, recordedAt }) {
    coordinatorTask.update(
      (row) => row.kind === 'e_invoice_wrong' && row.subject === data.invoice && row.closedAt === null,
      { closedAt: toTimestamp(recordedAt) },
    );
  },

  trainer_shares_credited({ shareStatement, shareLine }, { data, recordedAt }) {
    const { lines, amountOre, issuedOn, ...rest } = data;
    shareStatement.insert({
      ...rest,
      amountOre: BigInt(amountOre),
      issuedOn: toDate(issuedOn),
      issuedAt: toTimestamp(recordedAt),
    });
    for (const [index, line] of lines.entries()) {
      shareLine.insert({
        ...{ statement: data.key, position: index + 1 },
        ...line,
        date: toDate(line.date),
        potOre: BigInt(line.potOre),
        shareOre: BigInt(line.shareOre),
        amountOre: BigInt(line.amountOre),
      });
    }
  },

  report_period_opened({ reportPeriod }, { data }) {
    reportPeriod.putNew({ id: data.period, audience: data.audience, asOf: toTimestamp(data.asOf) });
  },
};
