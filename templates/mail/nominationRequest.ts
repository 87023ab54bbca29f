import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { TermCode } from '../../domain/region.ts';
import { count, termName } from '../documents/format.ts';
import { facts, paragraph } from './layout.ts';
import { date, fullDate } from './swedish.ts';
import { mailTemplate } from './template.ts';

export interface NominationRequest {
  readonly term: TermCode;
  readonly deadline: IsoDate;
  /** How many of the chief's managers the attached proposal names. */
  readonly proposed: number;
}

/** Carries the proposal as an attachment. */
export const nominationRequest = mailTemplate<'nomination_request', NominationRequest>({
  name: 'nomination_request',
  version: 2,
  subject: ({ term, deadline }) => `Nominera chefer till ${term} senast ${date(deadline)}`,
  letter: ({ term, deadline, proposed }) => ({
    blocks: [
      paragraph(`Nu är det dags att nominera chefer till ledarskapsutbildningen ${termName(term)}.`),
      paragraph(
        proposed === 0
          ? 'Den här gången har vi ingen att föreslå bland dina chefer, men du får gärna nominera någon ändå. Underlaget ligger som en pdf-fil i det här mejlet.'
          : `Vi har gjort ett förslag som du kan utgå från. Det omfattar ${count(proposed, 'chef', 'chefer')} och ligger som en pdf-fil i det här mejlet. Förslaget tar hänsyn till kommunens beslut, till vilka kurser var och en har kvar och till att arbetsplatserna ska klara sig under tiden.`,
      ),
      facts({ Termin: termName(term), 'Svara senast': fullDate(deadline) }),
    ],
    nextStep:
      proposed === 0
        ? `Svara på det här mejlet senast ${fullDate(deadline)}. Skriv vem du vill nominera, eller att du inte nominerar någon.`
        : `Läs förslaget och svara på det här mejlet senast ${fullDate(deadline)}. Skriv att det gäller som det är, eller vilka du vill lägga till och ta bort.`,
  }),
});
