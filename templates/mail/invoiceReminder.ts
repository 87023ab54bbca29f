import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { Ore } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface InvoiceReminderMail {
  readonly number: string;
  readonly sellerName: string;
  /** 1 for the first reminder. */
  readonly reminder: number;
  /** What is left to pay after credit notes and payments, and what the invoice came to. */
  readonly left: Ore;
  readonly total: Ore;
  readonly dueDate: IsoDate;
  /** Until when payments have been read. */
  readonly readThrough: IsoDate;
  readonly ocr: string;
  readonly bankgiro: string;
}

const texts = inEach({
  sv: {
    subject: 'Påminnelse: faktura ',
    due: (date: string) => ` skulle ha betalats ${date}`,
    intro: (number: string, seller: string, due: string) =>
      `Faktura ${number} från ${seller} skulle ha betalats den ${due}, men vi kan inte se någon full betalning. Fakturan ligger som en pdf-fil i det här mejlet.`,
    again: (count: number) => `Det här är påminnelse nummer ${count}.`,
    read: (date: string) =>
      `Vi har läst in betalningar till och med den ${date}. Har ni betalat efter det kan ni bortse från påminnelsen.`,
    number: 'Fakturanummer',
    total: 'Fakturans belopp',
    left: 'Kvar att betala',
    dueOn: 'Förfallodag',
    bankgiro: 'Bankgiro',
    ocr: 'OCR-nummer',
    next: 'Betala det som är kvar och ange OCR-numret. Svara på det här mejlet om något är fel, eller om ni behöver mer tid.',
  },
  en: {
    subject: 'Reminder: invoice ',
    due: (date) => ` was due ${date}`,
    intro: (number, seller, due) =>
      `Invoice ${number} from ${seller} was due on ${due}, but we cannot see that it has been paid in full. The invoice, in Swedish, is attached as a PDF file.`,
    again: (count) => `This is reminder number ${count}.`,
    read: (date) =>
      `We have read payments up to and including ${date}. If you have paid after that, you need not do anything.`,
    number: 'Invoice number',
    total: 'Amount of the invoice',
    left: 'Left to pay',
    dueOn: 'Due date',
    bankgiro: 'Bankgiro',
    ocr: 'OCR number',
    next: 'Pay what is left and give the OCR number. Reply to this email if something is wrong, or if you need more time.',
  },
});

/** Carries the invoice as an attachment. */
export const invoiceReminder = mailTemplate({
  name: 'invoice_reminder',
  version: 1,
  texts,
  subject: (t, { number, dueDate }: InvoiceReminderMail, say) =>
    subjectLine(t.subject, number, t.due(say.date(dueDate))),
  letter: (t, mail: InvoiceReminderMail, say) => ({
    blocks: [
      paragraph(t.intro(mail.number, mail.sellerName, say.date(mail.dueDate))),
      ...(mail.reminder > 1 ? [paragraph(t.again(mail.reminder))] : []),
      facts({
        [t.number]: mail.number,
        [t.total]: say.money(mail.total),
        [t.left]: say.money(mail.left),
        [t.dueOn]: say.fullDate(mail.dueDate),
        [t.bankgiro]: mail.bankgiro,
        [t.ocr]: mail.ocr,
      }),
      paragraph(t.read(say.date(mail.readThrough))),
    ],
    nextStep: t.next,
  }),
});
