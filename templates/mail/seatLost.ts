import type { TermCode } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface SeatLost {
  readonly term: TermCode;
  readonly courseTitle: string;
  /** Said no in time, left the course later, was given the seat by mistake, or never answered when the waiting list gave the seat. */
  readonly which: 'declined' | 'withdrawn' | 'retracted' | 'no_answer' | 'switched';
  /** The term of the later training group, when the person goes on with one; otherwise empty. */
  readonly switchedTo: TermCode | '';
  /** How many course days were left, and whether the mail has files that take them out of the calendar. */
  readonly daysLeft: number;
  readonly calendarFiles: boolean;
}

const texts = inEach({
  sv: {
    declined: {
      subject: 'Du har tackat nej till din plats: ',
      intro: 'Vi har tagit emot att du tackar nej till din plats. Tack för att du hörde av dig.',
    },
    withdrawn: {
      subject: 'Du har lämnat din plats: ',
      intro: 'Vi har registrerat att du har lämnat din plats på kursen.',
    },
    retracted: {
      subject: 'Platsen gavs av misstag: ',
      intro:
        'Vi hade gett dig en plats på kursen av misstag och har tagit tillbaka den. Du behöver inte göra något, och det kostar ingenting. Förlåt att det blev fel.',
    },
    no_answer: {
      subject: 'Platsen har gått vidare: ',
      intro:
        'Du fick en plats från reservlistan, men vi fick inget svar från dig i tid. Därför har platsen gått vidare till nästa i kön.',
    },
    switched: {
      subject: 'Du byter till en senare grupp: ',
      intro: 'Vi har registrerat att du lämnar din plats och går vidare med en senare grupp.',
    },
    later: (term: string) =>
      `Du fortsätter ${term}. Det du redan har fått godkänt finns kvar. Din chef nominerar dig när nomineringen till den terminen öppnar.`,
    course: 'Kurs',
    term: 'Termin',
    welcomeBack: 'Du är välkommen tillbaka: din chef kan nominera dig till en kommande termin.',
    removeOne: 'Ta bort kursdagen ur din kalender om du har lagt in den. ',
    removeAll: 'Ta bort kursdagarna ur din kalender om du har lagt in dem. ',
    openOne: 'Öppna kalenderfilen i det här mejlet, så försvinner kursdagen ur din kalender. ',
    openAll: 'Öppna kalenderfilerna i det här mejlet, så försvinner kursdagarna ur din kalender. ',
    next: 'Svara på det här mejlet om något har blivit fel.',
  },
  en: {
    declined: {
      subject: 'You have declined your seat: ',
      intro: 'We have noted that you decline your seat. Thank you for telling us.',
    },
    withdrawn: {
      subject: 'You have left your seat: ',
      intro: 'We have registered that you have left your seat on the course.',
    },
    retracted: {
      subject: 'The seat was given by mistake: ',
      intro:
        'We had given you a seat on the course by mistake and have taken it back. You need do nothing, and it costs nothing. We are sorry for the mistake.',
    },
    no_answer: {
      subject: 'The seat has gone on: ',
      intro:
        'You were given a seat from the waiting list, but we had no answer from you in time. So the seat has gone on to the next in line.',
    },
    switched: {
      subject: 'You go on with a later group: ',
      intro: 'We have registered that you leave your seat and go on with a later group.',
    },
    later: (term) =>
      `You go on in the ${term}. What you have already passed is kept. Your line manager nominates you when nominations to that term open.`,
    course: 'Course',
    term: 'Term',
    welcomeBack: 'You are welcome back: your line manager can nominate you for a coming term.',
    removeOne: 'Remove the course day from your calendar if you have put it there. ',
    removeAll: 'Remove the course days from your calendar if you have put them there. ',
    openOne: 'Open the calendar file in this email to remove the course day from your calendar. ',
    openAll: 'Open the calendar files in this email to remove the course days from your calendar. ',
    next: 'Reply to this email if something is wrong.',
  },
});

export const seatLost = mailTemplate({
  name: 'seat_lost',
  version: 4,
  texts,
  subject: (t, { term, courseTitle, which }: SeatLost, say) =>
    subjectLine(t[which].subject, courseTitle, `, ${say.termCode(term)}`),
  letter: (t, { term, courseTitle, which, switchedTo, daysLeft, calendarFiles }: SeatLost, say) => ({
    blocks: [
      paragraph(t[which].intro),
      facts({ [t.course]: courseTitle, [t.term]: say.termName(term) }),
      paragraph(switchedTo === '' ? t.welcomeBack : t.later(say.termName(switchedTo))),
    ],
    nextStep: `${calendarStep(t, daysLeft, calendarFiles)}${t.next}`,
  }),
});

function calendarStep(t: (typeof texts)['sv'], daysLeft: number, calendarFiles: boolean): string {
  if (daysLeft === 0) return '';
  const one = daysLeft === 1;
  if (!calendarFiles) return one ? t.removeOne : t.removeAll;
  return one ? t.openOne : t.openAll;
}
