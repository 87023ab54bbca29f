import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface CourseDayCertificate {
  readonly courseTitle: string;
}

const texts = inEach({
  sv: {
    subject: 'Ditt intyg: ',
    intro: 'Tack för att du deltog! Här kommer ditt intyg. Det ligger som en pdf-fil i det här mejlet.',
    training: 'Utbildning',
    next: 'Spara intyget. Svara på det här mejlet om något i det är fel.',
  },
  en: {
    subject: 'Your certificate: ',
    intro: 'Thank you for taking part! Here is your certificate, in Swedish. It is attached as a PDF file.',
    training: 'Training',
    next: 'Save the certificate. Reply to this email if something in it is wrong.',
  },
});

/** Carries the certificate of a course day, such as LLU, as an attachment. */
export const courseDayCertificate = mailTemplate({
  name: 'course_day_certificate',
  version: 1,
  texts,
  subject: (t, { courseTitle }: CourseDayCertificate) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle }: CourseDayCertificate) => ({
    blocks: [paragraph(t.intro), facts({ [t.training]: courseTitle })],
    nextStep: t.next,
  }),
});
