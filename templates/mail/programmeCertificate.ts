import { facts, paragraph } from './layout.ts';
import { mailTemplate } from './template.ts';
import { inEach } from './wording.ts';

export interface ProgrammeCertificate {
  /** `30 av 30 hp`, in the recipient's language. */
  readonly total: string;
}

const texts = inEach({
  sv: {
    subject: 'Grattis! Här är ditt programintyg för ledarskapsutbildningen',
    congratulations:
      'Grattis, du har gått klart hela ledarskapsutbildningen! Vi hoppas att du har nytta av den varje dag, både du och dina medarbetare.',
    credits: 'Poäng',
    attached: 'Programintyget ligger som en pdf-fil i det här mejlet.',
    next: 'Spara intyget. Svara på det här mejlet om något i det är fel.',
  },
  en: {
    subject: 'Congratulations! Here is your programme certificate',
    congratulations:
      'Congratulations, you have finished the whole leadership programme! We hope that it is of use every day, to you and to your staff.',
    credits: 'Credits',
    attached: 'The programme certificate, in Swedish, is attached as a PDF file.',
    next: 'Save the certificate. Reply to this email if something in it is wrong.',
  },
});

/** Carries the programme certificate as an attachment. */
export const programmeCertificate = mailTemplate({
  name: 'programme_certificate',
  version: 1,
  texts,
  subject: (t, _data: ProgrammeCertificate) => t.subject,
  letter: (t, { total }: ProgrammeCertificate) => ({
    blocks: [paragraph(t.congratulations), facts({ [t.credits]: total }), paragraph(t.attached)],
    nextStep: t.next,
  }),
});
