import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { TermCode } from '../../domain/region.ts';
import { termName } from '../documents/format.ts';
import { type Block, facts, list, paragraph } from './layout.ts';
import { date, fullDate } from './swedish.ts';
import { mailTemplate } from './template.ts';

export interface MandateNotice {
  /** What the decision asks for by the deadline. */
  readonly what: 'start' | 'complete';
  readonly deadline: IsoDate;
  /** Who decided what, and when, as a sentence or a reference. */
  readonly decision: string;
  /** Titles of the courses still missing. */
  readonly missing: readonly string[];
  /** The next term to be nominated for, open from one day to another; null when none is planned. */
  readonly nextNomination: {
    readonly term: TermCode;
    readonly isOpen: boolean;
    readonly opens: IsoDate;
    readonly closes: IsoDate;
  } | null;
}

export const mandateNotice = mailTemplate<'mandate_notice', MandateNotice>({
  name: 'mandate_notice',
  version: 2,
  subject: ({ what, deadline }) =>
    `Ledarskapsutbildningen ska ${what === 'start' ? 'påbörjas' : 'vara klar'} senast ${date(deadline)}`,
  letter: ({ what, deadline, decision, missing, nextNomination }) => ({
    blocks: [
      paragraph(
        `Din kommun har beslutat att ledarskapsutbildningen är obligatorisk för dig. Enligt beslutet ska du ha ${what === 'start' ? 'påbörjat' : 'gått klart'} den senast ${fullDate(deadline)}.`,
      ),
      facts({ Beslut: decision }),
      ...missingCourses(missing),
      ...nomination(nextNomination, deadline),
    ],
    nextStep: canBeNominated(nextNomination, deadline)
      ? 'Kom överens med din chef om när du ska gå, så att du blir nominerad i tid.'
      : 'Kom överens med din chef om när du ska gå, och be din chef att skicka oss en plan med datum.',
  }),
});

/** Nominations that open after the last day help nobody to be in time; then a plan is what can be given. */
const canBeNominated = (next: MandateNotice['nextNomination'], deadline: IsoDate): boolean =>
  next !== null && next.opens <= deadline;

function nomination(next: MandateNotice['nextNomination'], deadline: IsoDate): Block[] {
  if (next === null) return [];
  const late = canBeNominated(next, deadline)
    ? ''
    : ' Det är efter din sista dag, så till dess behöver din chef lämna en plan med datum.';
  return [
    paragraph(
      next.isOpen
        ? `Nu är nomineringen till ${termName(next.term)} öppen. Den stänger ${fullDate(next.closes)}.`
        : `Nästa nominering gäller ${termName(next.term)}. Den öppnar ${fullDate(next.opens)} och stänger ${fullDate(next.closes)}.${late}`,
    ),
  ];
}

function missingCourses(missing: readonly string[]): Block[] {
  return missing.length === 0 ? [] : [paragraph('Det här har du kvar:'), list(missing)];
}
