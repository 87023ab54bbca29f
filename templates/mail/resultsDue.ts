import type { IsoDate } from '../../domain/calendar/dates.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { type Forms, inEach } from './wording.ts';

export interface ResultsDue {
  readonly courseTitle: string;
  /** How many participants still wait for a result. */
  readonly remaining: number;
  readonly dueDate: IsoDate;
}

const texts = inEach({
  sv: {
    subject: (date: string) => `Lämna resultaten senast ${date}: `,
    intro: 'Snart ska resultaten på kursen vara klara. Deltagarna väntar på sina besked.',
    course: 'Kurs',
    remaining: 'Resultat som saknas',
    participant: ['deltagare', 'deltagare'] satisfies Forms,
    lastDay: 'Sista dag',
    next: (date: string) => `Svara på det här mejlet med resultaten senast ${date}.`,
  },
  en: {
    subject: (date) => `Report the results by ${date}: `,
    intro: 'The results of the course are soon due. The participants are waiting to hear.',
    course: 'Course',
    remaining: 'Results missing',
    participant: ['participant', 'participants'],
    lastDay: 'Last day',
    next: (date) => `Reply to this email with the results by ${date}.`,
  },
});

export const resultsDue = mailTemplate({
  name: 'results_due',
  version: 1,
  texts,
  subject: (t, { courseTitle, dueDate }: ResultsDue, say) =>
    subjectLine(t.subject(say.shortDate(dueDate)), courseTitle),
  letter: (t, { courseTitle, remaining, dueDate }: ResultsDue, say) => ({
    blocks: [
      paragraph(t.intro),
      facts({
        [t.course]: courseTitle,
        [t.remaining]: say.count(remaining, ...t.participant),
        [t.lastDay]: say.fullDate(dueDate),
      }),
    ],
    nextStep: t.next(say.fullDate(dueDate)),
  }),
});
