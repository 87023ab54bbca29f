import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface CourseCertificate {
  readonly courseTitle: string;
  /** `15 av 30 hp`, in the recipient's language. */
  readonly total: string;
}

const texts = inEach({
  sv: {
    subject: 'Ditt kursintyg: ',
    intro: 'Bra jobbat! Här kommer ditt kursintyg. Det ligger som en pdf-fil i det här mejlet.',
    course: 'Kurs',
    total: 'Hela programmet hittills',
    next: 'Spara intyget. Svara på det här mejlet om något i det är fel.',
  },
  en: {
    subject: 'Your course certificate: ',
    intro: 'Well done! Here is your course certificate, in Swedish. It is attached as a PDF file.',
    course: 'Course',
    total: 'The whole programme so far',
    next: 'Save the certificate. Reply to this email if something in it is wrong.',
  },
});

/** Carries the certificate as an attachment. */
export const courseCertificate = mailTemplate({
  name: 'course_certificate',
  version: 2,
  texts,
  subject: (t, { courseTitle }: CourseCertificate) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, total }: CourseCertificate) => ({
    blocks: [paragraph(t.intro), facts({ [t.course]: courseTitle, [t.total]: total })],
    nextStep: t.next,
  }),
});
