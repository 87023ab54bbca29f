import type { IsoDate } from '../../domain/calendar/dates.ts';
import { facts, paragraph } from './layout.ts';
import { fullDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface WebCourseMail {
  readonly courseTitle: string;
  readonly dueDate: IsoDate;
}

/** To whoever is asked to take a web course. */
export const webCourseAssigned = mailTemplate<'web_course_assigned', WebCourseMail>({
  name: 'web_course_assigned',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('En webbkurs till dig: ', courseTitle),
  letter: ({ courseTitle, dueDate }) => ({
    blocks: [
      paragraph('Du ska gå en webbkurs. Du kan gå den själv eller tillsammans med andra, när det passar er.'),
      facts({ Webbkurs: courseTitle, 'Klar senast': fullDate(dueDate) }),
    ],
    nextStep: 'Gå kursen och svara på det här mejlet när du är klar. Skriv om ni gick den i grupp.',
  }),
});

/** Before the last day for a web course. */
export const webCourseReminder = mailTemplate<'web_course_reminder', WebCourseMail>({
  name: 'web_course_reminder',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Snart sista dag för webbkursen: ', courseTitle),
  letter: ({ courseTitle, dueDate }) => ({
    blocks: [
      paragraph('Vi har inte sett att du är klar med din webbkurs.'),
      facts({ Webbkurs: courseTitle, 'Klar senast': fullDate(dueDate) }),
    ],
    nextStep: 'Gå klart kursen och svara på det här mejlet. Är du redan klar? Skriv det, så rättar vi det.',
  }),
});

export interface WebCourseCertificate {
  readonly courseTitle: string;
}

/** Carries the attestation of a web course as an attachment. */
export const webCourseCertificate = mailTemplate<'web_course_certificate', WebCourseCertificate>({
  name: 'web_course_certificate',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Ditt intyg: ', courseTitle),
  letter: ({ courseTitle }) => ({
    blocks: [
      paragraph('Bra jobbat! Här kommer ditt intyg. Det ligger som en pdf-fil i det här mejlet.'),
      facts({ Webbkurs: courseTitle }),
    ],
    nextStep: 'Spara intyget. Svara på det här mejlet om något i det är fel.',
  }),
});
