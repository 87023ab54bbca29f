import type { TermCode } from '../../domain/region.ts';
import { termName } from '../documents/format.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface SeatLost {
  readonly term: TermCode;
  readonly courseTitle: string;
  /** Said no in time, or left the course later. */
  readonly which: 'declined' | 'withdrawn';
  /** How many course days were left, and whether the mail has files that take them out of the calendar. */
  readonly daysLeft: number;
  readonly calendarFiles: boolean;
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
  letter: ({ term, courseTitle, which, daysLeft, calendarFiles }) => ({
    blocks: [
      paragraph(
        which === 'declined'
          ? 'Vi har tagit emot att du tackar nej till din plats. Tack för att du hörde av dig.'
          : 'Vi har registrerat att du har lämnat din plats på kursen.',
      ),
      facts({ Kurs: courseTitle, Termin: termName(term) }),
      paragraph('Du är välkommen tillbaka: din chef kan nominera dig till en kommande termin.'),
    ],
    nextStep: `${calendarStep(daysLeft, calendarFiles)}Svara på det här mejlet om något har blivit fel.`,
  }),
});

function calendarStep(daysLeft: number, calendarFiles: boolean): string {
  if (daysLeft === 0) return '';
  const one = daysLeft === 1;
  if (!calendarFiles) {
    return one
      ? 'Ta bort kursdagen ur din kalender om du har lagt in den. '
      : 'Ta bort kursdagarna ur din kalender om du har lagt in dem. ';
  }
  return one
    ? 'Öppna kalenderfilen i det här mejlet, så försvinner kursdagen ur din kalender. '
    : 'Öppna kalenderfilerna i det här mejlet, så försvinner kursdagarna ur din kalender. ';
}
