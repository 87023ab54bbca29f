import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface ResultPassed {
  readonly courseTitle: string;
  /** `7,5 hp`, in the recipient's language; empty for a course outside the programme, which gives none. */
  readonly credits: string;
  /** `15 av 30 hp`; empty likewise. */
  readonly total: string;
  /** Whether the course days attended are enough for a certificate; open until all of them are registered. */
  readonly attendance: /** `here`: the certificate is in the same mail. */
    | { readonly state: 'open' | 'enough' | 'here' }
    | { readonly state: 'too_little'; readonly absences: number; readonly allowed: number };
}

const days = (number: number): string => (number === 1 ? 'en kursdag' : `${number} kursdagar`);
const daysInEnglish = (number: number): string => (number === 1 ? 'one course day' : `${number} course days`);

const texts = inEach({
  sv: {
    subject: 'Du är godkänd: ',
    congratulations: 'Grattis, du är godkänd på kursen! Bra jobbat.',
    course: 'Kurs',
    credits: 'Poäng',
    total: 'Hela programmet hittills',
    certificate: 'intyg',
    courseCertificate: 'kursintyg',
    open: (certificate: string) =>
      `Närvaron är inte färdigregistrerad än. Har du varit med på tillräckligt mycket skickar vi ditt ${certificate} i ett eget mejl.`,
    enough: (certificate: string) => `Ditt ${certificate} kommer i ett eget mejl.`,
    here: (certificate: string) => `Ditt ${certificate} finns med i det här mejlet.`,
    tooLittle: (certificate: string, absences: number, allowed: number) =>
      `För ett ${certificate} räcker tyvärr inte närvaron: du har missat ${days(absences)}, och ${allowed === 0 ? 'alla dagar krävs' : `högst ${days(allowed)} får missas`}.`,
    nextTooLittle:
      'Svara på det här mejlet om du vill veta vad du kan göra för att få intyget, eller om vår uppgift om närvaron är fel.',
    next: 'Du behöver inte göra något nu.',
  },
  en: {
    subject: 'You have passed: ',
    congratulations: 'Congratulations, you have passed the course! Well done.',
    course: 'Course',
    credits: 'Credits',
    total: 'The whole programme so far',
    certificate: 'certificate',
    courseCertificate: 'course certificate',
    open: (certificate) =>
      `The attendance has not been fully registered yet. If you have been there enough, we will send your ${certificate} in an email of its own.`,
    enough: (certificate) => `Your ${certificate} comes in an email of its own.`,
    here: (certificate) => `Your ${certificate} is in this email.`,
    tooLittle: (certificate, absences, allowed) =>
      `Unfortunately the attendance is not enough for a ${certificate}: you have missed ${daysInEnglish(absences)}, and ${allowed === 0 ? 'all days are required' : `at most ${daysInEnglish(allowed)} may be missed`}.`,
    nextTooLittle:
      'Reply to this email if you want to know what you can do to get the certificate, or if our record of the attendance is wrong.',
    next: 'You do not need to do anything now.',
  },
});

export const resultPassed = mailTemplate({
  name: 'result_passed',
  version: 4,
  texts,
  subject: (t, { courseTitle }: ResultPassed) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, credits, total, attendance }: ResultPassed) => ({
    blocks: [
      paragraph(t.congratulations),
      facts({ [t.course]: courseTitle, [t.credits]: credits, [t.total]: total }),
      paragraph(certificateText(t, attendance, credits === '' ? t.certificate : t.courseCertificate)),
    ],
    nextStep: attendance.state === 'too_little' ? t.nextTooLittle : t.next,
  }),
});

function certificateText(
  t: (typeof texts)['sv'],
  attendance: ResultPassed['attendance'],
  certificate: string,
): string {
  switch (attendance.state) {
    case 'open':
      return t.open(certificate);
    case 'enough':
      return t.enough(certificate);
    case 'here':
      return t.here(certificate);
    case 'too_little':
      return t.tooLittle(certificate, attendance.absences, attendance.allowed);
  }
}
