/** An offering that does not go as planned: what participants and trainers are told. */
import type { OfferingCode } from '../../domain/region.ts';
import { type CourseDayView, courseDayEntries } from './courseDay.ts';
import { type Block, type Entry, entries, facts, paragraph } from './layout.ts';
import { fullDate, hours } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

/** A course day as it was or is; null when there was, or is, none. */
export interface ChangedDay {
  readonly number: number;
  readonly before: Omit<CourseDayView, 'number' | 'count'> | null;
  readonly after: Omit<CourseDayView, 'number' | 'count'> | null;
}

export interface OfferingChanged {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly days: readonly ChangedDay[];
  readonly calendarFiles: boolean;
}

export type TrainerDaysChanged = Omit<OfferingChanged, 'calendarFiles'>;

const when = (day: NonNullable<ChangedDay['after']>): string =>
  `${fullDate(day.date)}, ${hours(day.start, day.end)}${day.place === '' ? '' : `, ${day.place}`}`;

const whatChanged = ({ number, before, after }: ChangedDay): Entry => ({
  title: after === null ? `Kursdag ${number} utgår` : `Kursdag ${number}`,
  lines: [
    ...(before === null ? ['Ny kursdag.'] : [`Var: ${when(before)}`]),
    ...(after === null ? [] : [`Blir: ${when(after)}`]),
  ],
});

const offeringFacts = (courseTitle: string, offeringCode: OfferingCode): Block =>
  facts({ Kurs: courseTitle, Kurstillfälle: offeringCode });

export const offeringChanged = mailTemplate<'offering_changed', OfferingChanged>({
  name: 'offering_changed',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Ändrad kursdag: ', courseTitle),
  letter: ({ courseTitle, offeringCode, days, calendarFiles }) => ({
    blocks: [
      paragraph('Din kurs har ändrats. Så här blir det nu:'),
      offeringFacts(courseTitle, offeringCode),
      entries(days.map(whatChanged)),
      ...(calendarFiles
        ? [paragraph('Öppna kalenderfilen eller kalenderfilerna i mejlet, så ändras din kalender.')]
        : []),
    ],
    nextStep:
      'Ändra i din kalender. Svara på det här mejlet så snart du kan om du inte kan komma den nya tiden.',
  }),
});

export const trainerDaysChanged = mailTemplate<'trainer_days_changed', TrainerDaysChanged>({
  name: 'trainer_days_changed',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Ändrad kursdag att hålla: ', courseTitle),
  letter: ({ courseTitle, offeringCode, days }) => ({
    blocks: [
      paragraph('En kurs som du håller har ändrats. Så här blir det nu:'),
      offeringFacts(courseTitle, offeringCode),
      entries(days.map(whatChanged)),
      paragraph('Deltagarna får ett eget mejl.'),
    ],
    nextStep: 'Svara på det här mejlet så snart du kan om du inte kan hålla kursdagen den nya tiden.',
  }),
});

export interface OfferingCancelled {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly calendarFiles: boolean;
}

export const offeringCancelled = mailTemplate<'offering_cancelled', OfferingCancelled>({
  name: 'offering_cancelled',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Kursen är inställd: ', courseTitle),
  letter: ({ courseTitle, offeringCode, calendarFiles }) => ({
    blocks: [
      paragraph('Tyvärr blir kursen inte av den här gången. Vi beklagar det.'),
      offeringFacts(courseTitle, offeringCode),
      paragraph(
        'Din kommun betalar inget för platsen. Du står först i kön nästa gång kursen ges, om din chef nominerar dig.',
      ),
    ],
    nextStep: `${calendarFiles ? 'Öppna kalenderfilerna i mejlet, så försvinner kursdagarna ur din kalender. ' : ''}Du behöver inte göra något mer nu.`,
  }),
});

export interface OfferingMerged {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly intoCode: OfferingCode;
  readonly days: readonly CourseDayView[];
  readonly calendarFiles: boolean;
}

export const offeringMerged = mailTemplate<'offering_merged', OfferingMerged>({
  name: 'offering_merged',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Du går kursen i en annan grupp: ', courseTitle),
  letter: ({ courseTitle, offeringCode, intoCode, days, calendarFiles }) => ({
    blocks: [
      paragraph('Två kurstillfällen har slagits ihop. Din plats följer med till den andra gruppen.'),
      facts({ Kurs: courseTitle, 'Tidigare tillfälle': offeringCode, 'Nytt tillfälle': intoCode }),
      paragraph('Det här är dina kursdagar nu:'),
      courseDayEntries(days),
      ...(calendarFiles
        ? [
            paragraph(
              'Öppna kalenderfilerna i mejlet, så byts de gamla dagarna ut mot de nya i din kalender.',
            ),
          ]
        : []),
    ],
    nextStep: 'Boka in de nya dagarna. Svara på det här mejlet så snart du kan om de inte passar.',
  }),
});

export interface OfferingReinstated {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly days: readonly CourseDayView[];
  readonly calendarFiles: boolean;
}

export const offeringReinstated = mailTemplate<'offering_reinstated', OfferingReinstated>({
  name: 'offering_reinstated',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Kursen blir av ändå: ', courseTitle),
  letter: ({ courseTitle, offeringCode, days, calendarFiles }) => ({
    blocks: [
      paragraph('Goda nyheter: kurstillfället ges som det var tänkt från början, och du har kvar din plats.'),
      offeringFacts(courseTitle, offeringCode),
      courseDayEntries(days),
      ...(calendarFiles
        ? [paragraph('Öppna kalenderfilerna i mejlet, så kommer kursdagarna tillbaka i din kalender.')]
        : []),
    ],
    nextStep: 'Boka in kursdagarna igen. Svara på det här mejlet om du inte längre kan ta platsen.',
  }),
});

export interface TrainerOfferingCancelled {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  /** The offering that takes over the participants, or empty. */
  readonly intoCode: OfferingCode | '';
}

export const trainerOfferingCancelled = mailTemplate<'trainer_offering_cancelled', TrainerOfferingCancelled>({
  name: 'trainer_offering_cancelled',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Kurs att hålla ges inte: ', courseTitle),
  letter: ({ courseTitle, offeringCode, intoCode }) => ({
    blocks: [
      paragraph(
        intoCode === ''
          ? 'Ett kurstillfälle som du skulle hålla är inställt.'
          : `Ett kurstillfälle som du skulle hålla har slagits ihop med ${intoCode}.`,
      ),
      offeringFacts(courseTitle, offeringCode),
      paragraph('Deltagarna får ett eget mejl.'),
    ],
    nextStep: 'Ta bort kursdagarna ur din kalender. Svara på det här mejlet om du har frågor.',
  }),
});

export const trainerOfferingReinstated = mailTemplate<
  'trainer_offering_reinstated',
  Pick<OfferingReinstated, 'courseTitle' | 'offeringCode' | 'days'>
>({
  name: 'trainer_offering_reinstated',
  version: 1,
  subject: ({ courseTitle }) => subjectLine('Kurs att hålla blir av ändå: ', courseTitle),
  letter: ({ courseTitle, offeringCode, days }) => ({
    blocks: [
      paragraph('Kurstillfället blir av ändå, och du håller det som det var tänkt.'),
      offeringFacts(courseTitle, offeringCode),
      courseDayEntries(days),
    ],
    nextStep: 'Boka in kursdagarna igen. Svara på det här mejlet så snart du kan om du inte kan hålla dem.',
  }),
});

export interface TrainerMissing {
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly day: CourseDayView;
  readonly trainerName: string;
  /** Names of those who still hold the day. */
  readonly remaining: readonly string[];
}

export const trainerMissing = mailTemplate<'trainer_missing', TrainerMissing>({
  name: 'trainer_missing',
  version: 1,
  subject: ({ offeringCode, day }) => `Utbildare saknas: ${offeringCode}, kursdag ${day.number}`,
  letter: ({ courseTitle, offeringCode, day, trainerName, remaining }) => ({
    blocks: [
      paragraph(`${trainerName} kan inte hålla kursdagen. Deltagarna har inte fått veta något.`),
      offeringFacts(courseTitle, offeringCode),
      courseDayEntries([day]),
      paragraph(
        remaining.length === 0
          ? 'Ingen annan utbildare är inplanerad den dagen.'
          : `Kvar den dagen: ${remaining.join(', ')}.`,
      ),
    ],
    nextStep:
      'Ordna någon annan som håller dagen och registrera det, eller flytta kursdagen. Uppgiften stängs då av sig själv.',
  }),
});
