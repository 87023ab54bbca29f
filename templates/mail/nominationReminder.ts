import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { TermCode } from '../../domain/region.ts';
import { count, termName } from '../documents/format.ts';
import { entries, paragraph } from './layout.ts';
import { date, fullDate } from './swedish.ts';
import { mailTemplate } from './template.ts';

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

export const nominationReminder = mailTemplate<'nomination_reminder', NominationReminder>({
  name: 'nomination_reminder',
  version: 2,
  subject: ({ term, deadline }) => `Påminnelse: nominera chefer till ${term} senast ${date(deadline)}`,
  letter: ({ term, deadline, daysLeft, openNames, partly }) => ({
    blocks: [
      paragraph(
        `${partly ? 'Tack för det du har svarat hittills. Några chefer har vi inte fått svar om än när det gäller' : 'Vi har inte fått ditt svar om vilka chefer du vill nominera till'} ledarskapsutbildningen ${termName(term)}. ${daysLeft === 0 ? 'Nomineringen stänger i dag.' : `Nomineringen stänger om ${count(daysLeft, 'dag', 'dagar')}.`}`,
      ),
      ...(openNames.length === 0 ? [] : [entries([{ title: 'Svar saknas om', lines: [...openNames] }])]),
      paragraph(
        'Förslaget med dina chefer finns i vårt förra mejl. Säg till om du inte hittar det, så skickar vi det igen.',
      ),
    ],
    nextStep: `Svara på det här mejlet senast ${fullDate(deadline)}. Skriv att förslaget gäller som det är, eller vilka du vill lägga till och ta bort. Vill du inte nominera någon räcker det att du skriver det.`,
  }),
});
