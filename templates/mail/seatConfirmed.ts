import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { OfferingCode, TermCode } from '../../domain/region.ts';
import { termName } from '../documents/format.ts';
import { type CourseDayView, courseDayEntries } from './courseDay.ts';
import { facts, paragraph } from './layout.ts';
import { fullDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface SeatConfirmed {
  readonly term: TermCode;
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly days: readonly CourseDayView[];
  /** Last day to decline; null when that day has passed, as for a late promotion. */
  readonly declineUntil: IsoDate | null;
  readonly fromWaitingList: boolean;
  /** Last day to say yes to a seat of the waiting list; null when no answer is asked for. */
  readonly answerBy: IsoDate | null;
  /** Whether the course days come with the mail as calendar files. */
  readonly calendarFiles: boolean;
}

export const seatConfirmed = mailTemplate<'seat_confirmed', SeatConfirmed>({
  name: 'seat_confirmed',
  version: 2,
  subject: ({ term, courseTitle }) => subjectLine('Du har fått en plats: ', courseTitle, `, ${term}`),
  letter: ({
    term,
    courseTitle,
    offeringCode,
    days,
    declineUntil,
    fromWaitingList,
    answerBy,
    calendarFiles,
  }) => ({
    blocks: [
      paragraph(
        fromWaitingList && answerBy !== null
          ? `En plats har blivit ledig och den är din om du vill ha den. Svara senast ${fullDate(answerBy)}. Hör vi inget till dess går platsen vidare till nästa på reservlistan.`
          : fromWaitingList
            ? 'En plats har blivit ledig och den är din. Du lämnar alltså reservlistan och är välkommen till kursen.'
            : 'Du har fått en plats på kursen. Välkommen!',
      ),
      facts({
        Kurs: courseTitle,
        Termin: termName(term),
        Kurstillfälle: offeringCode,
        ...(answerBy === null ? {} : { 'Svara senast': fullDate(answerBy) }),
      }),
      paragraph(days.length === 1 ? 'Det här är din kursdag:' : 'Det här är dina kursdagar:'),
      courseDayEntries(days),
      ...(calendarFiles
        ? [
            paragraph(
              days.length === 1
                ? 'Kursdagen följer med mejlet som en kalenderfil. Öppna den, så hamnar dagen i din kalender.'
                : 'Kursdagarna följer med mejlet som kalenderfiler. Öppna dem, så hamnar dagarna i din kalender.',
            ),
          ]
        : []),
    ],
    nextStep:
      answerBy !== null
        ? `Svara ja eller nej på det här mejlet senast ${fullDate(answerBy)}. Säger du ja bokar du in ${days.length === 1 ? 'kursdagen' : 'kursdagarna'} i din kalender.`
        : declineUntil === null
          ? `Boka in ${days.length === 1 ? 'kursdagen' : 'kursdagarna'} i din kalender. Svara på det här mejlet så snart du kan om du inte kan ta platsen.`
          : `Boka in ${days.length === 1 ? 'kursdagen' : 'kursdagarna'} i din kalender. Kan du inte ta platsen? Svara på det här mejlet senast ${fullDate(declineUntil)}. Hör vi inget räknar vi med dig.`,
  }),
});
