import type { TermCode } from '../../domain/region.ts';
import { termName } from '../documents/format.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface WaitingListEnded {
  readonly term: TermCode;
  readonly courseTitle: string;
}

export const waitingListEnded = mailTemplate<'waiting_list_ended', WaitingListEnded>({
  name: 'waiting_list_ended',
  version: 1,
  subject: ({ term, courseTitle }) => subjectLine('Ingen plats den här gången: ', courseTitle, `, ${term}`),
  letter: ({ term, courseTitle }) => ({
    blocks: [
      paragraph(
        'Ingen plats hann bli ledig för dig innan reservlistan stängde. Du får alltså ingen plats den här terminen.',
      ),
      facts({ Kurs: courseTitle, Termin: termName(term) }),
      paragraph('Det är ingen bedömning av dig. Din chef kan nominera dig på nytt till en kommande termin.'),
    ],
    nextStep: 'Prata med din chef om när det passar att du blir nominerad igen.',
  }),
});
