/** What is paid, and which invoices nobody is reminded of. */
import type { IsoDate } from '../calendar/dates.ts';
import { isRealDate } from '../calendar/days.ts';
import { type StopCause, stopCauses } from '../invoicing/dunning.ts';
import { signedOreFromKronor } from '../money.ts';
import type { Ore, SellerCode } from '../region.ts';
import { dated, type Forms, isCode } from './form.ts';

export type PaymentAct =
  /** `SELLER OCR KRONOR REFERENCE`, on the date of the line. */
  | {
      readonly kind: 'payment';
      readonly seller: SellerCode;
      readonly ocr: string;
      readonly amountOre: Ore;
      readonly reference: string;
    }
  /** `SELLER REFERENCE`: it was recorded by mistake. */
  | { readonly kind: 'payment_withdrawn'; readonly seller: SellerCode; readonly reference: string }
  /** `SELLER` or `SELLER DATE`: all payments until that day have been read. */
  | { readonly kind: 'payments_read'; readonly seller: SellerCode; readonly through: IsoDate | '' }
  /** `INVOICE CAUSE` or `INVOICE CAUSE until=DATE`. */
  | {
      readonly kind: 'dunning_stop';
      readonly invoice: string;
      readonly cause: StopCause;
      readonly until: IsoDate | '';
    }
  /** `INVOICE`: reminders go on. */
  | { readonly kind: 'dunning_resume'; readonly invoice: string }
  /** `INVOICE`: what was wrong with its e-invoice has been put right. */
  | { readonly kind: 'invoice_recheck'; readonly invoice: string };

const paymentForm = /^(?<seller>\S+) (?<ocr>\d{1,25}) (?<amount>\S+) (?<reference>\S+)$/;
const stopForm = /^(?<invoice>\S+) (?<cause>\S+)(?: until=(?<until>\S+))?$/;

export const paymentForms: Forms<PaymentAct> = {
  payment: {
    form: 'SÄLJARE OCR KRONOR REFERENS, till exempel hda 2026000129 25000 BG-1',
    read(value) {
      const { seller = '', ocr = '', amount = '', reference = '' } = paymentForm.exec(value)?.groups ?? {};
      const amountOre = signedOreFromKronor(amount);
      if (seller === '' || amountOre === undefined || amountOre === 0) return undefined;
      return { kind: 'payment', seller, ocr, amountOre, reference };
    },
  },
  payment_withdrawn: {
    form: 'SÄLJARE REFERENS',
    read(value) {
      const [seller = '', reference = '', more] = value.split(' ');
      if (seller === '' || reference === '' || more !== undefined) return undefined;
      return { kind: 'payment_withdrawn', seller, reference };
    },
  },
  payments_read: {
    form: 'SÄLJARE eller SÄLJARE 2026-11-30',
    read(value) {
      const { code, date } = dated(value);
      return code === '' ? undefined : { kind: 'payments_read', seller: code, through: date };
    },
  },
  dunning_stop: {
    form: `FAKTURA SKÄL eller FAKTURA SKÄL until=2026-12-31 (skäl: ${stopCauses.join(', ')})`,
    read(value) {
      const { invoice = '', cause: word = '', until = '' } = stopForm.exec(value)?.groups ?? {};
      const cause = stopCauses.find((one) => one === word);
      if (cause === undefined || (until !== '' && !isRealDate(until))) return undefined;
      return { kind: 'dunning_stop', invoice, cause, until };
    },
  },
  dunning_resume: {
    form: 'FAKTURA',
    read: (value) => (isCode(value) ? { kind: 'dunning_resume', invoice: value } : undefined),
  },
  invoice_recheck: {
    form: 'FAKTURA',
    read: (value) => (isCode(value) ? { kind: 'invoice_recheck', invoice: value } : undefined),
  },
};
