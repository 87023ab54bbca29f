/** Cases of mandatory training in English; the Swedish words are those of the ledger and the story. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type {
  CaseAnswer,
  CaseEvent,
  CaseLevel,
  CaseState,
  CaseSubject,
  ClosingCause,
  OpeningCause,
} from '../../domain/escalation/case.ts';
import { closingWords, outcomeWords, stepReason } from '../../domain/escalation/words.ts';
import { inEach } from './wording.ts';

interface CaseWords {
  /** What happened in a case; dates as `2026-09-18`. */
  readonly step: (step: CaseEvent, subject: Pick<CaseSubject, 'what'>, deadline: IsoDate) => string;
  readonly closed: Readonly<Record<ClosingCause, string>>;
  /** The answer in force; empty without one. */
  readonly outcome: (state: Pick<CaseState, 'answer' | 'answeredUntil'>) => string;
  /** What a chief can do, as the end of a sentence. */
  readonly plan: string;
  readonly nominateNow: (term: string, closes: string) => string;
  readonly nominateLater: (term: string, opens: string) => string;
}

const opening: Readonly<Record<OpeningCause, (goal: string) => string>> = {
  near: (goal) => `The time is nearly up: the programme is to ${goal}.`,
  unreachable: (goal) => `No seat comes before the last day: the programme is to ${goal}.`,
  overdue: (goal) => `The time is up: the programme was to ${goal}.`,
};

const raised: Readonly<Record<CaseLevel, string>> = {
  notice: 'The manager has been reminded.',
  chief: 'The case is with the responsible line manager.',
  head: 'The case goes on to the head of social services.',
  coordinator: 'The case goes on to the coordinator’s list.',
};

const closed: Readonly<Record<ClosingCause, string>> = {
  done: 'The whole programme is finished.',
  enrolled: 'Has a seat.',
  begun: 'Has begun the programme.',
  exempt: 'Is exempt.',
  on_leave: 'Is on leave; the time counts again when the leave is over.',
  extended: 'Has a new last day.',
  reachable: 'There is a seat in time again.',
  moved: 'Works in another municipality now.',
  mandate_ended: 'Is no longer covered by the decision.',
  left: 'Has left.',
};

const answers: Readonly<Record<CaseAnswer, (until: IsoDate) => string>> = {
  plan: (until) => `A plan holds up to and including ${until}.`,
  nominated: (until) => `Is nominated; the seats are allocated on ${until}.`,
};

function stepInEnglish(step: CaseEvent, { what }: Pick<CaseSubject, 'what'>, deadline: IsoDate): string {
  const goal = `be ${what === 'start' ? 'started' : 'finished'} by ${deadline}`;
  switch (step.kind) {
    case 'opened':
      return opening[step.cause](goal);
    case 'level_raised':
      return `The programme was to ${goal}. ${raised[step.level]}`;
    case 'answered':
      return answers[step.answer](step.until);
    case 'resumed':
      return `The answer no longer held, and the programme was to ${goal}.`;
    case 'handed_over':
      return step.chief === ''
        ? 'Nobody answers for the manager right now.'
        : 'Somebody else answers for the manager now.';
    case 'closed':
      return closed[step.cause];
  }
}

export const caseWords = inEach<CaseWords>({
  sv: {
    step: stepReason,
    closed: closingWords,
    outcome: outcomeWords,
    plan: 'lämna en plan med datum.',
    nominateNow: (term, closes) => `nominera till ${term} senast ${closes}, eller lämna en plan med datum.`,
    nominateLater: (term, opens) =>
      `nominera till ${term} när nomineringen öppnar ${opens}, eller lämna en plan med datum.`,
  },
  en: {
    step: stepInEnglish,
    closed,
    outcome: ({ answer, answeredUntil }) =>
      answer === '' || answeredUntil === '' ? '' : answers[answer](answeredUntil),
    plan: 'give us a plan with dates.',
    nominateNow: (term, closes) => `nominate for the ${term} by ${closes}, or give us a plan with dates.`,
    nominateLater: (term, opens) =>
      `nominate for the ${term} when nominations open on ${opens}, or give us a plan with dates.`,
  },
});
