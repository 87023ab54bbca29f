import type { TermCode } from '../../domain/region.ts';
import { termName } from '../documents/format.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface WaitingListPlaced {
  readonly term: TermCode;
  readonly courseTitle: string;
  /** From 1. */
  readonly position: number;
  /** Why there was no seat, as a sentence in Swedish. */
  readonly reason: string;
}

export const waitingListPlaced = mailTemplate<'waiting_list_placed', WaitingListPlaced>({
  name: 'waiting_list_placed',
  version: 1,
  subject: ({ term, courseTitle }) => subjectLine('Du står på reservlistan: ', courseTitle, `, ${term}`),
  letter: ({ term, courseTitle, position, reason }) => ({
    blocks: [
      paragraph('Det blev tyvärr ingen plats åt dig nu, men du står på reservlistan.'),
      facts({ Kurs: courseTitle, Termin: termName(term), Reservplats: String(position), Varför: reason }),
      paragraph(
        'När någon lämnar sin plats går den till den som står först på listan. Blir det din tur får du ett mejl med alla kursdagar.',
      ),
    ],
    nextStep:
      'Du behöver inte göra något nu. Svara på det här mejlet om du inte vill stå kvar på reservlistan.',
  }),
});
