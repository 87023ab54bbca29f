import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { Ore } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface CreditNoteMail {
  readonly number: string;
  readonly sellerName: string;
  /** What the municipality gets back, above zero. */
  readonly amount: Ore;
  /** The invoice that it takes back something of. */
  readonly invoice: string;
  readonly invoiceDate: IsoDate;
}

const texts = inEach({
  sv: {
    subject: 'Kreditfaktura ',
    ofInvoice: (invoice: string) => ` för faktura ${invoice}`,
    intro: (invoice: string, seller: string) =>
      `Något har ändrats sedan ni fick faktura ${invoice}. Därför kommer här en kreditfaktura från ${seller}. Den ligger som en pdf-fil i det här mejlet, och på varje rad står varför.`,
    number: 'Kreditfakturanummer',
    about: 'Avser faktura',
    invoiceOf: (invoice: string, date: string) => `${invoice} från den ${date}`,
    amount: 'Att få tillbaka',
    next: 'Dra av beloppet om ni inte redan har betalat fakturan. Har ni betalat den får ni pengarna tillbaka. Svara på det här mejlet om något är fel.',
  },
  en: {
    subject: 'Credit note ',
    ofInvoice: (invoice) => ` for invoice ${invoice}`,
    intro: (invoice, seller) =>
      `Something has changed since you received invoice ${invoice}. Here is therefore a credit note from ${seller}, in Swedish. It is attached as a PDF file, and each line says why.`,
    number: 'Credit note number',
    about: 'Of invoice',
    invoiceOf: (invoice, date) => `${invoice} of ${date}`,
    amount: 'To get back',
    next: 'Deduct the amount if you have not paid the invoice yet. If you have paid it, you get the money back. Reply to this email if something is wrong.',
  },
});

/** Carries the credit note as an attachment. */
export const creditNote = mailTemplate({
  name: 'credit_note',
  version: 1,
  texts,
  subject: (t, { number, invoice }: CreditNoteMail) => subjectLine(t.subject, number, t.ofInvoice(invoice)),
  letter: (t, { number, sellerName, amount, invoice, invoiceDate }: CreditNoteMail, say) => ({
    blocks: [
      paragraph(t.intro(invoice, sellerName)),
      facts({
        [t.number]: number,
        [t.about]: t.invoiceOf(invoice, say.fullDate(invoiceDate)),
        [t.amount]: say.money(amount),
      }),
    ],
    nextStep: t.next,
  }),
});
