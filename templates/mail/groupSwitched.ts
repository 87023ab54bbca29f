import type { TermCode } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate } from './template.ts';
import { inEach } from './wording.ts';

export interface GroupSwitched {
  readonly managerName: string;
  readonly courseTitle: string;
  readonly term: TermCode;
  /** The term in which the manager goes on. */
  readonly switchedTo: TermCode;
}

const texts = inEach({
  sv: {
    subject: (term: string) => `En av dina chefer byter till en senare utbildningsgrupp, ${term}`,
    intro: (manager: string, term: string) =>
      `${manager} lämnar sin plats och går vidare med en senare grupp: ${term}.`,
    course: 'Kurs som lämnas',
    term: 'Termin',
    switchedTo: 'Fortsätter',
    kept: (manager: string) => `Det som ${manager} redan har fått godkänt finns kvar.`,
    next: (manager: string, term: string) =>
      `Du behöver inte göra något nu. Tänk på ${manager} när nomineringen till ${term} öppnar, och svara på det här mejlet om något har blivit fel.`,
  },
  en: {
    subject: (term) => `One of your managers goes on with a later training group, ${term}`,
    intro: (manager, term) => `${manager} leaves the seat and goes on with a later group: ${term}.`,
    course: 'Course that is left',
    term: 'Term',
    switchedTo: 'Goes on',
    kept: (manager) => `What ${manager} has already passed is kept.`,
    next: (manager, term) =>
      `You do not need to do anything now. Remember ${manager} when nominations to ${term} open, and reply to this email if something is wrong.`,
  },
});

/** To the chief, when one of their managers goes on with a later group. */
export const groupSwitched = mailTemplate({
  name: 'group_switched',
  version: 2,
  texts,
  subject: (t, { switchedTo }: GroupSwitched, say) => t.subject(say.termCode(switchedTo)),
  letter: (t, { managerName, courseTitle, term, switchedTo }: GroupSwitched, say) => ({
    blocks: [
      paragraph(t.intro(managerName, say.termName(switchedTo))),
      facts({
        [t.course]: courseTitle,
        [t.term]: say.termName(term),
        [t.switchedTo]: say.termName(switchedTo),
      }),
      paragraph(t.kept(managerName)),
    ],
    nextStep: t.next(managerName, say.termName(switchedTo)),
  }),
});
