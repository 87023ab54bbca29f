import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { Ore } from '../../domain/region.ts';
import { kronor } from '../documents/format.ts';
import { facts, paragraph } from './layout.ts';
import { fullDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface CreditNoteMail {
  readonly number: string;
  readonly sellerName: string;
  /** What the municipality gets back, above zero. */
  readonly amount: Ore;
  /** The invoice that it takes back something of. */
  readonly invoice: string;
  readonly invoiceDate: IsoDate;
}

/** Carries the credit note as an attachment. */
export const creditNote = mailTemplate<'credit_note', CreditNoteMail>({
  name: 'credit_note',
  version: 1,
  subject: ({ number, invoice }) => subjectLine('Kreditfaktura ', number, ` för faktura ${invoice}`),
  letter: ({ number, sellerName, amount, invoice, invoiceDate }) => ({
    blocks: [
      paragraph(
        `Något har ändrats sedan ni fick faktura ${invoice}. Därför kommer här en kreditfaktura från ${sellerName}. Den ligger som en pdf-fil i det här mejlet, och på varje rad står varför.`,
      ),
      facts({
        Kreditfakturanummer: number,
        'Avser faktura': `${invoice} från den ${fullDate(invoiceDate)}`,
        'Att få tillbaka': kronor(amount),
      }),
    ],
    nextStep:
      'Dra av beloppet om ni inte redan har betalat fakturan. Har ni betalat den får ni pengarna tillbaka. Svara på det här mejlet om något är fel.',
  }),
});
