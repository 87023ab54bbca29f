import type { IsoDate } from '../../domain/calendar/dates.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface WebCourseMail {
  readonly courseTitle: string;
  readonly dueDate: IsoDate;
}

const assignedTexts = inEach({
  sv: {
    subject: 'En webbkurs till dig: ',
    intro: 'Du ska gå en webbkurs. Du kan gå den själv eller tillsammans med andra, när det passar er.',
    course: 'Webbkurs',
    due: 'Klar senast',
    next: 'Gå kursen och svara på det här mejlet när du är klar. Skriv om ni gick den i grupp.',
  },
  en: {
    subject: 'A web course for you: ',
    intro:
      'You are to take a web course. You can take it alone or together with others, whenever it suits you.',
    course: 'Web course',
    due: 'Finish by',
    next: 'Take the course and reply to this email when you have finished. Tell us if you took it as a group.',
  },
});

/** To whoever is asked to take a web course. */
export const webCourseAssigned = mailTemplate({
  name: 'web_course_assigned',
  version: 1,
  texts: assignedTexts,
  subject: (t, { courseTitle }: WebCourseMail) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, dueDate }: WebCourseMail, say) => ({
    blocks: [paragraph(t.intro), facts({ [t.course]: courseTitle, [t.due]: say.fullDate(dueDate) })],
    nextStep: t.next,
  }),
});

const reminderTexts = inEach({
  sv: {
    subject: 'Snart sista dag för webbkursen: ',
    intro: 'Vi har inte sett att du är klar med din webbkurs.',
    course: 'Webbkurs',
    due: 'Klar senast',
    next: 'Gå klart kursen och svara på det här mejlet. Är du redan klar? Skriv det, så rättar vi det.',
  },
  en: {
    subject: 'Web course soon due: ',
    intro: 'We cannot see that you have finished your web course.',
    course: 'Web course',
    due: 'Finish by',
    next: 'Finish the course and reply to this email. Have you finished already? Tell us, and we will correct it.',
  },
});

/** Before the last day for a web course. */
export const webCourseReminder = mailTemplate({
  name: 'web_course_reminder',
  version: 1,
  texts: reminderTexts,
  subject: (t, { courseTitle }: WebCourseMail) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, dueDate }: WebCourseMail, say) => ({
    blocks: [paragraph(t.intro), facts({ [t.course]: courseTitle, [t.due]: say.fullDate(dueDate) })],
    nextStep: t.next,
  }),
});

export interface WebCourseCertificate {
  readonly courseTitle: string;
}

const certificateTexts = inEach({
  sv: {
    subject: 'Ditt intyg: ',
    intro: 'Bra jobbat! Här kommer ditt intyg. Det ligger som en pdf-fil i det här mejlet.',
    course: 'Webbkurs',
    next: 'Spara intyget. Svara på det här mejlet om något i det är fel.',
  },
  en: {
    subject: 'Your certificate: ',
    intro: 'Well done! Here is your certificate, in Swedish. It is attached as a PDF file.',
    course: 'Web course',
    next: 'Save the certificate. Reply to this email if something in it is wrong.',
  },
});

/** Carries the attestation of a web course as an attachment. */
export const webCourseCertificate = mailTemplate({
  name: 'web_course_certificate',
  version: 1,
  texts: certificateTexts,
  subject: (t, { courseTitle }: WebCourseCertificate) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle }: WebCourseCertificate) => ({
    blocks: [paragraph(t.intro), facts({ [t.course]: courseTitle })],
    nextStep: t.next,
  }),
});
