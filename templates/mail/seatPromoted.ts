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
}

const texts = inEach({
  sv: {
    subject: (term: string) => `En av dina chefer har fått en plats från reservlistan, ${term}`,
    intro: (manager: string) =>
      `En plats har blivit ledig, och ${manager} stod på tur på reservlistan. Därför har ${manager} fått platsen.`,
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

/** To the chief, when one of their managers moves up from the waiting list. */
export const seatPromoted = mailTemplate({
  name: 'seat_promoted',
  version: 1,
  texts,
  subject: (t, { term }: SeatPromoted, say) => t.subject(say.termCode(term)),
  letter: (t, data: SeatPromoted, say) => {
    const { term, courseTitle, offeringCode, managerName, firstDay } = data;
    const answerBy = data.answerBy === null ? '' : say.fullDate(data.answerBy);
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
