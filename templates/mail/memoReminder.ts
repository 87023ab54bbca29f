import type { IsoDate } from '../../domain/calendar/dates.ts';
import { facts, paragraph } from './layout.ts';
import { fullDate, shortDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface MemoReminder {
  readonly courseTitle: string;
  readonly deadline: IsoDate;
}

export const memoReminder = mailTemplate<'memo_reminder', MemoReminder>({
  name: 'memo_reminder',
  version: 1,
  subject: ({ courseTitle, deadline }) =>
    subjectLine(`Lämna ditt PM senast ${shortDate(deadline)}: `, courseTitle),
  letter: ({ courseTitle, deadline }) => ({
    blocks: [
      paragraph(
        'Nu närmar sig slutet på kursen. Kursen examineras med ett PM, och det är snart dags att lämna det.',
      ),
      facts({ Kurs: courseTitle, 'Sista dag': fullDate(deadline) }),
    ],
    nextStep: `Lämna ditt PM senast ${fullDate(deadline)}. Svara på det här mejlet om du inte hinner, så hittar vi en lösning.`,
  }),
});
