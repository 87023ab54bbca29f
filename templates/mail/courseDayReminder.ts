/** The two reminders before a course day: the first in good time, the second just before. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type CourseDayView, courseDayFacts, dayName } from './courseDay.ts';
import { type Block, paragraph } from './layout.ts';
import { fullDate, shortDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface CourseDayReminder {
  readonly courseTitle: string;
  readonly day: CourseDayView;
  /** When the assignment for this day is due; null without one. */
  readonly assignmentDue: IsoDate | null;
}

export const courseDayReminderFirst = mailTemplate<'course_day_reminder_first', CourseDayReminder>({
  name: 'course_day_reminder_first',
  version: 1,
  subject: ({ courseTitle, day }) =>
    subjectLine(`Påminnelse: ${dayName(day)} den ${shortDate(day.date)}, `, courseTitle),
  letter: (data) => ({
    blocks: [
      paragraph('Vi vill påminna i god tid, så att du hinner planera och lösa arbetet på hemmaplan.'),
      ...whichDay(data),
      ...assignment(data),
    ],
    nextStep:
      data.assignmentDue === null
        ? 'Håll dagen fri. Svara på det här mejlet så snart du kan om du får förhinder.'
        : `Håll dagen fri och lämna hemuppgiften senast ${fullDate(data.assignmentDue)}. Svara på det här mejlet så snart du kan om du får förhinder.`,
  }),
});

export const courseDayReminderSecond = mailTemplate<'course_day_reminder_second', CourseDayReminder>({
  name: 'course_day_reminder_second',
  version: 1,
  subject: ({ courseTitle, day }) =>
    subjectLine(`Snart dags: ${dayName(day)} den ${shortDate(day.date)}, `, courseTitle),
  letter: (data) => ({
    blocks: [
      paragraph('Nu är det snart dags. Vi ser fram emot att träffa dig.'),
      ...whichDay(data),
      // The assignment is usually due before this reminder, so the words must hold on both sides of that day.
      ...(data.assignmentDue === null
        ? []
        : [
            paragraph(
              `Sista dag för hemuppgiften är ${fullDate(data.assignmentDue)}. Har du inte lämnat den är det hög tid nu.`,
            ),
          ]),
    ],
    nextStep:
      'Kontrollera tid och plats i din kalender. Svara på det här mejlet så snart du kan om du får förhinder.',
  }),
});

/** A course of one day has preparations of its own, so that nothing is said about home assignments. */
function assignment({ day, assignmentDue }: CourseDayReminder): Block[] {
  if (assignmentDue !== null) {
    return [
      paragraph(`Till kursdagen hör en hemuppgift. Den ska vara inlämnad senast ${fullDate(assignmentDue)}.`),
    ];
  }
  return day.count === 1 ? [] : [paragraph('Ingen hemuppgift ska lämnas inför den här kursdagen.')];
}

function whichDay({ courseTitle, day }: CourseDayReminder): Block[] {
  return [
    paragraph(
      `Det gäller ${dayName(day)}${day.count === 1 ? '' : ` av ${day.count}`} i kursen ${courseTitle}:`,
    ),
    courseDayFacts(day),
  ];
}
