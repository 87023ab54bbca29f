import type { TermCode } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface WaitingListPlaced {
  readonly term: TermCode;
  readonly courseTitle: string;
  /** From 1. */
  readonly position: number;
  /** Why there was no seat, as a sentence in the recipient's language. */
  readonly reason: string;
  /** The course had been cancelled, and the list with it. */
  readonly again: boolean;
}

const texts = inEach({
  sv: {
    subject: 'Du står på reservlistan: ',
    intro: 'Det blev tyvärr ingen plats åt dig nu, men du står på reservlistan.',
    again:
      'Kursen som var inställd blir av ändå. Därför gäller reservlistan igen, och du står kvar på din plats.',
    course: 'Kurs',
    term: 'Termin',
    position: 'Reservplats',
    why: 'Varför',
    how: 'När någon lämnar sin plats går den till den som står först på listan. Blir det din tur får du ett mejl med alla kursdagar.',
    next: 'Du behöver inte göra något nu. Svara på det här mejlet om du inte vill stå kvar på reservlistan.',
  },
  en: {
    subject: 'You are on the waiting list: ',
    intro: 'Unfortunately there was no seat for you now, but you are on the waiting list.',
    again:
      'The course that had been cancelled will be held after all. The waiting list is therefore open again, and you have kept your place.',
    course: 'Course',
    term: 'Term',
    position: 'Place on the list',
    why: 'Why',
    how: 'When somebody leaves their seat, it goes to whoever is first on the list. If it is your turn, you get an email with all course days.',
    next: 'You do not need to do anything now. Reply to this email if you do not want to stay on the waiting list.',
  },
});

export const waitingListPlaced = mailTemplate({
  name: 'waiting_list_placed',
  version: 2,
  texts,
  subject: (t, { term, courseTitle }: WaitingListPlaced, say) =>
    subjectLine(t.subject, courseTitle, `, ${say.termCode(term)}`),
  letter: (t, { term, courseTitle, position, reason, again }: WaitingListPlaced, say) => ({
    blocks: [
      paragraph(again ? t.again : t.intro),
      facts({
        [t.course]: courseTitle,
        [t.term]: say.termName(term),
        [t.position]: String(position),
        [t.why]: reason,
      }),
      paragraph(t.how),
    ],
    nextStep: t.next,
  }),
});
