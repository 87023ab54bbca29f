/** The two reminders before a course day: the first in good time, the second just before. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type CourseDayView, courseDayFacts, dayName } from './courseDay.ts';
import { type Block, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach, type Wording } from './wording.ts';

export interface CourseDayReminder {
  readonly courseTitle: string;
  readonly day: CourseDayView;
  /** When the assignment for this day is due; null without one. */
  readonly assignmentDue: IsoDate | null;
}

const shared = inEach({
  sv: {
    which: (day: string, course: string) => `Det gäller ${day} i kursen ${course}:`,
    ofDays: (day: string, count: number) => `${day} av ${count}`,
  },
  en: {
    which: (day, course) => `This is about ${day} of the course ${course}:`,
    ofDays: (day, count) => `${day} (of ${count})`,
  },
});

const firstTexts = inEach({
  sv: {
    subject: (day: string, date: string) => `Påminnelse: ${day} den ${date}, `,
    intro: 'Vi vill påminna i god tid, så att du hinner planera och lösa arbetet på hemmaplan.',
    assignment: (due: string) => `Till kursdagen hör en hemuppgift. Den ska vara inlämnad senast ${due}.`,
    noAssignment: 'Ingen hemuppgift ska lämnas inför den här kursdagen.',
    next: 'Håll dagen fri. Svara på det här mejlet så snart du kan om du får förhinder.',
    nextWithAssignment: (due: string) =>
      `Håll dagen fri och lämna hemuppgiften senast ${due}. Svara på det här mejlet så snart du kan om du får förhinder.`,
  },
  en: {
    subject: (day, date) => `Reminder: ${day} on ${date}, `,
    intro: 'We remind you in good time, so that you can plan and arrange cover at work.',
    assignment: (due) => `An assignment belongs to the course day. It is to be handed in by ${due}.`,
    noAssignment: 'There is no assignment to hand in before this course day.',
    next: 'Keep the day free. Reply to this email as soon as you can if you cannot come.',
    nextWithAssignment: (due) =>
      `Keep the day free and hand in the assignment by ${due}. Reply to this email as soon as you can if you cannot come.`,
  },
});

export const courseDayReminderFirst = mailTemplate({
  name: 'course_day_reminder_first',
  version: 1,
  texts: firstTexts,
  subject: (t, { courseTitle, day }: CourseDayReminder, say) =>
    subjectLine(t.subject(dayName(day, say), say.shortDate(day.date)), courseTitle),
  letter: (t, data: CourseDayReminder, say) => ({
    blocks: [paragraph(t.intro), ...whichDay(data, say), ...assignment(t, data, say)],
    nextStep: data.assignmentDue === null ? t.next : t.nextWithAssignment(say.fullDate(data.assignmentDue)),
  }),
});

const secondTexts = inEach({
  sv: {
    subject: (day: string, date: string) => `Snart dags: ${day} den ${date}, `,
    intro: 'Nu är det snart dags. Vi ser fram emot att träffa dig.',
    assignment: (due: string) =>
      `Sista dag för hemuppgiften är ${due}. Har du inte lämnat den är det hög tid nu.`,
    next: 'Kontrollera tid och plats i din kalender. Svara på det här mejlet så snart du kan om du får förhinder.',
  },
  en: {
    subject: (day, date) => `Coming up: ${day} on ${date}, `,
    intro: 'The day is nearly here. We look forward to meeting you.',
    assignment: (due) =>
      `The last day for the assignment is ${due}. If you have not handed it in, now is the time.`,
    next: 'Check time and place in your calendar. Reply to this email as soon as you can if you cannot come.',
  },
});

export const courseDayReminderSecond = mailTemplate({
  name: 'course_day_reminder_second',
  version: 1,
  texts: secondTexts,
  subject: (t, { courseTitle, day }: CourseDayReminder, say) =>
    subjectLine(t.subject(dayName(day, say), say.shortDate(day.date)), courseTitle),
  letter: (t, data: CourseDayReminder, say) => ({
    blocks: [
      paragraph(t.intro),
      ...whichDay(data, say),
      // The assignment is usually due before this reminder, so the words must hold on both sides of that day.
      ...(data.assignmentDue === null ? [] : [paragraph(t.assignment(say.fullDate(data.assignmentDue)))]),
    ],
    nextStep: t.next,
  }),
});

/** A course of one day has preparations of its own, so that nothing is said about home assignments. */
function assignment(
  t: (typeof firstTexts)['sv'],
  { day, assignmentDue }: CourseDayReminder,
  say: Wording,
): Block[] {
  if (assignmentDue !== null) return [paragraph(t.assignment(say.fullDate(assignmentDue)))];
  return day.count === 1 ? [] : [paragraph(t.noAssignment)];
}

function whichDay({ courseTitle, day }: CourseDayReminder, say: Wording): Block[] {
  const t = shared[say.language];
  const name = dayName(day, say);
  return [
    paragraph(t.which(day.count === 1 ? name : t.ofDays(name, day.count), courseTitle)),
    courseDayFacts(day, say),
  ];
}
