import type { TermCode } from '../../domain/region.ts';
import { termName } from '../documents/format.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface SeatLost {
  readonly term: TermCode;
  readonly courseTitle: string;
  /** Said no in time, left the course later, or never answered when the waiting list gave the seat. */
  readonly which: 'declined' | 'withdrawn' | 'no_answer';
  /** How many course days were left, and whether the mail has files that take them out of the calendar. */
  readonly daysLeft: number;
  readonly calendarFiles: boolean;
}

const subjects: Record<SeatLost['which'], string> = {
  declined: 'Du har tackat nej till din plats: ',
  withdrawn: 'Du har lämnat din plats: ',
  no_answer: 'Platsen har gått vidare: ',
};

const openings: Record<SeatLost['which'], string> = {
  declined: 'Vi har tagit emot att du tackar nej till din plats. Tack för att du hörde av dig.',
  withdrawn: 'Vi har registrerat att du har lämnat din plats på kursen.',
  no_answer:
    'Du fick en plats från reservlistan, men vi fick inget svar från dig i tid. Därför har platsen gått vidare till nästa i kön.',
};

export const seatLost = mailTemplate<'seat_lost', SeatLost>({
  name: 'seat_lost',
  version: 2,
  subject: ({ term, courseTitle, which }) => subjectLine(subjects[which], courseTitle, `, ${term}`),
  letter: ({ term, courseTitle, which, daysLeft, calendarFiles }) => ({
    blocks: [
      paragraph(openings[which]),
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
