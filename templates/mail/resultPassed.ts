import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface ResultPassed {
  readonly courseTitle: string;
  /** `7,5 hp`; empty for a course outside the programme, which gives none. */
  readonly credits: string;
  /** `15 av 30 hp`; empty likewise. */
  readonly total: string;
}

export const resultPassed = mailTemplate<'result_passed', ResultPassed>({
  name: 'result_passed',
  version: 2,
  subject: ({ courseTitle }) => subjectLine('Du är godkänd: ', courseTitle),
  letter: ({ courseTitle, credits, total }) => ({
    blocks: [
      paragraph('Grattis, du är godkänd på kursen! Bra jobbat.'),
      facts({ Kurs: courseTitle, Poäng: credits, 'Hela programmet hittills': total }),
      paragraph(
        credits === ''
          ? 'Har du också varit med på kursdagen skickar vi ditt intyg i ett eget mejl.'
          : 'Har du varit med på tillräckligt många kursdagar skickar vi ditt kursintyg i ett eget mejl.',
      ),
    ],
    nextStep: 'Du behöver inte göra något nu.',
  }),
});
