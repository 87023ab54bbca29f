import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface ResultPassed {
  readonly courseTitle: string;
  /** `7,5 hp`; empty for a course outside the programme, which gives none. */
  readonly credits: string;
  /** `15 av 30 hp`; empty likewise. */
  readonly total: string;
  /** Whether the course days attended are enough for a certificate; open until all of them are registered. */
  readonly attendance:
    | { readonly state: 'open' | 'enough' }
    | { readonly state: 'too_little'; readonly absences: number; readonly allowed: number };
}

export const resultPassed = mailTemplate<'result_passed', ResultPassed>({
  name: 'result_passed',
  version: 3,
  subject: ({ courseTitle }) => subjectLine('Du är godkänd: ', courseTitle),
  letter: ({ courseTitle, credits, total, attendance }) => ({
    blocks: [
      paragraph('Grattis, du är godkänd på kursen! Bra jobbat.'),
      facts({ Kurs: courseTitle, Poäng: credits, 'Hela programmet hittills': total }),
      paragraph(certificateText(attendance, credits === '' ? 'intyg' : 'kursintyg')),
    ],
    nextStep:
      attendance.state === 'too_little'
        ? 'Svara på det här mejlet om du vill veta vad du kan göra för att få intyget, eller om vår uppgift om närvaron är fel.'
        : 'Du behöver inte göra något nu.',
  }),
});

function certificateText(attendance: ResultPassed['attendance'], certificate: string): string {
  switch (attendance.state) {
    case 'open':
      return `Närvaron är inte färdigregistrerad än. Har du varit med på tillräckligt mycket skickar vi ditt ${certificate} i ett eget mejl.`;
    case 'enough':
      return `Ditt ${certificate} kommer i ett eget mejl.`;
    case 'too_little':
      return `För ett ${certificate} räcker tyvärr inte närvaron: du har missat ${days(attendance.absences)}, och ${attendance.allowed === 0 ? 'alla dagar krävs' : `högst ${days(attendance.allowed)} får missas`}.`;
  }
}

const days = (number: number): string => (number === 1 ? 'en kursdag' : `${number} kursdagar`);
