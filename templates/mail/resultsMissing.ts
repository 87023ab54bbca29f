import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { OfferingCode } from '../../domain/region.ts';
import { count } from '../documents/format.ts';
import { facts, paragraph } from './layout.ts';
import { fullDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface ResultsMissing {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly remaining: number;
  /** When the results should have been there. */
  readonly dueDate: IsoDate;
  /** Empty when the last day has no trainer. */
  readonly leaderName: string;
}

export const resultsMissing = mailTemplate<'results_missing', ResultsMissing>({
  name: 'results_missing',
  version: 1,
  subject: ({ offeringCode, remaining }) =>
    subjectLine('Resultat saknas: ', offeringCode, `, ${remaining} deltagare`),
  letter: ({ courseTitle, offeringCode, remaining, dueDate, leaderName }) => ({
    blocks: [
      paragraph('Alla resultat på ett kurstillfälle är inte registrerade i tid.'),
      facts({
        Kurs: courseTitle,
        Kurstillfälle: offeringCode,
        'Resultat som saknas': count(remaining, 'deltagare', 'deltagare'),
        'Skulle ha varit klart': fullDate(dueDate),
        Kursledare: leaderName,
      }),
    ],
    nextStep: `Kontakta ${leaderName || 'kursens utbildare'} och kom överens om när resultaten registreras.`,
  }),
});
