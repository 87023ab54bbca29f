/** The moment at which somebody answers: one transaction in which the facts are looked at and the new ones recorded. */
import type { Instant, IsoDate } from '../../domain/calendar/dates.ts';
import type { Reference } from '../../domain/reference.ts';
import { Prisma, type Transaction } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { type NewFact, record } from '../facts/record.ts';

/** Entered by a coordinator, or said by the person concerned (a file of answers, the people of a play). */
export type AnswerSource = 'hand' | 'answers';

export interface Occasion {
  readonly tx: Transaction;
  readonly reference: Reference;
  readonly at: Instant;
  /** The local date of `at`. */
  readonly today: IsoDate;
}

export interface Outcome {
  /** How many facts were recorded: 0 when the same answer had been given before. */
  readonly recorded: number;
}

/**
 * Runs one answer.
 * @param about what no other answer may change meanwhile, such as a person's id
 * @param facts looks at what there is and returns what follows
 * @throws AnswerRefused when the facts rule the answer out; nothing has been written then
 */
export type Answering = (
  about: string,
  facts: (occasion: Occasion) => Promise<NewFact[]>,
) => Promise<Outcome>;

/** How often an answer is tried that meets other transactions in a ring. */
const tries = 3;

/**
 * Each answer in a transaction of its own. A decision of a life holds that life and wakes others, an answer wakes some
 * of the same in another order: where they wait for each other, the database ends one, and an answer is given again.
 */
export function answering(
  deps: Pick<Dependencies, 'db' | 'clock' | 'reference'>,
  source: AnswerSource,
): Answering {
  return async (about, facts) => {
    const reference = await deps.reference();
    const once = () =>
      deps.db.$transaction(async (tx) => {
        const at = await deps.clock.now(tx);
        const today = reference.calendar.dateOf(at);
        return answeringIn({ tx, reference, at, today }, source)(about, facts);
      });
    for (let left = tries; ; left -= 1) {
      try {
        return await once();
      } catch (error) {
        if (left === 1 || !isDeadlock(error)) throw error;
      }
    }
  };
}

/** PostgreSQL's 40P01, as Prisma tells of it: by a code of its own, or in the text of a raw query's error. */
function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return error.code === 'P2034' || (error.code === 'P2010' && error.message.includes('40P01'));
}

/**
 * Many answers in one transaction that the caller has opened. A refused one leaves the others as they are.
 * @param into collects the facts instead of recording them, for the caller to record together; only for answers that
 *   do not depend on one another
 */
export function answeringIn(occasion: Occasion, source: AnswerSource, into?: NewFact[]): Answering {
  return async (about, facts) => {
    const { tx, at, today } = occasion;
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`answer ${about}`}, 0))`;
    const found = await facts(occasion);
    if (into === undefined) await record(tx, { at, today, source }, found);
    else into.push(...found);
    return { recorded: found.length };
  };
}
