/** What happens at one moment or not at all: nobody makes up for it later, and once it has happened it is over. */
import type { Answers, Outcome } from '../../activities/answers/answers.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import { toTimestamp } from '../../prisma/client.ts';
import type { Intention } from './peopleHabits.ts';
import { unlessRefused } from './unlessRefused.ts';

export interface Happening {
  readonly at: Instant;
  readonly name: string;
  /** Subject of the fact that it makes. */
  readonly subject: string;
  /** Kind of that fact. */
  readonly fact: string;
}

/**
 * @param says the answer; undefined when there is nothing to say after all
 */
export const happens = (
  { at, name, subject, fact }: Happening,
  says: (answers: Answers) => Promise<Outcome> | undefined,
): Intention[] => [
  {
    at,
    punctual: true,
    key: `${name}.${subject}`,
    async perform(answers, tx) {
      // The facts that it made can make it look different at the same moment: a move leads on to another.
      const before = await tx.fact.count({
        where: { kind: fact, subject, recordedAt: toTimestamp(at), source: 'answers' },
      });
      const answer = before > 0 ? undefined : says(answers);
      return answer === undefined ? 0 : unlessRefused(answer);
    },
  },
];
