import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { OfferingCode, TermCode } from '../../domain/region.ts';
import { termName } from '../documents/format.ts';
import { facts, paragraph } from './layout.ts';
import { fullDate } from './swedish.ts';
import { mailTemplate } from './template.ts';

export interface SeatPromoted {
  readonly term: TermCode;
  readonly courseTitle: string;
  readonly offeringCode: OfferingCode;
  readonly managerName: string;
  readonly firstDay: IsoDate;
  /** Last day for the manager to say yes; null when no answer is asked for. */
  readonly answerBy: IsoDate | null;
}

/** To the chief, when one of their managers moves up from the waiting list. */
export const seatPromoted = mailTemplate<'seat_promoted', SeatPromoted>({
  name: 'seat_promoted',
  version: 1,
  subject: ({ term }) => `En av dina chefer har fått en plats från reservlistan, ${term}`,
  letter: ({ term, courseTitle, offeringCode, managerName, firstDay, answerBy }) => ({
    blocks: [
      paragraph(
        `En plats har blivit ledig, och ${managerName} stod på tur på reservlistan. Därför har ${managerName} fått platsen.`,
      ),
      facts({
        Kurs: courseTitle,
        Termin: termName(term),
        Kurstillfälle: offeringCode,
        'Första kursdagen': fullDate(firstDay),
        ...(answerBy === null ? {} : { 'Svar senast': fullDate(answerBy) }),
      }),
      ...(answerBy === null
        ? []
        : [
            paragraph(
              `${managerName} behöver tacka ja senast ${fullDate(answerBy)}. Annars går platsen till nästa i kön.`,
            ),
          ]),
    ],
    nextStep:
      answerBy === null
        ? `Planera tillsammans med ${managerName} hur arbetet ska skötas under kursdagarna. Svara på det här mejlet om det inte går.`
        : `Prata med ${managerName} om platsen i god tid före ${fullDate(answerBy)}. Svara på det här mejlet om det inte går.`,
  }),
});
