import type { TermCode } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface NominationNotice {
  readonly term: TermCode;
  /** Empty when the nomination leaves open which of the missing courses it is for. */
  readonly courseTitle: string;
  readonly chiefName: string;
  /** Nobody answered in time, and the municipality's rule is that the proposal counts then. */
  readonly byRule: boolean;
}

const texts = inEach({
  sv: {
    subject: 'Du är nominerad: ',
    programme: 'ledarskapsutbildningen',
    intro: (chief: string) => `${chief} har nominerat dig till en kurs i ledarskapsutbildningen.`,
    byRule:
      'Du är nominerad till en kurs i ledarskapsutbildningen. Din kommun har bestämt att vårt förslag gäller när chefen inte har svarat i tid.',
    course: 'Kurs',
    term: 'Termin',
    notYet:
      'En nominering är ännu inte en plats. När nomineringen har stängt fördelar vi platserna mellan kommunerna. Sedan får du ett nytt mejl om du har fått en plats eller står på reservlistan.',
    whichCourse: ' Då får du också veta vilken kurs det blir.',
    next: (chief: string) =>
      `Du behöver inte göra något nu. Prata med ${chief} om du inte kan gå kursen den terminen.`,
  },
  en: {
    subject: 'You have been nominated: ',
    programme: 'the leadership programme',
    intro: (chief) => `${chief} has nominated you for a course of the leadership programme.`,
    byRule:
      'You have been nominated for a course of the leadership programme. Your municipality has decided that our proposal holds when the line manager has not answered in time.',
    course: 'Course',
    term: 'Term',
    notYet:
      'A nomination is not a seat yet. When nominations have closed, we share the seats among the municipalities. Then you get a new email that says whether you have a seat or are on the waiting list.',
    whichCourse: ' It also says which course it will be.',
    next: (chief) =>
      `You do not need to do anything now. Talk to ${chief} if you cannot take the course that term.`,
  },
});

export const nominationNotice = mailTemplate({
  name: 'nomination_notice',
  version: 2,
  texts,
  subject: (t, { term, courseTitle }: NominationNotice, say) =>
    subjectLine(t.subject, courseTitle || t.programme, `, ${say.termCode(term)}`),
  letter: (t, { term, courseTitle, chiefName, byRule }: NominationNotice, say) => ({
    blocks: [
      paragraph(byRule ? t.byRule : t.intro(chiefName)),
      facts({ [t.course]: courseTitle, [t.term]: say.termName(term) }),
      paragraph(`${t.notYet}${courseTitle === '' ? t.whichCourse : ''}`),
    ],
    nextStep: t.next(chiefName),
  }),
});
