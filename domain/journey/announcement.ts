/** What a manager has been told of a result, when it was corrected afterwards. */
import type { Instant } from '../calendar/dates.ts';
import { graceAfter } from '../grace.ts';
import { goesAt } from '../messages/hours.ts';
import type { Reference } from '../reference.ts';
import type { JourneyFacts, ResultFact, ResultVersionFact } from './facts.ts';

export interface Announcement {
  readonly version: number;
  readonly dueAt: Instant;
  /** What was told before; null when nothing was. */
  readonly was: boolean | null;
  /** What is told; null when the result was taken back and is awaited again. */
  readonly is: boolean | null;
}

/** All versions of an attempt's result, oldest first. */
export function versionsOf(
  facts: JourneyFacts,
  { offering, attempt }: Pick<ResultFact, 'offering' | 'attempt'>,
): readonly ResultVersionFact[] {
  const known = (facts.resultVersions ?? []).filter(
    (row) => row.offering === offering && row.attempt === attempt,
  );
  if (known.length > 0) return known.toSorted((a, b) => a.version - b.version);
  return facts.results
    .filter((row) => row.offering === offering && row.attempt === attempt)
    .map((row) => ({ ...row, version: 1 }));
}

/**
 * The newest thing that is to be told of an attempt. A version that was corrected before its mail could go out is told to
 * nobody, and one that says what was told last is no news.
 */
export function announcementOf(
  versions: readonly ResultVersionFact[],
  reference: Reference,
): Announcement | undefined {
  let newest: Announcement | undefined;
  versions.forEach((version, index) => {
    const next = versions[index + 1];
    const dueAt = graceAfter(version.decidedAt, version.byHand, reference);
    const goes = goesAt({ template: 'result_passed', dueAt, usefulUntil: null }, reference);
    if (next !== undefined && next.decidedAt <= goes) return;
    const was = newest?.is ?? null;
    if (version.passed === was) return;
    newest = { version: version.version, dueAt, was, is: version.passed };
  });
  return newest;
}
