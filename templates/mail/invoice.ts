import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { Ore } from '../../domain/region.ts';
import { kronor } from '../documents/format.ts';
import { facts, paragraph } from './layout.ts';
import { date, fullDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface InvoiceMail {
  readonly number: string;
  readonly sellerName: string;
  readonly amount: Ore;
  readonly dueDate: IsoDate;
  readonly ocr: string;
  readonly bankgiro: string;
}

/** Carries the invoice as an attachment. */
export const invoice = mailTemplate<'invoice', InvoiceMail>({
  name: 'invoice',
  version: 1,
  subject: ({ number, dueDate }) => subjectLine('Faktura ', number, ` att betala senast ${date(dueDate)}`),
  letter: ({ number, sellerName, amount, dueDate, ocr, bankgiro }) => ({
    blocks: [
      paragraph(`Här kommer en faktura från ${sellerName}. Den ligger som en pdf-fil i det här mejlet.`),
      facts({
        Fakturanummer: number,
        'Att betala': kronor(amount),
        Förfallodag: fullDate(dueDate),
        Bankgiro: bankgiro,
        'OCR-nummer': ocr,
      }),
    ],
    nextStep: `Betala senast ${fullDate(dueDate)} och ange OCR-numret. Svara på det här mejlet om något på fakturan är fel.`,
  }),
});
