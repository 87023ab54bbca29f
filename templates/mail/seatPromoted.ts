import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { OfferingCode, TermCode } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate } from './template.ts';
import { inEach } from './wording.ts';

export interface SeatPromoted {
  readonly term: TermCode;
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly managerName: string;
  readonly firstDay: IsoDate;
  /** Last day for the manager to say yes; null when no answer is asked for. */
  readonly answerBy: IsoDate | null;
  /** The answer never came, and the seat has gone on to somebody else. */
  readonly lapsed: boolean;
}

const texts = inEach({
  sv: {
    subject: (term: string) => `En av dina chefer har fått en plats från reservlistan, ${term}`,
    intro: (manager: string) =>
      `En plats har blivit ledig, och ${manager} stod på tur på reservlistan. Därför har ${manager} fått platsen.`,
    lapsedSubject: (term: string) => `En plats från reservlistan har gått vidare, ${term}`,
    lapsed: (manager: string) =>
      `${manager} fick en plats från reservlistan, men vi fick inget svar i tid. Därför har platsen gått vidare till nästa i kön.`,
    welcome: (manager: string) => `Du är välkommen att nominera ${manager} till en kommande termin.`,
    nothingToDo: 'Du behöver inte göra något nu. Svara på det här mejlet om något har blivit fel.',
    course: 'Kurs',
    term: 'Termin',
    offering: 'Kurstillfälle',
    firstDay: 'Första kursdagen',
    answerBy: 'Svar senast',
    mustAnswer: (manager: string, date: string) =>
      `${manager} behöver tacka ja senast ${date}. Annars går platsen till nästa i kön.`,
    next: (manager: string) =>
      `Planera tillsammans med ${manager} hur arbetet ska skötas under kursdagarna. Svara på det här mejlet om det inte går.`,
    nextAnswer: (manager: string, date: string) =>
      `Prata med ${manager} om platsen i god tid före ${date}. Svara på det här mejlet om det inte går.`,
  },
  en: {
    subject: (term) => `One of your managers has a seat from the waiting list, ${term}`,
    intro: (manager) =>
      `A seat has become free, and ${manager} was next on the waiting list. So ${manager} has been given the seat.`,
    lapsedSubject: (term) => `A seat from the waiting list has gone on, ${term}`,
    lapsed: (manager) =>
      `${manager} was given a seat from the waiting list, but we had no answer in time. So the seat has gone on to the next in line.`,
    welcome: (manager) => `You are welcome to nominate ${manager} for a coming term.`,
    nothingToDo: 'You do not need to do anything now. Reply to this email if something is wrong.',
    course: 'Course',
    term: 'Term',
    offering: 'Course offering',
    firstDay: 'First course day',
    answerBy: 'Answer by',
    mustAnswer: (manager, date) =>
      `${manager} needs to say yes by ${date}. Otherwise the seat goes to the next in line.`,
    next: (manager) =>
      `Plan together with ${manager} how the work will be done on the course days. Reply to this email if it does not work.`,
    nextAnswer: (manager, date) =>
      `Talk to ${manager} about the seat in good time before ${date}. Reply to this email if it does not work.`,
  },
});

/** To the chief, when one of their managers moves up from the waiting list, and when that seat has gone on. */
export const seatPromoted = mailTemplate({
  name: 'seat_promoted',
  version: 3,
  texts,
  subject: (t, { term, lapsed }: SeatPromoted, say) =>
    (lapsed ? t.lapsedSubject : t.subject)(say.termCode(term)),
  letter: (t, data: SeatPromoted, say) => {
    const { term, courseTitle, offeringCode, managerName, firstDay } = data;
    const answerBy = data.answerBy === null ? '' : say.fullDate(data.answerBy);
    if (data.lapsed) {
      return {
        blocks: [
          paragraph(t.lapsed(managerName)),
          facts({ [t.course]: courseTitle, [t.term]: say.termName(term), [t.offering]: offeringCode }),
          paragraph(t.welcome(managerName)),
        ],
        nextStep: t.nothingToDo,
      };
    }
    return {
      blocks: [
        paragraph(t.intro(managerName)),
        facts({
          [t.course]: courseTitle,
          [t.term]: say.termName(term),
          [t.offering]: offeringCode,
          [t.firstDay]: say.fullDate(firstDay),
          [t.answerBy]: answerBy,
        }),
        ...(answerBy === '' ? [] : [paragraph(t.mustAnswer(managerName, answerBy))]),
      ],
      nextStep: answerBy === '' ? t.next(managerName) : t.nextAnswer(managerName, answerBy),
    };
  },
});
