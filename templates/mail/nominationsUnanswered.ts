import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { TermCode } from '../../domain/region.ts';
import { entries, paragraph } from './layout.ts';
import { mailTemplate } from './template.ts';
import { inEach } from './wording.ts';

export interface NominationsUnanswered {
  readonly term: TermCode;
  /** The day on which the seats are given out. */
  readonly seatsGivenOn: IsoDate;
  /** One a chief who had not answered, with the managers concerned. */
  readonly rows: readonly { readonly chiefName: string; readonly managerNames: readonly string[] }[];
  /** The municipality's rule. */
  readonly outcome: 'accept_proposal' | 'send_nobody';
}

const texts = inEach({
  sv: {
    subject: (term: string) => `Svar saknades när nomineringen till ${term} stängde`,
    intro: (term: string) =>
      `Nomineringen till ledarskapsutbildningen ${term} har stängt. Vi fick inte svar om alla chefer som vi föreslog i din kommun:`,
    from: (chief: string) => `Svar saknas från ${chief}`,
    accept_proposal: {
      rule: 'Er kommun har bestämt att vårt förslag gäller när svar saknas. Därför är de här cheferna nu nominerade.',
      next: (date: string) =>
        `Platserna fördelas ${date}. Svara på det här mejlet före dess om någon av dem inte ska vara med.`,
    },
    send_nobody: {
      rule: 'Er kommun har bestämt att ingen skickas när svar saknas. Därför är de här cheferna inte nominerade.',
      next: (date: string) =>
        `Platserna fördelas ${date}. Svara på det här mejlet före dess om någon av dem ändå ska vara med.`,
    },
  },
  en: {
    subject: (term) => `Answers were missing when nominations closed, ${term}`,
    intro: (term) =>
      `Nominations for the leadership programme, ${term}, have closed. We did not get an answer about all managers that we proposed in your municipality:`,
    from: (chief) => `No answer from ${chief}`,
    accept_proposal: {
      rule: 'Your municipality has decided that our proposal holds when there is no answer. So these managers are now nominated.',
      next: (date) =>
        `The seats are allocated on ${date}. Reply to this email before then if any of them is not to take part.`,
    },
    send_nobody: {
      rule: 'Your municipality has decided that nobody is sent when there is no answer. So these managers are not nominated.',
      next: (date) =>
        `The seats are allocated on ${date}. Reply to this email before then if any of them is to take part all the same.`,
    },
  },
});

/** To the head of social services. */
export const nominationsUnanswered = mailTemplate({
  name: 'nominations_unanswered',
  version: 1,
  texts,
  subject: (t, { term }: NominationsUnanswered, say) => t.subject(say.termCode(term)),
  letter: (t, { term, seatsGivenOn, rows, outcome }: NominationsUnanswered, say) => ({
    blocks: [
      paragraph(t.intro(say.termName(term))),
      entries(
        rows.map(({ chiefName, managerNames }) => ({
          title: t.from(chiefName),
          lines: [...managerNames],
        })),
      ),
      paragraph(t[outcome].rule),
    ],
    nextStep: t[outcome].next(say.fullDate(seatsGivenOn)),
  }),
});
