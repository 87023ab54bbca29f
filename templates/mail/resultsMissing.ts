import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { OfferingCode } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { type Forms, inEach } from './wording.ts';

export interface ResultsMissing {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly remaining: number;
  /** When the results should have been there. */
  readonly dueDate: IsoDate;
  /** Empty when the last day has no trainer. */
  readonly leaderName: string;
}

const texts = inEach({
  sv: {
    subject: 'Resultat saknas: ',
    intro: 'Alla resultat på ett kurstillfälle är inte registrerade i tid.',
    course: 'Kurs',
    offering: 'Kurstillfälle',
    remaining: 'Resultat som saknas',
    participant: ['deltagare', 'deltagare'] satisfies Forms,
    due: 'Skulle ha varit klart',
    leader: 'Kursledare',
    somebody: 'kursens utbildare',
    next: (leader: string) => `Kontakta ${leader} och kom överens om när resultaten registreras.`,
  },
  en: {
    subject: 'Results missing: ',
    intro: 'Not all results of a course offering have been registered in time.',
    course: 'Course',
    offering: 'Course offering',
    remaining: 'Results missing',
    participant: ['participant', 'participants'],
    due: 'Were due',
    leader: 'Course leader',
    somebody: 'the trainers of the course',
    next: (leader) => `Contact ${leader} and agree when the results will be registered.`,
  },
});

export const resultsMissing = mailTemplate({
  name: 'results_missing',
  version: 1,
  texts,
  subject: (t, { offeringCode, remaining }: ResultsMissing) =>
    subjectLine(t.subject, offeringCode, `, ${remaining} ${t.participant[remaining === 1 ? 0 : 1]}`),
  letter: (t, { courseTitle, offeringCode, remaining, dueDate, leaderName }: ResultsMissing, say) => ({
    blocks: [
      paragraph(t.intro),
      facts({
        [t.course]: courseTitle,
        [t.offering]: offeringCode,
        [t.remaining]: say.count(remaining, ...t.participant),
        [t.due]: say.fullDate(dueDate),
        [t.leader]: leaderName,
      }),
    ],
    nextStep: t.next(leaderName || t.somebody),
  }),
});
