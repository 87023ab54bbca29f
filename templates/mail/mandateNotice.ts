import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { TermCode } from '../../domain/region.ts';
import { type Block, facts, list, paragraph } from './layout.ts';
import { mailTemplate } from './template.ts';
import { inEach, type Wording } from './wording.ts';

export interface MandateNotice {
  /** What the decision asks for by the deadline. */
  readonly what: 'start' | 'complete';
  readonly deadline: IsoDate;
  /** Who decided what, and when, as a reference in the recipient's language. */
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

const texts = inEach({
  sv: {
    subject: {
      start: (date: string) => `Ledarskapsutbildningen ska påbörjas senast ${date}`,
      complete: (date: string) => `Ledarskapsutbildningen ska vara klar senast ${date}`,
    },
    owed: {
      start: (date: string) =>
        `Din kommun har beslutat att ledarskapsutbildningen är obligatorisk för dig. Enligt beslutet ska du ha påbörjat den senast ${date}.`,
      complete: (date: string) =>
        `Din kommun har beslutat att ledarskapsutbildningen är obligatorisk för dig. Enligt beslutet ska du ha gått klart den senast ${date}.`,
    },
    decision: 'Beslut',
    missing: 'Det här har du kvar:',
    open: (term: string, closes: string) => `Nu är nomineringen till ${term} öppen. Den stänger ${closes}.`,
    coming: (term: string, opens: string, closes: string) =>
      `Nästa nominering gäller ${term}. Den öppnar ${opens} och stänger ${closes}.`,
    tooLate: 'Det är efter din sista dag, så till dess behöver din chef lämna en plan med datum.',
    nominate: 'Kom överens med din chef om när du ska gå, så att du blir nominerad i tid.',
    plan: 'Kom överens med din chef om när du ska gå, och be din chef att skicka oss en plan med datum.',
  },
  en: {
    subject: {
      start: (date) => `The leadership programme is to be started by ${date}`,
      complete: (date) => `The leadership programme is to be finished by ${date}`,
    },
    owed: {
      start: (date) =>
        `Your municipality has decided that the leadership programme is mandatory for you. Under the decision you are to have started it by ${date}.`,
      complete: (date) =>
        `Your municipality has decided that the leadership programme is mandatory for you. Under the decision you are to have finished it by ${date}.`,
    },
    decision: 'Decision',
    missing: 'This is what you have left:',
    open: (term, closes) => `Nominations for the ${term} are open now. They close on ${closes}.`,
    coming: (term, opens, closes) =>
      `The next nominations are for the ${term}. They open on ${opens} and close on ${closes}.`,
    tooLate:
      'That is after your last day, so until then your line manager needs to give us a plan with dates.',
    nominate: 'Agree with your line manager when you will take it, so that you are nominated in time.',
    plan: 'Agree with your line manager when you will take it, and ask them to send us a plan with dates.',
  },
});

export const mandateNotice = mailTemplate({
  name: 'mandate_notice',
  version: 2,
  texts,
  subject: (t, { what, deadline }: MandateNotice, say) => t.subject[what](say.date(deadline)),
  letter: (t, { what, deadline, decision, missing, nextNomination }: MandateNotice, say) => ({
    blocks: [
      paragraph(t.owed[what](say.fullDate(deadline))),
      facts({ [t.decision]: decision }),
      ...(missing.length === 0 ? [] : [paragraph(t.missing), list(missing)]),
      ...nomination(t, nextNomination, deadline, say),
    ],
    nextStep: canBeNominated(nextNomination, deadline) ? t.nominate : t.plan,
  }),
});

/** Nominations that open after the last day help nobody to be in time; then a plan is what can be given. */
const canBeNominated = (next: MandateNotice['nextNomination'], deadline: IsoDate): boolean =>
  next !== null && next.opens <= deadline;

function nomination(
  t: (typeof texts)['sv'],
  next: MandateNotice['nextNomination'],
  deadline: IsoDate,
  say: Wording,
): Block[] {
  if (next === null) return [];
  const [term, closes] = [say.termName(next.term), say.fullDate(next.closes)];
  if (next.isOpen) return [paragraph(t.open(term, closes))];
  const late = canBeNominated(next, deadline) ? '' : ` ${t.tooLate}`;
  return [paragraph(`${t.coming(term, say.fullDate(next.opens), closes)}${late}`)];
}
