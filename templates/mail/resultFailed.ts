import type { IsoDate } from '../../domain/calendar/dates.ts';
import { paragraph } from './layout.ts';
import { fullDate } from './swedish.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface ResultFailed {
  readonly courseTitle: string;
  /** What was judged: the memo of a programme course, or another course's assignment. */
  readonly work: 'memo' | 'assignment';
  /** Last day for the next attempt; null when none is left. */
  readonly retakeDeadline: IsoDate | null;
}

const words = {
  memo: {
    yours: 'Ditt PM',
    judged: 'är bedömt och blev inte godkänt',
    it: 'PM',
    revised: 'ett omarbetat PM',
  },
  assignment: {
    yours: 'Din uppgift',
    judged: 'är bedömd och blev inte godkänd',
    it: 'uppgiften',
    revised: 'en omarbetad uppgift',
  },
} as const;

export const resultFailed = mailTemplate<'result_failed', ResultFailed>({
  name: 'result_failed',
  version: 2,
  subject: ({ courseTitle, work, retakeDeadline }) =>
    subjectLine(
      retakeDeadline === null ? 'Ditt resultat: ' : `${words[work].yours} behöver kompletteras: `,
      courseTitle,
    ),
  letter: ({ courseTitle, work, retakeDeadline }) => ({
    blocks: [
      paragraph(`${words[work].yours} i kursen ${courseTitle} ${words[work].judged} den här gången.`),
      paragraph(
        retakeDeadline === null
          ? `Det finns inga fler tillfällen att lämna ${words[work].it} på det här kurstillfället. Din chef kan nominera dig till kursen på nytt.`
          : 'Du får ett nytt försök. Svara på det här mejlet om du vill veta vad som behöver bli tydligare, så ber vi kursledaren att höra av sig.',
      ),
    ],
    nextStep:
      retakeDeadline === null
        ? 'Prata med din chef om hur du går vidare, och svara på det här mejlet om du vill ha råd.'
        : `Lämna ${words[work].revised} senast ${fullDate(retakeDeadline)}.`,
  }),
});
