import { AnswerRefused, type Outcome } from '../../activities/answers/answers.ts';

/**
 * People try things that do not go: a seat that somebody else took meanwhile. Then nothing happens.
 * @returns how many facts the answer made
 */
export async function unlessRefused(answer: Promise<Outcome>): Promise<number> {
  try {
    return (await answer).recorded;
  } catch (error) {
    if (error instanceof AnswerRefused) return 0;
    throw error;
  }
}
