import type { IsoDate } from '../../domain/calendar/dates.ts';
import { paragraph } from './layout.ts';
import { fullDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface ResultFailed {
  readonly courseTitle: string;
  /** Last day for the next attempt; null when none is left. */
  readonly retakeDeadline: IsoDate | null;
}

export const resultFailed = mailTemplate<'result_failed', ResultFailed>({
  name: 'result_failed',
  version: 1,
  subject: ({ courseTitle, retakeDeadline }) =>
    subjectLine(retakeDeadline === null ? 'Ditt resultat: ' : 'Ditt PM behöver kompletteras: ', courseTitle),
  letter: ({ courseTitle, retakeDeadline }) => ({
    blocks: [
      paragraph(`Ditt PM i kursen ${courseTitle} är bedömt och blev inte godkänt den här gången.`),
      paragraph(
        retakeDeadline === null
          ? 'Det finns inga fler tillfällen att lämna PM på det här kurstillfället. Din chef kan nominera dig till kursen på nytt.'
          : 'Du har ett nytt tillfälle. Kursledaren kan berätta vad som behöver bli tydligare.',
      ),
    ],
    nextStep:
      retakeDeadline === null
        ? 'Prata med din chef om hur du går vidare, och svara på det här mejlet om du vill ha råd.'
        : `Lämna ett omarbetat PM senast ${fullDate(retakeDeadline)}.`,
  }),
});
