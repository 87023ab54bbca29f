/** The two reminders before a course day: the first in good time, the second just before. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type CourseDayView, courseDayFacts } from './courseDay.ts';
import { type Letter, paragraph } from './layout.ts';
import { fullDate, shortDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface CourseDayReminder {
  readonly courseTitle: string;
  readonly day: CourseDayView;
  readonly dayCount: number;
  /** When the assignment for this day is due; null without one. */
  readonly assignmentDue: IsoDate | null;
}

export const courseDayReminderFirst = mailTemplate<'course_day_reminder_first', CourseDayReminder>({
  name: 'course_day_reminder_first',
  version: 1,
  subject: ({ courseTitle, day }) =>
    subjectLine(`Påminnelse: kursdag ${day.number} den ${shortDate(day.date)}, `, courseTitle),
  letter: (data) =>
    reminder(data, 'Vi vill påminna i god tid, så att du hinner planera och lösa arbetet på hemmaplan.'),
});

export const courseDayReminderSecond = mailTemplate<'course_day_reminder_second', CourseDayReminder>({
  name: 'course_day_reminder_second',
  version: 1,
  subject: ({ courseTitle, day }) =>
    subjectLine(`Snart dags: kursdag ${day.number} den ${shortDate(day.date)}, `, courseTitle),
  letter: (data) =>
    reminder(data, 'Nu är det snart dags för nästa kursdag. Vi ser fram emot att träffa dig.'),
});

function reminder({ courseTitle, day, dayCount, assignmentDue }: CourseDayReminder, opening: string): Letter {
  return {
    blocks: [
      paragraph(opening),
      paragraph(`Det gäller kursdag ${day.number} av ${dayCount} i kursen ${courseTitle}:`),
      courseDayFacts(day),
      paragraph(
        assignmentDue === null
          ? 'Ingen hemuppgift ska lämnas inför den här kursdagen.'
          : `Till kursdagen hör en hemuppgift. Den ska vara inlämnad senast ${fullDate(assignmentDue)}.`,
      ),
    ],
    nextStep:
      assignmentDue === null
        ? 'Håll dagen fri. Svara på det här mejlet så snart du kan om du får förhinder.'
        : `Lämna hemuppgiften senast ${fullDate(assignmentDue)}. Svara på det här mejlet så snart du kan om du får förhinder.`,
  };
}
