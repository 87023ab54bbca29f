import type { TermCode } from '../../domain/region.ts';
import { termName } from '../documents/format.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface SeatLost {
  readonly term: TermCode;
  readonly courseTitle: string;
  /** Said no in time, or left the course later. */
  readonly which: 'declined' | 'withdrawn';
}

export const seatLost = mailTemplate<'seat_lost', SeatLost>({
  name: 'seat_lost',
  version: 1,
  subject: ({ term, courseTitle, which }) =>
    subjectLine(
      which === 'declined' ? 'Du har tackat nej till din plats: ' : 'Du har lämnat din plats: ',
      courseTitle,
      `, ${term}`,
    ),
  letter: ({ term, courseTitle, which }) => ({
    blocks: [
      paragraph(
        which === 'declined'
          ? 'Vi har tagit emot att du tackar nej till din plats. Tack för att du hörde av dig.'
          : 'Vi har registrerat att du har lämnat din plats på kursen.',
      ),
      facts({ Kurs: courseTitle, Termin: termName(term) }),
      paragraph('Du är välkommen tillbaka: din chef kan nominera dig till en kommande termin.'),
    ],
    nextStep:
      'Ta bort kursdagarna ur din kalender om du har lagt in dem. Svara på det här mejlet om något har blivit fel.',
  }),
});
