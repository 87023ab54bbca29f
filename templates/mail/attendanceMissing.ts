import type { OfferingCode } from '../../domain/region.ts';
import { type CourseDayView, courseDayFacts } from './courseDay.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface AttendanceMissing {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly day: CourseDayView;
  readonly leaderName: string;
}

const texts = inEach({
  sv: {
    subject: 'Närvaro saknas: ',
    ofDay: (number: number) => `, kursdag ${number}`,
    missing: 'Närvaron från en kursdag är inte registrerad, trots att vi har påmint kursledaren.',
    course: 'Kurs',
    offering: 'Kurstillfälle',
    day: 'Kursdag',
    leader: 'Kursledare',
    somebody: 'kursens utbildare',
    next: (leader: string) =>
      `Kontakta ${leader} och registrera närvaron. Tills den finns stannar intyg och fakturering för dagen.`,
  },
  en: {
    subject: 'Attendance missing: ',
    ofDay: (number) => `, course day ${number}`,
    missing:
      'The attendance of a course day has not been registered, although we have reminded the course leader.',
    course: 'Course',
    offering: 'Course offering',
    day: 'Course day',
    leader: 'Course leader',
    somebody: 'the trainers of the course',
    next: (leader) =>
      `Contact ${leader} and register the attendance. Until then, certificates and invoices for the day have to wait.`,
  },
});

export const attendanceMissing = mailTemplate({
  name: 'attendance_missing',
  version: 1,
  texts,
  subject: (t, { offeringCode, day }: AttendanceMissing) =>
    subjectLine(t.subject, offeringCode, t.ofDay(day.number)),
  letter: (t, { courseTitle, offeringCode, day, leaderName }: AttendanceMissing, say) => ({
    blocks: [
      paragraph(t.missing),
      facts({
        [t.course]: courseTitle,
        [t.offering]: offeringCode,
        [t.day]: String(day.number),
        [t.leader]: leaderName,
      }),
      courseDayFacts(day, say),
    ],
    nextStep: t.next(leaderName || t.somebody),
  }),
});
