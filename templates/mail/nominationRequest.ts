import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { TermCode } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate } from './template.ts';
import { type Forms, inEach } from './wording.ts';

export interface NominationRequest {
  readonly term: TermCode;
  readonly deadline: IsoDate;
  /** How many of the chief's managers the attached proposal names. */
  readonly proposed: number;
}

const texts = inEach({
  sv: {
    subject: (term: string, deadline: string) => `Nominera chefer till ${term} senast ${deadline}`,
    intro: (term: string) => `Nu är det dags att nominera chefer till ledarskapsutbildningen ${term}.`,
    nobody:
      'Den här gången har vi ingen att föreslå bland dina chefer, men du får gärna nominera någon ändå. Underlaget ligger som en pdf-fil i det här mejlet.',
    chief: ['chef', 'chefer'] satisfies Forms,
    proposal: (chiefs: string) =>
      `Vi har gjort ett förslag som du kan utgå från. Det omfattar ${chiefs} och ligger som en pdf-fil i det här mejlet. Förslaget tar hänsyn till kommunens beslut, till vilka kurser var och en har kvar och till att arbetsplatserna ska klara sig under tiden.`,
    term: 'Termin',
    answerBy: 'Svara senast',
    nextNobody: (deadline: string) =>
      `Svara på det här mejlet senast ${deadline}. Skriv vem du vill nominera, eller att du inte nominerar någon.`,
    next: (deadline: string) =>
      `Läs förslaget och svara på det här mejlet senast ${deadline}. Skriv att det gäller som det är, eller vilka du vill lägga till och ta bort.`,
  },
  en: {
    subject: (term, deadline) => `Nominate managers for ${term} by ${deadline}`,
    intro: (term) => `It is time to nominate managers for the leadership programme, ${term}.`,
    nobody:
      'This time we have nobody to propose among your managers, but you are welcome to nominate somebody all the same. The background, in Swedish, is attached as a PDF file.',
    chief: ['manager', 'managers'],
    proposal: (managers) =>
      `We have made a proposal for you to start from. It names ${managers} and is attached, in Swedish, as a PDF file. The proposal takes into account the municipality’s decision, which courses each manager has left, and that workplaces must manage in the meantime.`,
    term: 'Term',
    answerBy: 'Answer by',
    nextNobody: (deadline) =>
      `Reply to this email by ${deadline}. Write whom you want to nominate, or that you do not nominate anybody.`,
    next: (deadline) =>
      `Read the proposal and reply to this email by ${deadline}. Write that it holds as it is, or whom you want to add and remove.`,
  },
});

/** Carries the proposal as an attachment. */
export const nominationRequest = mailTemplate({
  name: 'nomination_request',
  version: 2,
  texts,
  subject: (t, { term, deadline }: NominationRequest, say) =>
    t.subject(say.termCode(term), say.date(deadline)),
  letter: (t, { term, deadline, proposed }: NominationRequest, say) => ({
    blocks: [
      paragraph(t.intro(say.termName(term))),
      paragraph(proposed === 0 ? t.nobody : t.proposal(say.count(proposed, ...t.chief))),
      facts({ [t.term]: say.termName(term), [t.answerBy]: say.fullDate(deadline) }),
    ],
    nextStep: (proposed === 0 ? t.nextNobody : t.next)(say.fullDate(deadline)),
  }),
});
