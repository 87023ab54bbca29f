import type { IsoDate } from '../../domain/calendar/dates.ts';
import { paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface ResultFailed {
  readonly courseTitle: string;
  /** What was judged: the memo of a programme course, or another course's assignment. */
  readonly work: 'memo' | 'assignment';
  /** Last day for the next attempt; null when none is left. */
  readonly retakeDeadline: IsoDate | null;
}

const texts = inEach({
  sv: {
    result: 'Ditt resultat: ',
    again:
      'Du får ett nytt försök. Svara på det här mejlet om du vill veta vad som behöver bli tydligare, så ber vi kursledaren att höra av sig.',
    nextNone: 'Prata med din chef om hur du går vidare, och svara på det här mejlet om du vill ha råd.',
    memo: {
      subject: 'Ditt PM behöver kompletteras: ',
      failed: (course: string) =>
        `Ditt PM i kursen ${course} är bedömt och blev inte godkänt den här gången.`,
      noMore:
        'Det finns inga fler tillfällen att lämna PM på det här kurstillfället. Din chef kan nominera dig till kursen på nytt.',
      next: (date: string) => `Lämna ett omarbetat PM senast ${date}.`,
    },
    assignment: {
      subject: 'Din uppgift behöver kompletteras: ',
      failed: (course: string) =>
        `Din uppgift i kursen ${course} är bedömd och blev inte godkänd den här gången.`,
      noMore:
        'Det finns inga fler tillfällen att lämna uppgiften på det här kurstillfället. Din chef kan nominera dig till kursen på nytt.',
      next: (date: string) => `Lämna en omarbetad uppgift senast ${date}.`,
    },
  },
  en: {
    result: 'Your result: ',
    again:
      'You have another attempt. Reply to this email if you want to know what needs to be clearer, and we will ask the course leader to contact you.',
    nextNone: 'Talk to your line manager about how to go on, and reply to this email if you want advice.',
    memo: {
      subject: 'Your memo needs more work: ',
      failed: (course) =>
        `Your memo (PM) for the course ${course} has been assessed and was not approved this time.`,
      noMore:
        'There are no more chances to hand in a memo for this course offering. Your line manager can nominate you for the course again.',
      next: (date) => `Hand in a revised memo by ${date}.`,
    },
    assignment: {
      subject: 'Your assignment needs more work: ',
      failed: (course) =>
        `Your assignment for the course ${course} has been assessed and was not approved this time.`,
      noMore:
        'There are no more chances to hand in the assignment for this course offering. Your line manager can nominate you for the course again.',
      next: (date) => `Hand in a revised assignment by ${date}.`,
    },
  },
});

export const resultFailed = mailTemplate({
  name: 'result_failed',
  version: 2,
  texts,
  subject: (t, { courseTitle, work, retakeDeadline }: ResultFailed) =>
    subjectLine(retakeDeadline === null ? t.result : t[work].subject, courseTitle),
  letter: (t, { courseTitle, work, retakeDeadline }: ResultFailed, say) => ({
    blocks: [
      paragraph(t[work].failed(courseTitle)),
      paragraph(retakeDeadline === null ? t[work].noMore : t.again),
    ],
    nextStep: retakeDeadline === null ? t.nextNone : t[work].next(say.fullDate(retakeDeadline)),
  }),
});
