/** A missed course day that is made up in another offering of the course. */
import type { OfferingCode } from '../../domain/region.ts';
import { type CourseDayView, courseDayEntries, courseDayFacts } from './courseDay.ts';
import { entries, facts, paragraph } from './layout.ts';
import { fullDate, hours, shortDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface MakeUpNeeded {
  readonly courseTitle: string;
  readonly absences: number;
  readonly allowed: number;
  /** The days that were missed, by number. */
  readonly missed: readonly number[];
  /** Coming days of other offerings of the course. */
  readonly choices: readonly (CourseDayView & { readonly offeringCode: OfferingCode })[];
}

const daysOf = (count: number): string => `${count} ${count === 1 ? 'dag' : 'dagar'}`;

export const makeUpNeeded = mailTemplate<'make_up_needed', MakeUpNeeded>({
  name: 'make_up_needed',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Ditt kursintyg väntar på en kursdag: ', courseTitle),
  letter: ({ courseTitle, absences, allowed, missed, choices }) => ({
    blocks: [
      paragraph(
        `Du är godkänd i kursen ${courseTitle}, och det resultatet står fast. Intyget kan vi ge först när du har varit med på fler kursdagar: du var borta ${daysOf(absences)}, och ${allowed === 0 ? 'ingen frånvaro är tillåten' : `högst ${daysOf(allowed)} är tillåtet`}.`,
      ),
      paragraph(
        `Det du missade: kursdag ${missed.join(', ')}. Du kan ta igen det vid ett annat tillfälle av kursen.`,
      ),
      ...(choices.length === 0
        ? [paragraph('Just nu är inga sådana dagar planerade. Vi hjälper dig att hitta en väg.')]
        : [
            entries(
              choices.map((day) => ({
                title: `Kursdag ${day.number}, ${day.offeringCode}: ${fullDate(day.date)}`,
                lines: [hours(day.start, day.end), ...(day.place === '' ? [] : [day.place])],
              })),
            ),
          ]),
    ],
    nextStep:
      choices.length === 0
        ? 'Svara på det här mejlet, så hör vi av oss om hur du kan ta igen dagen.'
        : 'Svara på det här mejlet och säg vilken dag som passar, så bokar vi en plats. Den kostar inget extra.',
  }),
});

export interface MakeUpDay {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly day: CourseDayView;
  /** Number of the day at home that is made up. */
  readonly homeDay: number;
  readonly calendarFiles: boolean;
}

export const makeUpConfirmed = mailTemplate<'make_up_confirmed', MakeUpDay>({
  name: 'make_up_confirmed',
  version: 1,
  subject: ({ courseTitle, day }) =>
    subjectLine(`Du tar igen en kursdag ${shortDate(day.date)}: `, courseTitle),
  letter: ({ courseTitle, offeringCode, day, homeDay, calendarFiles }) => ({
    blocks: [
      paragraph(`Du har en plats för en dag i en annan grupp, i stället för kursdag ${homeDay} i din egen.`),
      facts({ Kurs: courseTitle, Kurstillfälle: offeringCode }),
      courseDayEntries([day]),
      paragraph(
        `Dagen räknas som din närvaro, och din kommun betalar inget extra.${calendarFiles ? ' Kalenderfilen i mejlet lägger in den i din kalender.' : ''}`,
      ),
    ],
    nextStep: 'Boka in dagen. Svara på det här mejlet så snart du kan om du får förhinder.',
  }),
});

export const makeUpReminder = mailTemplate<'make_up_reminder', Omit<MakeUpDay, 'calendarFiles'>>({
  name: 'make_up_reminder',
  version: 1,
  subject: ({ courseTitle, day }) => subjectLine(`Snart dags: kursdag ${shortDate(day.date)}, `, courseTitle),
  letter: ({ courseTitle, offeringCode, day, homeDay }) => ({
    blocks: [
      paragraph(`Snart tar du igen kursdag ${homeDay}. Den här dagen är du med i en annan grupp.`),
      facts({ Kurs: courseTitle, Kurstillfälle: offeringCode }),
      courseDayFacts(day),
    ],
    nextStep: 'Håll dagen fri. Svara på det här mejlet så snart du kan om du får förhinder.',
  }),
});

export interface MakeUpReleased {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly homeDay: number;
  readonly cause: 'cancelled' | 'moved' | 'given_up';
  readonly calendarFiles: boolean;
}

const causes: Record<MakeUpReleased['cause'], string> = {
  cancelled: 'Kurstillfället där du skulle ta igen en dag ges inte.',
  moved: 'Kursdagen där du skulle ta igen en dag har flyttats, så din bokning gäller inte längre.',
  given_up: 'Din bokning för att ta igen en kursdag är borttagen.',
};

export const makeUpReleased = mailTemplate<'make_up_released', MakeUpReleased>({
  name: 'make_up_released',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Bokningen för en kursdag gäller inte: ', courseTitle),
  letter: ({ courseTitle, offeringCode, homeDay, cause, calendarFiles }) => ({
    blocks: [
      paragraph(causes[cause]),
      facts({ Kurs: courseTitle, Kurstillfälle: offeringCode, 'Skulle ta igen': `kursdag ${homeDay}` }),
      ...(calendarFiles ? [paragraph('Kalenderfilen i mejlet tar bort dagen ur din kalender.')] : []),
    ],
    nextStep: 'Vill du ta igen dagen en annan gång? Svara på det här mejlet, så bokar vi en ny dag.',
  }),
});
