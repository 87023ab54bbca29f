import type { TermCode } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface WaitingListEnded {
  readonly term: TermCode;
  readonly courseTitle: string;
  /** `closed`: before the term; `cancelled`: the course is not given that term. */
  readonly cause: 'closed' | 'cancelled';
}

const texts = inEach({
  sv: {
    subject: 'Ingen plats den här gången: ',
    intro:
      'Ingen plats hann bli ledig för dig innan reservlistan stängde. Du får alltså ingen plats den här terminen.',
    cancelled:
      'Kursen som du stod på reservlistan till är inställd, och ingen annan kurs som du saknar ges den här terminen. Därför är reservlistan avslutad, och du får ingen plats den här terminen.',
    course: 'Kurs',
    term: 'Termin',
    notYou: 'Det är ingen bedömning av dig. Din chef kan nominera dig på nytt till en kommande termin.',
    next: 'Prata med din chef om när det passar att du blir nominerad igen.',
  },
  en: {
    subject: 'No seat this time: ',
    intro:
      'No seat became free for you before the waiting list closed. So there is no seat for you this term.',
    cancelled:
      'The course whose waiting list you were on has been cancelled, and no other course that you still need is given this term. The waiting list has therefore ended, and there is no seat for you this term.',
    course: 'Course',
    term: 'Term',
    notYou: 'This is no judgement of you. Your line manager can nominate you again for a coming term.',
    next: 'Talk to your line manager about a good time to be nominated again.',
  },
});

export const waitingListEnded = mailTemplate({
  name: 'waiting_list_ended',
  version: 2,
  texts,
  subject: (t, { term, courseTitle }: WaitingListEnded, say) =>
    subjectLine(t.subject, courseTitle, `, ${say.termCode(term)}`),
  letter: (t, { term, courseTitle, cause }: WaitingListEnded, say) => ({
    blocks: [
      paragraph(cause === 'cancelled' ? t.cancelled : t.intro),
      facts({ [t.course]: courseTitle, [t.term]: say.termName(term) }),
      paragraph(t.notYou),
    ],
    nextStep: t.next,
  }),
});
