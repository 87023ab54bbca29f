/**
 * What will become of a case as far as today's facts say: a walk from moment to moment through everything that opens,
 * silences, raises, hands over or closes it. Only the first step is ever carried out; the next is worked out from the
 * facts that it leaves.
 */
import type { Instant, IsoDate } from '../calendar/dates.ts';
import type { PersonId } from '../region.ts';
import {
  applyCaseEvent,
  type CaseAnswer,
  type CaseEvent,
  type CaseLevel,
  type CaseState,
  type CaseSubject,
  type ClosingCause,
  type OpeningCause,
} from './case.ts';

/** A while; `until` is not part of it any more, and infinite when no end is known. */
interface Stretch {
  readonly from: Instant;
  readonly until: Instant;
}

/** Everything that bears on one case, as moments and stretches of time. */
export interface CaseCourse {
  readonly subject: CaseSubject;
  readonly deadline: IsoDate;
  /** What has moved the deadline away from the one that a case was opened about. */
  readonly movedBy: 'extended' | 'on_leave';
  /** No case is opened before this moment. */
  readonly begins: Instant;
  readonly nearAt: Instant;
  /** From when the deadline can no longer be met; null when it can, or nobody can say. */
  readonly outOfReachAt: Instant | null;
  readonly overdueAt: Instant;
  /** While one of these lasts there is no case; of several the first counts. */
  readonly closings: readonly (Stretch & { readonly cause: ClosingCause })[];
  readonly silences: readonly (Stretch & { readonly answer: CaseAnswer; readonly lastDay: IsoDate })[];
  /** Moments at which somebody else may have become responsible. */
  readonly handovers: readonly Instant[];
  chiefAt(at: Instant): PersonId | '';
  headAt(at: Instant): PersonId | '';
  /** When a level that was reached at a moment is followed by the next one. */
  nextLevel(
    level: CaseLevel,
    reachedAt: Instant,
    sameHead: boolean,
  ): { level: CaseLevel; at: Instant } | null;
  readonly maxEscalations: number;
}

type Condition =
  | { readonly due: null; readonly cause: ClosingCause }
  | {
      readonly due: OpeningCause;
      readonly silence: { readonly answer: CaseAnswer; readonly lastDay: IsoDate } | null;
    };

function conditionAt(course: CaseCourse, before: CaseState | null, at: Instant): Condition {
  const within = ({ from, until }: Stretch) => from <= at && at < until;
  const closing = course.closings.find(within);
  if (closing !== undefined) return { due: null, cause: closing.cause };
  // Of several answers the one that lasts longest, in whatever order they were read.
  const [silence] = course.silences
    .filter(within)
    .toSorted((a, b) => b.until - a.until || (a.answer < b.answer ? -1 : 1));
  if (at >= course.overdueAt) return { due: 'overdue', silence: silence ?? null };
  if (at >= course.nearAt) return { due: 'near', silence: silence ?? null };
  if (course.outOfReachAt !== null && at >= course.outOfReachAt) {
    return { due: 'unreachable', silence: silence ?? null };
  }
  const later = before !== null && before.deadline < course.deadline;
  return { due: null, cause: later ? course.movedBy : 'reachable' };
}

/** The one step that is due at a moment; undefined when the case rests. */
function stepAt(course: CaseCourse, state: CaseState | null, at: Instant): CaseEvent | undefined {
  const condition = conditionAt(course, state, at);
  if (state === null || state.state === 'closed') {
    if (condition.due === null) return undefined;
    return {
      kind: 'opened',
      at,
      deadline: course.deadline,
      cause: condition.due,
      chief: course.chiefAt(at),
    };
  }
  if (condition.due === null) return { kind: 'closed', at, cause: condition.cause };
  // Another deadline is another question: the old one ends with its receipt, and the new one is opened.
  if (state.deadline !== course.deadline) return { kind: 'closed', at, cause: course.movedBy };
  const chief = course.chiefAt(at);
  const head = state.level === 'head' || state.level === 'coordinator' ? course.headAt(at) : '';
  const passedHead = head === chief ? '' : head;
  if (chief !== state.chief || passedHead !== state.head) {
    return { kind: 'handed_over', at, chief, head: passedHead };
  }
  const { silence } = condition;
  if (silence !== null) {
    const same = state.answer === silence.answer && state.answeredUntil === silence.lastDay;
    return same ? undefined : { kind: 'answered', at, answer: silence.answer, until: silence.lastDay };
  }
  if (state.answeredUntil !== '') return { kind: 'resumed', at };
  const next = nextLevelOf(course, state);
  if (next === null || next.at > at || condition.due !== 'overdue') return undefined;
  const told = next.level === 'chief' ? '' : course.headAt(at);
  return { kind: 'level_raised', at, level: next.level, head: told === chief ? '' : told };
}

function nextLevelOf(
  course: CaseCourse,
  state: CaseState,
): { readonly level: CaseLevel; readonly at: Instant } | null {
  if (state.escalations >= course.maxEscalations) return null;
  if (state.level === 'notice') return { level: 'chief', at: Math.max(course.overdueAt, state.anchorAt) };
  // Where the head is the responsible chief, nobody is told twice.
  return course.nextLevel(state.level, state.anchorAt, course.headAt(state.anchorAt) === state.chief);
}

/** More steps than this in one case are a defect, not a case. */
const mostSteps = 60;

/**
 * All steps that lie ahead of a case's state, in order.
 * @param state null for a case that has never been opened
 */
export function caseSteps(course: CaseCourse, state: CaseState | null): readonly CaseEvent[] {
  const moments = [
    course.nearAt,
    course.overdueAt,
    ...(course.outOfReachAt === null ? [] : [course.outOfReachAt]),
    ...[...course.closings, ...course.silences].flatMap(({ from, until }) => [from, until]),
    ...course.handovers,
  ]
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const steps: CaseEvent[] = [];
  let now = state;
  let at = Math.max(course.begins, state?.changedAt ?? course.begins);
  while (steps.length < mostSteps) {
    const step = stepAt(course, now, at);
    if (step !== undefined) {
      steps.push(step);
      now = applyCaseEvent(now, course.subject, step);
      continue;
    }
    const level = now === null || now.state === 'closed' ? null : nextLevelOf(course, now);
    const ahead = [...moments, ...(level === null ? [] : [level.at])].filter((moment) => moment > at);
    if (ahead.length === 0) return steps;
    at = Math.min(...ahead);
  }
  return steps;
}
