/** The history of cases from the log of facts: as they stood at a moment, and as a story in Swedish. */
import type { Instant, IsoDate } from '../../domain/calendar/dates.ts';
import {
  applyCaseEvent,
  type CaseEvent,
  type CaseState,
  type CaseSubject,
} from '../../domain/escalation/case.ts';
import { stepReason } from '../../domain/escalation/words.ts';
import type { Reference } from '../../domain/reference.ts';
import { type Database, type Transaction, toTimestamp } from '../../prisma/client.ts';
import {
  caseAnswered,
  caseClosed,
  caseHandedOver,
  caseLevelRaised,
  caseOpened,
  caseResumed,
} from '../facts/escalation.ts';

export interface CaseHistory {
  readonly state: CaseState;
  readonly events: readonly CaseEvent[];
}

const caseKinds = [caseOpened, caseLevelRaised, caseAnswered, caseResumed, caseHandedOver, caseClosed].map(
  ({ kind }) => kind,
);

/** An event as its fact tells it; undefined for a fact about something else. */
function eventOf(kind: string, data: unknown, at: Instant): [CaseSubject, CaseEvent] | undefined {
  switch (kind) {
    case 'case_opened': {
      const { deadline, cause, chief, ...about } = caseOpened.schema.parse(data);
      return [subjectOf(about), { kind: 'opened', at, deadline, cause, chief }];
    }
    case 'case_level_raised': {
      const { level, head, ...about } = caseLevelRaised.schema.parse(data);
      return [subjectOf(about), { kind: 'level_raised', at, level, head }];
    }
    case 'case_answered': {
      const { answer, until, ...about } = caseAnswered.schema.parse(data);
      return [subjectOf(about), { kind: 'answered', at, answer, until }];
    }
    case 'case_resumed':
      return [subjectOf(caseResumed.schema.parse(data)), { kind: 'resumed', at }];
    case 'case_handed_over': {
      const { chief, head, ...about } = caseHandedOver.schema.parse(data);
      return [subjectOf(about), { kind: 'handed_over', at, chief, head }];
    }
    case 'case_closed': {
      const { cause, ...about } = caseClosed.schema.parse(data);
      return [subjectOf(about), { kind: 'closed', at, cause }];
    }
    default:
      return undefined;
  }
}

const subjectOf = ({
  case: id,
  ...rest
}: Omit<CaseSubject, 'id'> & { readonly case: string }): CaseSubject => ({
  id,
  ...rest,
});

/**
 * Cases with all that happened to them, by id.
 * @param ids of the cases
 * @param asOf what was recorded later is left out
 */
export async function caseHistories(
  db: Database | Transaction,
  ids: readonly string[],
  asOf: Instant,
): Promise<ReadonlyMap<string, CaseHistory>> {
  const facts = await db.fact.findMany({
    where: { kind: { in: caseKinds }, subject: { in: [...ids] }, recordedAt: { lte: toTimestamp(asOf) } },
    orderBy: { seq: 'asc' },
    select: { kind: true, data: true, recordedAt: true },
  });
  const histories = new Map<string, CaseHistory>();
  for (const { kind, data, recordedAt } of facts) {
    const found = eventOf(kind, data, recordedAt.getTime());
    if (found === undefined) continue;
    const [subject, event] = found;
    const before = histories.get(subject.id);
    histories.set(subject.id, {
      state: applyCaseEvent(before?.state ?? null, subject, event),
      events: [...(before?.events ?? []), event],
    });
  }
  return histories;
}

export interface StoryLine {
  readonly on: IsoDate;
  /** A sentence or two without names. */
  readonly text: string;
}

/**
 * What happened to a case, first to last.
 * @param words the sentences of each step; Swedish unless told
 */
export function storyOf(
  { state, events }: CaseHistory,
  { calendar }: Reference,
  words: typeof stepReason = stepReason,
): readonly StoryLine[] {
  let deadline = state.deadline;
  return events.map((event) => {
    if (event.kind === 'opened') deadline = event.deadline;
    return { on: calendar.dateOf(event.at), text: words(event, state, deadline) };
  });
}
