import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type CourseDayView, courseDayFacts, dayName } from './courseDay.ts';
import { paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface AttendanceReminder {
  readonly courseTitle: string;
  readonly day: CourseDayView;
  /** When the attendance should have been registered. */
  readonly dueDate: IsoDate;
}

const texts = inEach({
  sv: {
    subject: (day: string, date: string) => `Lämna närvaron från ${day} den ${date}: `,
    missing: (day: string, course: string, due: string) =>
      `Vi har inte fått närvaron från ${day} i kursen ${course}. Den skulle ha lämnats senast ${due}.`,
    why: 'Närvaron behövs för deltagarnas intyg och för att fakturan ska bli rätt.',
    next: 'Svara på det här mejlet i dag med vilka som saknades, eller att alla var där.',
  },
  en: {
    subject: (day, date) => `Report attendance for ${day} on ${date}: `,
    missing: (day, course, due) =>
      `We have not received the attendance for ${day} of the course ${course}. It was due by ${due}.`,
    why: 'The attendance is needed for the participants’ certificates and for a correct invoice.',
    next: 'Reply to this email today with the names of those who were absent, or write that everybody was there.',
  },
});

export const attendanceReminder = mailTemplate({
  name: 'attendance_reminder',
  version: 1,
  texts,
  subject: (t, { courseTitle, day }: AttendanceReminder, say) =>
    subjectLine(t.subject(dayName(day, say), say.shortDate(day.date)), courseTitle),
  letter: (t, { courseTitle, day, dueDate }: AttendanceReminder, say) => ({
    blocks: [
      paragraph(t.missing(dayName(day, say), courseTitle, say.fullDate(dueDate))),
      courseDayFacts(day, say),
      paragraph(t.why),
    ],
    nextStep: t.next,
  }),
});
