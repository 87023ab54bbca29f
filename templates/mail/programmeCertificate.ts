import { facts, paragraph } from './layout.ts';
import { mailTemplate } from './template.ts';

export interface ProgrammeCertificate {
  /** `30 av 30 hp`. */
  readonly total: string;
}

/** Carries the programme certificate as an attachment. */
export const programmeCertificate = mailTemplate<'programme_certificate', ProgrammeCertificate>({
  name: 'programme_certificate',
  version: 1,
  subject: () => 'Grattis! Här är ditt programintyg för ledarskapsutbildningen',
  letter: ({ total }) => ({
    blocks: [
      paragraph(
        'Grattis, du har gått klart hela ledarskapsutbildningen! Vi hoppas att du har nytta av den varje dag, både du och dina medarbetare.',
      ),
      facts({ Poäng: total }),
      paragraph('Programintyget ligger som en pdf-fil i det här mejlet.'),
    ],
    nextStep: 'Spara intyget. Svara på det här mejlet om något i det är fel.',
  }),
});
