import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface CourseDayCertificate {
  readonly courseTitle: string;
}

/** Carries the certificate of a course day, such as LLU, as an attachment. */
export const courseDayCertificate = mailTemplate<'course_day_certificate', CourseDayCertificate>({
  name: 'course_day_certificate',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Ditt intyg: ', courseTitle),
  letter: ({ courseTitle }) => ({
    blocks: [
      paragraph('Tack för att du deltog! Här kommer ditt intyg. Det ligger som en pdf-fil i det här mejlet.'),
      facts({ Utbildning: courseTitle }),
    ],
    nextStep: 'Spara intyget. Svara på det här mejlet om något i det är fel.',
  }),
});
