import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface CourseCertificate {
  readonly courseTitle: string;
  /** `15 av 30 hp`. */
  readonly total: string;
}

/** Carries the certificate as an attachment. */
export const courseCertificate = mailTemplate<'course_certificate', CourseCertificate>({
  name: 'course_certificate',
  version: 2,
  subject: ({ courseTitle }) => subjectLine('Ditt kursintyg: ', courseTitle),
  letter: ({ courseTitle, total }) => ({
    blocks: [
      paragraph('Bra jobbat! Här kommer ditt kursintyg. Det ligger som en pdf-fil i det här mejlet.'),
      facts({ Kurs: courseTitle, 'Hela programmet hittills': total }),
    ],
    nextStep: 'Spara intyget. Svara på det här mejlet om något i det är fel.',
  }),
});
