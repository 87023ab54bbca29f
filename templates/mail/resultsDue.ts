import type { IsoDate } from '../../domain/calendar/dates.ts';
import { count } from '../documents/format.ts';
import { facts, paragraph } from './layout.ts';
import { fullDate, shortDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface ResultsDue {
  readonly courseTitle: string;
  /** How many participants still wait for a result. */
  readonly remaining: number;
  readonly dueDate: IsoDate;
}

export const resultsDue = mailTemplate<'results_due', ResultsDue>({
  name: 'results_due',
  version: 1,
  subject: ({ courseTitle, dueDate }) =>
    subjectLine(`Lämna resultaten senast ${shortDate(dueDate)}: `, courseTitle),
  letter: ({ courseTitle, remaining, dueDate }) => ({
    blocks: [
      paragraph('Snart ska resultaten på kursen vara klara. Deltagarna väntar på sina besked.'),
      facts({
        Kurs: courseTitle,
        'Resultat som saknas': count(remaining, 'deltagare', 'deltagare'),
        'Sista dag': fullDate(dueDate),
      }),
    ],
    nextStep: `Svara på det här mejlet med resultaten senast ${fullDate(dueDate)}.`,
  }),
});
