import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { OfferingCode, TermCode } from '../../domain/region.ts';
import { type CourseDayView, courseDayEntries } from './courseDay.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

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
  /** Where the recipient's calendar can subscribe to all their course days; null when there is no such address. */
  readonly feedAddress: string | null;
}

/** Of one course day or of several. */
interface DayTexts {
  readonly these: string;
  readonly calendar: string;
  readonly next: string;
  readonly nextUntil: (date: string) => string;
  readonly nextAnswer: (date: string) => string;
}

interface SeatTexts {
  readonly subject: string;
  readonly promoted: string;
  readonly offered: (date: string) => string;
  readonly welcome: string;
  readonly course: string;
  readonly term: string;
  readonly offering: string;
  readonly answerBy: string;
  readonly subscribe: (address: string) => string;
  readonly one: DayTexts;
  readonly several: DayTexts;
}

const texts = inEach<SeatTexts>({
  sv: {
    subject: 'Du har fått en plats: ',
    promoted:
      'En plats har blivit ledig och den är din. Du lämnar alltså reservlistan och är välkommen till kursen.',
    offered: (date) =>
      `En plats har blivit ledig och den är din om du vill ha den. Svara senast ${date}. Hör vi inget till dess går platsen vidare till nästa på reservlistan.`,
    welcome: 'Du har fått en plats på kursen. Välkommen!',
    course: 'Kurs',
    term: 'Termin',
    offering: 'Kurstillfälle',
    answerBy: 'Svara senast',
    subscribe: (address) =>
      `Vill du att kalendern alltid är aktuell av sig själv? Prenumerera på din egen adress: ${address} Den visar dina kursdagar för den som har adressen, så lämna den inte vidare.`,
    one: {
      these: 'Det här är din kursdag:',
      calendar: 'Kursdagen följer med mejlet som en kalenderfil. Öppna den, så hamnar dagen i din kalender.',
      next: 'Boka in kursdagen i din kalender. Svara på det här mejlet så snart du kan om du inte kan ta platsen.',
      nextAnswer: (date) =>
        `Svara ja eller nej på det här mejlet senast ${date}. Säger du ja bokar du in kursdagen i din kalender.`,
      nextUntil: (date) =>
        `Boka in kursdagen i din kalender. Kan du inte ta platsen? Svara på det här mejlet senast ${date}. Hör vi inget räknar vi med dig.`,
    },
    several: {
      these: 'Det här är dina kursdagar:',
      calendar:
        'Kursdagarna följer med mejlet som kalenderfiler. Öppna dem, så hamnar dagarna i din kalender.',
      next: 'Boka in kursdagarna i din kalender. Svara på det här mejlet så snart du kan om du inte kan ta platsen.',
      nextAnswer: (date) =>
        `Svara ja eller nej på det här mejlet senast ${date}. Säger du ja bokar du in kursdagarna i din kalender.`,
      nextUntil: (date) =>
        `Boka in kursdagarna i din kalender. Kan du inte ta platsen? Svara på det här mejlet senast ${date}. Hör vi inget räknar vi med dig.`,
    },
  },
  en: {
    subject: 'You have a seat: ',
    promoted:
      'A seat has become free, and it is yours. You leave the waiting list and are welcome to the course.',
    offered: (date) =>
      `A seat has become free, and it is yours if you want it. Answer by ${date}. If we hear nothing by then, the seat goes on to the next on the waiting list.`,
    welcome: 'You have a seat on the course. Welcome!',
    course: 'Course',
    term: 'Term',
    offering: 'Course offering',
    answerBy: 'Answer by',
    subscribe: (address) =>
      `Do you want your calendar to stay up to date by itself? Subscribe to your own address: ${address} It shows your course days to whoever has it, so do not pass it on.`,
    one: {
      these: 'This is your course day:',
      calendar: 'The course day is attached as a calendar file. Open it to put the day in your calendar.',
      next: 'Put the course day in your calendar. Reply to this email as soon as you can if you cannot take the seat.',
      nextAnswer: (date) =>
        `Reply yes or no to this email by ${date}. If you say yes, put the course day in your calendar.`,
      nextUntil: (date) =>
        `Put the course day in your calendar. Can you not take the seat? Reply to this email by ${date}. If we hear nothing, we count on you.`,
    },
    several: {
      these: 'These are your course days:',
      calendar: 'The course days are attached as calendar files. Open them to put the days in your calendar.',
      next: 'Put the course days in your calendar. Reply to this email as soon as you can if you cannot take the seat.',
      nextAnswer: (date) =>
        `Reply yes or no to this email by ${date}. If you say yes, put the course days in your calendar.`,
      nextUntil: (date) =>
        `Put the course days in your calendar. Can you not take the seat? Reply to this email by ${date}. If we hear nothing, we count on you.`,
    },
  },
});

export const seatConfirmed = mailTemplate({
  name: 'seat_confirmed',
  version: 3,
  texts,
  subject: (t, { term, courseTitle }: SeatConfirmed, say) =>
    subjectLine(t.subject, courseTitle, `, ${say.termCode(term)}`),
  letter: (t, data: SeatConfirmed, say) => {
    const { term, courseTitle, offeringCode, days, declineUntil, calendarFiles } = data;
    const answerBy = data.answerBy === null ? '' : say.fullDate(data.answerBy);
    const own = days.length === 1 ? t.one : t.several;
    return {
      blocks: [
        paragraph(data.fromWaitingList ? (answerBy === '' ? t.promoted : t.offered(answerBy)) : t.welcome),
        facts({
          [t.course]: courseTitle,
          [t.term]: say.termName(term),
          [t.offering]: offeringCode,
          [t.answerBy]: answerBy,
        }),
        paragraph(own.these),
        courseDayEntries(days, say),
        ...(calendarFiles ? [paragraph(own.calendar)] : []),
        ...(data.feedAddress === null ? [] : [paragraph(t.subscribe(data.feedAddress))]),
      ],
      nextStep:
        answerBy !== ''
          ? own.nextAnswer(answerBy)
          : declineUntil === null
            ? own.next
            : own.nextUntil(say.fullDate(declineUntil)),
    };
  },
});
