/**
 * The people of a play. With a file of answers, only the file speaks; without one, a seeded model of people answers.
 * What somebody will do is worked out from the facts each time, so that a play that was killed goes on as if nothing
 * had happened.
 */
import { AnswerRefused, answersIn, applyAnswer } from '../../activities/answers/answers.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { type NewFact, record } from '../../activities/facts/record.ts';
import { parseAnswer } from '../../domain/answers.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Answer } from '../../domain/region.ts';
import type { Transaction } from '../../prisma/client.ts';
import { dayRegistrations, plans, requestAnswers } from './peopleChiefs.ts';
import { attendances, participation } from './peopleCourses.ts';
import { extensionAnswers, lifeEvents, returns } from './peopleEvents.ts';
import { createHabits, type Intention } from './peopleHabits.ts';
import { correctedResults, makeUps, offeringEvents } from './peopleOfferings.ts';
import { payments, readings } from './peoplePayments.ts';
import { readPeopleState, stateMark } from './peopleState.ts';

type PeopleDependencies = Pick<Dependencies, 'db' | 'reference'>;

export interface PeopleOptions {
  readonly seed: string;
  /** Lines of `answers.csv`; with any, the model says nothing. */
  readonly answers?: readonly Answer[];
  /** Told of each line of the file that the facts ruled out. */
  readonly refused?: (answer: Answer, reason: AnswerRefused) => void;
}

export interface People {
  /** The next moment after `now` at which somebody does something; null when nobody will. */
  next(now: Instant): Promise<Instant | null>;
  /** Everything that people do up to and including `now`; returns how many facts they made. */
  act(now: Instant): Promise<number>;
}

export function createPeople(deps: PeopleDependencies, options: PeopleOptions): People {
  const { answers = [] } = options;
  const intentions =
    answers.length > 0 ? fromFile(deps, { ...options, answers }) : fromModel(deps, options.seed);
  return {
    async next(now) {
      const ahead = (await intentions()).flatMap(({ at }) => (at > now ? [at] : []));
      return ahead.length === 0 ? null : ahead.reduce((earliest, at) => Math.min(earliest, at));
    },
    async act(now) {
      const due = (await intentions())
        .filter(({ at, punctual }) => at === now || (at < now && punctual !== true))
        .sort(inOrder);
      if (due.length === 0) return 0;
      const reference = await deps.reference();
      return deps.db.$transaction((tx) => perform(tx, reference, due, now));
    },
  };
}

const inOrder = (a: Intention, b: Intention) => a.at - b.at || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** All of a moment in one transaction, so that a crash leaves all of it or none. */
async function perform(
  tx: Transaction,
  reference: Reference,
  due: readonly Intention[],
  now: Instant,
): Promise<number> {
  const today = reference.calendar.dateOf(now);
  const occasion = { tx, reference, at: now, today };
  let recorded = 0;
  for (let next = 0; next < due.length; ) {
    const together = due[next]?.together;
    const facts: NewFact[] | undefined = together === undefined ? undefined : [];
    const answers = answersIn(occasion, 'answers', facts);
    do {
      recorded += (await due[next]?.perform(answers, tx)) ?? 0;
      next += 1;
    } while (together !== undefined && due[next]?.together === together);
    if (facts !== undefined) await record(tx, { at: now, today, source: 'answers' }, facts);
  }
  return recorded;
}

const models = [
  requestAnswers,
  dayRegistrations,
  plans,
  participation,
  attendances,
  returns,
  extensionAnswers,
  makeUps,
  correctedResults,
  payments,
  readings,
];
/** What follows from the region alone, which changes seldom. */
const ofRegion = [lifeEvents, offeringEvents];

/** The model's intentions, worked out again only when a fact or a mail can have changed them. */
function fromModel({ db, reference }: PeopleDependencies, seed: string): () => Promise<Intention[]> {
  let known: { readonly mark: string; readonly intentions: Intention[] } | undefined;
  let events:
    | { readonly of: Reference; readonly terms: string; readonly intentions: Intention[] }
    | undefined;
  return async () => {
    const mark = await stateMark(db);
    if (known?.mark !== mark) {
      const habits = createHabits(seed, await reference());
      const state = await readPeopleState(db);
      const terms = state.terms.join();
      if (events?.of !== habits.reference || events.terms !== terms) {
        const intentions = ofRegion.flatMap((model) => model(state.terms, habits));
        events = { of: habits.reference, terms, intentions };
      }
      const intentions = [...events.intentions, ...models.flatMap((model) => model(state, habits))];
      known = { mark, intentions };
    }
    return known.intentions;
  };
}

/** Local hour at which the lines of a day happen: after course days, which are registered the same day. */
const fileHour = '17:00';

/**
 * The lines of a file, each once. What had been done before a play was killed is told by the log: nothing of the people
 * is older than its newest fact, and the lines of that moment are repeated, which changes nothing.
 */
function fromFile(
  { db, reference }: PeopleDependencies,
  { answers, refused }: PeopleOptions & { readonly answers: readonly Answer[] },
): () => Promise<Intention[]> {
  let waiting: Intention[] | undefined;
  const read = async (): Promise<Intention[]> => {
    const newest = await db.fact.aggregate({
      where: { source: 'answers', kind: { not: 'term_opened' } },
      _max: { recordedAt: true },
    });
    const done = newest._max.recordedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
    const { calendar } = await reference();
    return answers
      .map((answer, line): Intention => {
        const intention: Intention = {
          at: calendar.at(answer.date, fileHour),
          key: String(line).padStart(8, '0'),
          async perform(to) {
            waiting = waiting?.filter((other) => other !== intention);
            const parsed = parseAnswer(answer);
            if ('error' in parsed) throw new RangeError(`line ${line + 1} of the answers: ${parsed.error}`);
            try {
              return (await applyAnswer(to, answer.person, parsed, answer.date)).recorded;
            } catch (error) {
              if (!(error instanceof AnswerRefused)) throw error;
              refused?.(answer, error);
              return 0;
            }
          },
        };
        return intention;
      })
      .filter(({ at }) => at >= done);
  };
  return async () => {
    waiting ??= await read();
    return waiting;
  };
}
