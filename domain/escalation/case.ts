/**
 * The escalation of one obligation of one manager as a case: opened, taken up level by level, silenced by an answer,
 * handed over and closed; reopened with its history when the cause comes back. The state is nothing but its events.
 */
import type { Instant, IsoDate } from '../calendar/dates.ts';
import type { MunicipalityCode, PersonId } from '../region.ts';

/** Who has been turned to, lowest first: the manager, the responsible chief, the head, the coordinators' list. */
export const caseLevels = ['notice', 'chief', 'head', 'coordinator'] as const;
export type CaseLevel = (typeof caseLevels)[number];

/** Why a case is opened: the deadline is near, can no longer be met, or has passed. */
export const openingCauses = ['near', 'unreachable', 'overdue'] as const;
export type OpeningCause = (typeof openingCauses)[number];

/** Why a case is closed. */
export const closingCauses = [
  'done',
  'enrolled',
  'begun',
  'exempt',
  'on_leave',
  'extended',
  'reachable',
  'moved',
  'mandate_ended',
  'left',
] as const;
export type ClosingCause = (typeof closingCauses)[number];

/** What silences an open case until a day and no longer. */
export const caseAnswers = ['plan', 'nominated'] as const;
export type CaseAnswer = (typeof caseAnswers)[number];

export interface CaseState {
  /** `MUNICIPALITY.DECIDED_ON.WHAT.PERSON`; one for each obligation, for ever. */
  readonly id: string;
  readonly person: PersonId;
  readonly municipality: MunicipalityCode;
  /** Id of the decision. */
  readonly mandate: string;
  readonly what: 'start' | 'complete';
  readonly deadline: IsoDate;
  /** 1, and one more each time it is opened again. */
  readonly occurrence: number;
  readonly state: 'open' | 'closed';
  readonly level: CaseLevel;
  /** The responsible chief whom it lies with; empty when the municipality has none. */
  readonly chief: PersonId | '';
  /** The head of social services, once it has come that far; empty before. */
  readonly head: PersonId | '';
  /** Whether somebody else has taken it over since it was opened. */
  readonly handedOver: boolean;
  readonly openedAt: Instant;
  /** From this moment the time to the next level counts. */
  readonly anchorAt: Instant;
  readonly changedAt: Instant;
  /** The answer in force; both empty when there is none. */
  readonly answer: CaseAnswer | '';
  readonly answeredUntil: IsoDate | '';
  /** How often it has been taken up a level, all occurrences together. */
  readonly escalations: number;
  /** Number of events so far. */
  readonly events: number;
  /** Why it was opened or, once it is closed, closed. */
  readonly cause: OpeningCause | ClosingCause;
}

export type CaseEvent = { readonly at: Instant } & (
  | {
      readonly kind: 'opened';
      readonly deadline: IsoDate;
      readonly cause: OpeningCause;
      readonly chief: PersonId | '';
    }
  | { readonly kind: 'level_raised'; readonly level: CaseLevel; readonly head: PersonId | '' }
  | { readonly kind: 'answered'; readonly answer: CaseAnswer; readonly until: IsoDate }
  | { readonly kind: 'resumed' }
  | { readonly kind: 'handed_over'; readonly chief: PersonId | ''; readonly head: PersonId | '' }
  | { readonly kind: 'closed'; readonly cause: ClosingCause }
);
export type CaseEventKind = CaseEvent['kind'];

export type CaseSubject = Pick<CaseState, 'id' | 'person' | 'municipality' | 'mandate' | 'what'>;

/** An event that does not fit the state, such as the closing of a case that was never opened. */
export class ImpossibleCaseEvent extends Error {
  constructor(id: string, kind: CaseEventKind) {
    super(`case ${id} cannot be ${kind.replaceAll('_', ' ')} now`);
    this.name = 'ImpossibleCaseEvent';
  }
}

/**
 * The state after an event.
 * @param before null for a case that has never been opened
 * @throws ImpossibleCaseEvent
 */
export function applyCaseEvent(before: CaseState | null, subject: CaseSubject, event: CaseEvent): CaseState {
  const { at } = event;
  if (event.kind === 'opened') {
    if (before?.state === 'open') throw new ImpossibleCaseEvent(subject.id, event.kind);
    return {
      ...subject,
      deadline: event.deadline,
      occurrence: (before?.occurrence ?? 0) + 1,
      state: 'open',
      level: 'notice',
      chief: event.chief,
      head: '',
      handedOver: false,
      openedAt: at,
      anchorAt: at,
      changedAt: at,
      answer: '',
      answeredUntil: '',
      escalations: before?.escalations ?? 0,
      events: (before?.events ?? 0) + 1,
      cause: event.cause,
    };
  }
  if (before === null || before.state === 'closed') throw new ImpossibleCaseEvent(subject.id, event.kind);
  const changed = { ...before, changedAt: at, events: before.events + 1 };
  switch (event.kind) {
    case 'level_raised':
      return {
        ...changed,
        level: event.level,
        head: event.head,
        anchorAt: at,
        escalations: before.escalations + 1,
      };
    case 'answered':
      return { ...changed, answer: event.answer, answeredUntil: event.until };
    case 'resumed':
      return { ...changed, answer: '', answeredUntil: '', anchorAt: at };
    case 'handed_over':
      return { ...changed, chief: event.chief, head: event.head, handedOver: true };
    case 'closed':
      return { ...changed, state: 'closed', answer: '', answeredUntil: '', cause: event.cause };
  }
}

/** Whom an open case lies with: its chief and, once it has come that far, the head. */
export const holdersOf = ({ chief, head }: Pick<CaseState, 'chief' | 'head'>): readonly PersonId[] =>
  [...new Set([chief, head])].filter((id) => id !== '');
