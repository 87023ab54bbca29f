/** Who comes before whom. */
import { stableHash } from '../stableHash.ts';
import type { Candidate, EnrolmentInput, Priority } from './types.ts';

/** First to last. */
export const priorities: readonly Priority[] = ['promised', 'overdue', 'continuing', 'mandated', 'voluntary'];

/**
 * Where a manager stands in line: those whose seat was lost with a cancelled offering, who were promised to come first
 * the next time; those whose mandatory training is overdue; then those who have begun the programme and miss courses;
 * then others under a mandate; then volunteers.
 *
 * Those who have begun come before new starters although they may not be under a mandate: the programme is one whole of
 * four terms, half a programme gives no certificate, and whoever waits a year between two courses tends to drop out. A
 * new starter who waits a term loses only that term. They take no part of the quota, which counts new starters.
 */
export function priorityOf({ mandate, started, promised }: Candidate, today: string): Priority {
  if (promised) return 'promised';
  if (mandate !== null && isOverdue(mandate, started, today)) return 'overdue';
  if (started) return 'continuing';
  return mandate === null ? 'voluntary' : 'mandated';
}

/** The deadline that an overdue manager has passed. */
export function passedDeadline(mandate: { startBy: string; completeBy: string }, started: boolean): string {
  return started ? mandate.completeBy : mandate.startBy;
}

function isOverdue(mandate: { startBy: string; completeBy: string }, started: boolean, today: string) {
  return today > passedDeadline(mandate, started);
}

/**
 * Sorts managers first to last: by priority; the overdue by the deadline they passed; then by time in post, longest
 * first, and an unknown one last; ties by a hash of term and person, so that neither names nor the order of a file
 * decide.
 */
export function inOrder(candidates: readonly Candidate[], input: EnrolmentInput): Candidate[] {
  return candidates
    .map((candidate) => ({ candidate, key: sortKey(candidate, input) }))
    .toSorted((a, b) => compareText(a.key, b.key))
    .map(({ candidate }) => candidate);
}

function sortKey(candidate: Candidate, { tieBreak, term, today }: EnrolmentInput): string {
  const { mandate, started, postSince, person } = candidate;
  const priority = priorityOf(candidate, today);
  const deadline = priority === 'overdue' && mandate !== null ? passedDeadline(mandate, started) : '';
  const hash = stableHash(JSON.stringify([tieBreak, term.code, person]))
    .toString(16)
    .padStart(8, '0');
  return [priorities.indexOf(priority), deadline, postSince || 'unknown', hash, person].join(' ');
}

/** Order of code units, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
