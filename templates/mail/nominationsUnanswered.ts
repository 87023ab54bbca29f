import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { TermCode } from '../../domain/region.ts';
import { termName } from '../documents/format.ts';
import { entries, paragraph } from './layout.ts';
import { fullDate } from './swedish.ts';
import { mailTemplate } from './template.ts';

export interface NominationsUnanswered {
  readonly term: TermCode;
  /** The day on which the seats are given out. */
  readonly seatsGivenOn: IsoDate;
  /** One a chief who had not answered, with the managers concerned. */
  readonly rows: readonly { readonly chiefName: string; readonly managerNames: readonly string[] }[];
  /** The municipality's rule. */
  readonly outcome: 'accept_proposal' | 'send_nobody';
}

/** To the head of social services. */
export const nominationsUnanswered = mailTemplate<'nominations_unanswered', NominationsUnanswered>({
  name: 'nominations_unanswered',
  version: 1,
  subject: ({ term }) => `Svar saknades när nomineringen till ${term} stängde`,
  letter: ({ term, seatsGivenOn, rows, outcome }) => ({
    blocks: [
      paragraph(
        `Nomineringen till ledarskapsutbildningen ${termName(term)} har stängt. Vi fick inte svar om alla chefer som vi föreslog i din kommun:`,
      ),
      entries(
        rows.map(({ chiefName, managerNames }) => ({
          title: `Svar saknas från ${chiefName}`,
          lines: [...managerNames],
        })),
      ),
      paragraph(
        outcome === 'accept_proposal'
          ? 'Er kommun har bestämt att vårt förslag gäller när svar saknas. Därför är de här cheferna nu nominerade.'
          : 'Er kommun har bestämt att ingen skickas när svar saknas. Därför är de här cheferna inte nominerade.',
      ),
    ],
    nextStep:
      outcome === 'accept_proposal'
        ? `Platserna fördelas ${fullDate(seatsGivenOn)}. Svara på det här mejlet före dess om någon av dem inte ska vara med.`
        : `Platserna fördelas ${fullDate(seatsGivenOn)}. Svara på det här mejlet före dess om någon av dem ändå ska vara med.`,
  }),
});
