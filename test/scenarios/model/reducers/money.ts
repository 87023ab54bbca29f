/** Invoices and periods of reports. */
import { toDate, toTimestamp } from '../../../../prisma/client.ts';
import type { ReducersOf } from './reducer.ts';

const noCredit = { creditedInvoice: '', creditedPosition: 0, reason: '' };

export const moneyReducers: ReducersOf<'invoice_issued' | 'credit_note_issued' | 'report_period_opened'> = {
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

  report_period_opened({ reportPeriod }, { data }) {
    reportPeriod.putNew({ id: data.period, audience: data.audience, asOf: toTimestamp(data.asOf) });
  },
};
