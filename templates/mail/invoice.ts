import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { Ore } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface InvoiceMail {
  readonly number: string;
  readonly sellerName: string;
  readonly amount: Ore;
  readonly dueDate: IsoDate;
  readonly ocr: string;
  readonly bankgiro: string;
}

const texts = inEach({
  sv: {
    subject: 'Faktura ',
    payBy: (date: string) => ` att betala senast ${date}`,
    intro: (seller: string) =>
      `Här kommer en faktura från ${seller}. Den ligger som en pdf-fil i det här mejlet.`,
    number: 'Fakturanummer',
    amount: 'Att betala',
    due: 'Förfallodag',
    bankgiro: 'Bankgiro',
    ocr: 'OCR-nummer',
    next: (date: string) =>
      `Betala senast ${date} och ange OCR-numret. Svara på det här mejlet om något på fakturan är fel.`,
  },
  en: {
    subject: 'Invoice ',
    payBy: (date) => ` to pay by ${date}`,
    intro: (seller) => `Here is an invoice from ${seller}, in Swedish. It is attached as a PDF file.`,
    number: 'Invoice number',
    amount: 'To pay',
    due: 'Due date',
    bankgiro: 'Bankgiro',
    ocr: 'OCR number',
    next: (date) =>
      `Pay by ${date} and give the OCR number. Reply to this email if something on the invoice is wrong.`,
  },
});

/** Carries the invoice as an attachment. */
export const invoice = mailTemplate({
  name: 'invoice',
  version: 1,
  texts,
  subject: (t, { number, dueDate }: InvoiceMail, say) =>
    subjectLine(t.subject, number, t.payBy(say.date(dueDate))),
  letter: (t, { number, sellerName, amount, dueDate, ocr, bankgiro }: InvoiceMail, say) => ({
    blocks: [
      paragraph(t.intro(sellerName)),
      facts({
        [t.number]: number,
        [t.amount]: say.money(amount),
        [t.due]: say.fullDate(dueDate),
        [t.bankgiro]: bankgiro,
        [t.ocr]: ocr,
      }),
    ],
    nextStep: t.next(say.fullDate(dueDate)),
  }),
});
