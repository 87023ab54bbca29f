import type { IsoDate } from '../../domain/calendar/dates.ts';
import { type CourseDayView, courseDayFacts } from './courseDay.ts';
import { paragraph } from './layout.ts';
import { fullDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface AssignmentMissing {
  readonly courseTitle: string;
  readonly dueDate: IsoDate;
  /** The course day that the assignment prepares for; null when none is left. */
  readonly nextDay: CourseDayView | null;
}

export const assignmentMissing = mailTemplate<'assignment_missing', AssignmentMissing>({
  name: 'assignment_missing',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Lämna din hemuppgift: ', courseTitle),
  letter: ({ courseTitle, dueDate, nextDay }) => ({
    blocks: [
      paragraph(
        `Vi har inte fått din hemuppgift i kursen ${courseTitle}. Den skulle ha lämnats senast ${fullDate(dueDate)}.`,
      ),
      ...(nextDay === null
        ? []
        : [
            paragraph(
              'Uppgiften är en förberedelse för nästa kursdag, så det är bra om du hinner med den till dess:',
            ),
            courseDayFacts(nextDay),
          ]),
    ],
    nextStep:
      'Lämna hemuppgiften så snart du kan. Har du redan lämnat den, eller behöver du mer tid? Svara på det här mejlet.',
  }),
});
