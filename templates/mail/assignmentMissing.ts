import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type CourseDayView, courseDayFacts } from './courseDay.ts';
import { paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface AssignmentMissing {
  readonly courseTitle: string;
  readonly dueDate: IsoDate;
  /** The course day that the assignment prepares for; null when none is left. */
  readonly nextDay: CourseDayView | null;
}

const texts = inEach({
  sv: {
    subject: 'Lämna din hemuppgift: ',
    missing: (course: string, due: string) =>
      `Vi har inte fått din hemuppgift i kursen ${course}. Den skulle ha lämnats senast ${due}.`,
    prepares: 'Uppgiften är en förberedelse för nästa kursdag, så det är bra om du hinner med den till dess:',
    next: 'Lämna hemuppgiften så snart du kan. Har du redan lämnat den, eller behöver du mer tid? Svara på det här mejlet.',
  },
  en: {
    subject: 'Hand in your assignment: ',
    missing: (course, due) =>
      `We have not received your assignment for the course ${course}. It was due by ${due}.`,
    prepares:
      'The assignment prepares you for the next course day, so it helps if you can do it before then:',
    next: 'Hand in the assignment as soon as you can. Have you handed it in already, or do you need more time? Reply to this email.',
  },
});

export const assignmentMissing = mailTemplate({
  name: 'assignment_missing',
  version: 1,
  texts,
  subject: (t, { courseTitle }: AssignmentMissing) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, dueDate, nextDay }: AssignmentMissing, say) => ({
    blocks: [
      paragraph(t.missing(courseTitle, say.fullDate(dueDate))),
      ...(nextDay === null ? [] : [paragraph(t.prepares), courseDayFacts(nextDay, say)]),
    ],
    nextStep: t.next,
  }),
});
