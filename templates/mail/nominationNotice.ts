import type { TermCode } from '../../domain/region.ts';
import { termName } from '../documents/format.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface NominationNotice {
  readonly term: TermCode;
  /** Empty when the nomination leaves open which of the missing courses it is for. */
  readonly courseTitle: string;
  readonly chiefName: string;
  /** Nobody answered in time, and the municipality's rule is that the proposal counts then. */
  readonly byRule: boolean;
}

export const nominationNotice = mailTemplate<'nomination_notice', NominationNotice>({
  name: 'nomination_notice',
  version: 2,
  subject: ({ term, courseTitle }) =>
    subjectLine('Du är nominerad: ', courseTitle || 'ledarskapsutbildningen', `, ${term}`),
  letter: ({ term, courseTitle, chiefName, byRule }) => ({
    blocks: [
      paragraph(
        byRule
          ? 'Du är nominerad till en kurs i ledarskapsutbildningen. Din kommun har bestämt att vårt förslag gäller när chefen inte har svarat i tid.'
          : `${chiefName} har nominerat dig till en kurs i ledarskapsutbildningen.`,
      ),
      facts({ Kurs: courseTitle, Termin: termName(term) }),
      paragraph(
        `En nominering är ännu inte en plats. När nomineringen har stängt fördelar vi platserna mellan kommunerna. Sedan får du ett nytt mejl om du har fått en plats eller står på reservlistan.${courseTitle === '' ? ' Då får du också veta vilken kurs det blir.' : ''}`,
      ),
    ],
    nextStep: `Du behöver inte göra något nu. Prata med ${chiefName} om du inte kan gå kursen den terminen.`,
  }),
});
