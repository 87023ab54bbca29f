import type { OfferingCode } from '../../domain/region.ts';
import { type CourseDayView, courseDayFacts } from './courseDay.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface AttendanceMissing {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly day: CourseDayView;
  readonly leaderName: string;
}

export const attendanceMissing = mailTemplate<'attendance_missing', AttendanceMissing>({
  name: 'attendance_missing',
  version: 1,
  subject: ({ offeringCode, day }) =>
    subjectLine('Närvaro saknas: ', offeringCode, `, kursdag ${day.number}`),
  letter: ({ courseTitle, offeringCode, day, leaderName }) => ({
    blocks: [
      paragraph('Närvaron från en kursdag är inte registrerad, trots att vi har påmint kursledaren.'),
      facts({
        Kurs: courseTitle,
        Kurstillfälle: offeringCode,
        Kursdag: String(day.number),
        Kursledare: leaderName,
      }),
      courseDayFacts(day),
    ],
    nextStep: `Kontakta ${leaderName} och registrera närvaron. Tills den finns stannar intyg och fakturering för dagen.`,
  }),
});
