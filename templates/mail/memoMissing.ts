import type { IsoDate } from '../../domain/calendar/dates.ts';
import { paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface MemoMissing {
  readonly courseTitle: string;
  /** The deadline that has passed. */
  readonly deadline: IsoDate;
  /** The new last day; null when none is set. */
  readonly newDeadline: IsoDate | null;
}

const texts = inEach({
  sv: {
    subject: 'Ditt PM saknas: ',
    missing: (course: string, deadline: string) =>
      `Vi har inte fått ditt PM i kursen ${course}. Det skulle ha lämnats senast ${deadline}.`,
    needed: 'Utan ett godkänt PM kan du inte bli godkänd på kursen. Det går fortfarande att lämna det.',
    soon: 'Lämna ditt PM så snart du kan, eller svara på det här mejlet och berätta när du kan lämna det.',
    by: (deadline: string) =>
      `Lämna ditt PM senast ${deadline}. Svara på det här mejlet om du behöver hjälp för att komma i mål.`,
  },
  en: {
    subject: 'Your memo is missing: ',
    missing: (course, deadline) =>
      `We have not received your memo (PM) for the course ${course}. It was due by ${deadline}.`,
    needed: 'You cannot pass the course without an approved memo. You can still hand it in.',
    soon: 'Hand in your memo as soon as you can, or reply to this email and tell us when you can.',
    by: (deadline) => `Hand in your memo by ${deadline}. Reply to this email if you need help to finish it.`,
  },
});

export const memoMissing = mailTemplate({
  name: 'memo_missing',
  version: 1,
  texts,
  subject: (t, { courseTitle }: MemoMissing) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, deadline, newDeadline }: MemoMissing, say) => ({
    blocks: [paragraph(t.missing(courseTitle, say.fullDate(deadline))), paragraph(t.needed)],
    nextStep: newDeadline === null ? t.soon : t.by(say.fullDate(newDeadline)),
  }),
});
