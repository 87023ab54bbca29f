import { list, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface DayMissed {
  readonly courseTitle: string;
  /** Titles of the parts that are done and still count; may be empty. */
  readonly done: readonly string[];
}

const texts = inEach({
  sv: {
    subject: 'Boka en ny dag: ',
    missed: (course: string) =>
      `Vi saknade dig på ${course}. För att få ditt intyg behöver du vara med en annan gång.`,
    done: 'Det här har du redan gjort, och det räknas:',
    next: 'Svara på det här mejlet, så hjälper vi dig att boka ett nytt tillfälle. Var du med? Skriv det.',
  },
  en: {
    subject: 'Book a new day: ',
    missed: (course) => `We missed you at ${course}. To get your certificate you need to come another time.`,
    done: 'You have already done this, and it counts:',
    next: 'Reply to this email, and we will help you to book a new day. Were you there? Tell us.',
  },
});

/** To whoever was not there on a course day that the course cannot be completed without. */
export const dayMissed = mailTemplate({
  name: 'day_missed',
  version: 1,
  texts,
  subject: (t, { courseTitle }: DayMissed) => subjectLine(t.subject, courseTitle),
  letter: (t, { courseTitle, done }: DayMissed) => ({
    blocks: [paragraph(t.missed(courseTitle)), ...(done.length === 0 ? [] : [paragraph(t.done), list(done)])],
    nextStep: t.next,
  }),
});
