import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type CourseDayView, courseDayFacts, dayName } from './courseDay.ts';
import { paragraph } from './layout.ts';
import { fullDate, shortDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface AttendanceReminder {
  readonly courseTitle: string;
  readonly day: CourseDayView;
  /** When the attendance should have been registered. */
  readonly dueDate: IsoDate;
}

export const attendanceReminder = mailTemplate<'attendance_reminder', AttendanceReminder>({
  name: 'attendance_reminder',
  version: 1,
  subject: ({ courseTitle, day }) =>
    subjectLine(`Lämna närvaron från ${dayName(day)} den ${shortDate(day.date)}: `, courseTitle),
  letter: ({ courseTitle, day, dueDate }) => ({
    blocks: [
      paragraph(
        `Vi har inte fått närvaron från ${dayName(day)} i kursen ${courseTitle}. Den skulle ha lämnats senast ${fullDate(dueDate)}.`,
      ),
      courseDayFacts(day),
      paragraph('Närvaron behövs för deltagarnas intyg och för att fakturan ska bli rätt.'),
    ],
    nextStep: 'Svara på det här mejlet i dag med vilka som saknades, eller att alla var där.',
  }),
});
