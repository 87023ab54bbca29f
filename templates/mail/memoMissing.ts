import type { IsoDate } from '../../domain/calendar/dates.ts';
import { paragraph } from './layout.ts';
import { fullDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface MemoMissing {
  readonly courseTitle: string;
  /** The deadline that has passed. */
  readonly deadline: IsoDate;
  /** The new last day; null when none is set. */
  readonly newDeadline: IsoDate | null;
}

export const memoMissing = mailTemplate<'memo_missing', MemoMissing>({
  name: 'memo_missing',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Ditt PM saknas: ', courseTitle),
  letter: ({ courseTitle, deadline, newDeadline }) => ({
    blocks: [
      paragraph(
        `Vi har inte fått ditt PM i kursen ${courseTitle}. Det skulle ha lämnats senast ${fullDate(deadline)}.`,
      ),
      paragraph('Utan ett godkänt PM kan du inte bli godkänd på kursen. Det går fortfarande att lämna det.'),
    ],
    nextStep:
      newDeadline === null
        ? 'Lämna ditt PM så snart du kan, eller svara på det här mejlet och berätta när du kan lämna det.'
        : `Lämna ditt PM senast ${fullDate(newDeadline)}. Svara på det här mejlet om du behöver hjälp för att komma i mål.`,
  }),
});
