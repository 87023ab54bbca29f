/**
 * How the people of a play behave: shares and delays, each a draw that depends on the seed, who it is and what is
 * asked, never on what was drawn before. The shares are ours; nothing is known about the real ones.
 */
import type { Answers } from '../../activities/answers/answers.ts';
import type { Instant, IsoDate } from '../../domain/calendar/dates.ts';
import { inPost, postOn, type Reference } from '../../domain/reference.ts';
import { draw } from '../../domain/stableHash.ts';
import type { Transaction } from '../../prisma/client.ts';

/** Something that somebody will do at a moment, as far as is known now. */
export interface Intention {
  readonly at: Instant;
  /** Business key: the order of those of the same moment. */
  readonly key: string;
  /** Only at that moment: nobody makes up for it later. */
  readonly punctual?: true;
  /** What it is about; answers of one such kind at one moment do not depend on each other, and are recorded together. */
  readonly together?: 'accept' | 'assignment' | 'memo' | 'result';
  /** @returns how many facts it made */
  perform(answers: Answers, tx: Transaction): Promise<number>;
}

export interface Habits {
  readonly reference: Reference;
  /** A number in [0, 1) for a question to somebody. */
  share(...question: (string | number)[]): number;
  /** A whole number from `least` to `most`, both included. */
  pick(least: number, most: number, ...question: (string | number)[]): number;
  /** A full hour of a day, or of the next working day after it. */
  working(date: IsoDate, hour: number): Instant;
  hour(date: IsoDate, hour: number): Instant;
}

export function createHabits(seed: string, reference: Reference): Habits {
  const { calendar } = reference;
  const share = (...question: (string | number)[]) => draw(seed, ...question);
  const hour = (date: IsoDate, at: number) => calendar.at(date, `${String(at).padStart(2, '0')}:00`);
  return {
    reference,
    share,
    pick: (least, most, ...question) => least + Math.floor(share(...question) * (most - least + 1)),
    working: (date, at) => hour(calendar.orNextWorkingDay(date), at),
    hour,
  };
}

/** Who has left does nothing more. */
export function isInPost({ reference }: Habits, id: string, at: Instant): boolean {
  const on = reference.calendar.dateOf(at);
  return inPost(postOn(reference, id, on), on);
}
