import type { IsoDate } from '../../domain/calendar/dates.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface MemoReminder {
  readonly courseTitle: string;
  readonly deadline: IsoDate;
}

const texts = inEach({
  sv: {
    subject: (date: string) => `Lämna ditt PM senast ${date}: `,
    intro:
      'Nu närmar sig slutet på kursen. Kursen examineras med ett PM, och det är snart dags att lämna det.',
    course: 'Kurs',
    lastDay: 'Sista dag',
    next: (date: string) =>
      `Lämna ditt PM senast ${date}. Svara på det här mejlet om du inte hinner, så hittar vi en lösning.`,
  },
  en: {
    subject: (date) => `Hand in your memo by ${date}: `,
    intro: 'The end of the course is near. The course is examined by a memo (PM), and it is soon due.',
    course: 'Course',
    lastDay: 'Last day',
    next: (date) =>
      `Hand in your memo by ${date}. Reply to this email if you do not have the time, and we will find a solution.`,
  },
});

export const memoReminder = mailTemplate({
  name: 'memo_reminder',
  version: 1,
  texts,
  subject: (t, { courseTitle, deadline }: MemoReminder, say) =>
    subjectLine(t.subject(say.shortDate(deadline)), courseTitle),
  letter: (t, { courseTitle, deadline }: MemoReminder, say) => ({
    blocks: [paragraph(t.intro), facts({ [t.course]: courseTitle, [t.lastDay]: say.fullDate(deadline) })],
    nextStep: t.next(say.fullDate(deadline)),
  }),
});
