import { list, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface DayMissed {
  readonly courseTitle: string;
  /** Titles of the parts that are done and still count; may be empty. */
  readonly done: readonly string[];
}

/** To whoever was not there on a course day that the course cannot be completed without. */
export const dayMissed = mailTemplate<'day_missed', DayMissed>({
  name: 'day_missed',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Boka en ny dag: ', courseTitle),
  letter: ({ courseTitle, done }) => ({
    blocks: [
      paragraph(`Vi saknade dig på ${courseTitle}. För att få ditt intyg behöver du vara med en annan gång.`),
      ...(done.length === 0 ? [] : [paragraph('Det här har du redan gjort, och det räknas:'), list(done)]),
    ],
    nextStep:
      'Svara på det här mejlet, så hjälper vi dig att boka ett nytt tillfälle. Var du med? Skriv det.',
  }),
});
