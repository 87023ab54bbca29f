import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { TermCode } from '../../domain/region.ts';
import { entries, paragraph } from './layout.ts';
import { mailTemplate } from './template.ts';
import { type Forms, inEach } from './wording.ts';

export interface NominationReminder {
  readonly term: TermCode;
  readonly deadline: IsoDate;
  /** Calendar days to the deadline; 0 on the day itself. */
  readonly daysLeft: number;
  /** Proposed managers about whom nothing has been said yet. */
  readonly openNames: readonly string[];
  /** Whether the chief has answered about others. */
  readonly partly: boolean;
}

const texts = inEach({
  sv: {
    subject: (term: string, deadline: string) =>
      `Påminnelse: nominera chefer till ${term} senast ${deadline}`,
    waiting: (term: string) =>
      `Vi har inte fått ditt svar om vilka chefer du vill nominera till ledarskapsutbildningen ${term}.`,
    partly: (term: string) =>
      `Tack för det du har svarat hittills. Några chefer har vi inte fått svar om än när det gäller ledarskapsutbildningen ${term}.`,
    open: 'Svar saknas om',
    closesToday: 'Nomineringen stänger i dag.',
    closesIn: (days: string) => `Nomineringen stänger om ${days}.`,
    day: ['dag', 'dagar'] satisfies Forms,
    earlier:
      'Förslaget med dina chefer finns i vårt förra mejl. Säg till om du inte hittar det, så skickar vi det igen.',
    next: (deadline: string) =>
      `Svara på det här mejlet senast ${deadline}. Skriv att förslaget gäller som det är, eller vilka du vill lägga till och ta bort. Vill du inte nominera någon räcker det att du skriver det.`,
  },
  en: {
    subject: (term, deadline) => `Reminder: nominate managers for ${term} by ${deadline}`,
    waiting: (term) =>
      `We have not received your answer about which managers you want to nominate for the leadership programme, ${term}.`,
    partly: (term) =>
      `Thank you for what you have answered so far. About some managers we have no answer yet for the leadership programme, ${term}.`,
    open: 'No answer yet about',
    closesToday: 'Nominations close today.',
    closesIn: (days) => `Nominations close in ${days}.`,
    day: ['day', 'days'],
    earlier:
      'The proposal with your managers is in our last email. Tell us if you cannot find it, and we will send it again.',
    next: (deadline) =>
      `Reply to this email by ${deadline}. Write that the proposal holds as it is, or whom you want to add and remove. If you do not want to nominate anybody, it is enough to write that.`,
  },
});

export const nominationReminder = mailTemplate({
  name: 'nomination_reminder',
  version: 2,
  texts,
  subject: (t, { term, deadline }: NominationReminder, say) =>
    t.subject(say.termCode(term), say.date(deadline)),
  letter: (t, { term, deadline, daysLeft, openNames, partly }: NominationReminder, say) => ({
    blocks: [
      paragraph(
        `${(partly ? t.partly : t.waiting)(say.termName(term))} ${daysLeft === 0 ? t.closesToday : t.closesIn(say.count(daysLeft, ...t.day))}`,
      ),
      ...(openNames.length === 0 ? [] : [entries([{ title: t.open, lines: [...openNames] }])]),
      paragraph(t.earlier),
    ],
    nextStep: t.next(say.fullDate(deadline)),
  }),
});
