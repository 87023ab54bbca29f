import type { Instant } from './calendar/dates.ts';
import type { Reference } from './reference.ts';

/**
 * When a mail caused by a fact may go: at once, or after the grace period when the fact was entered by hand, so
 * that a slip can be undone (promise 10).
 */
export function graceAfter(recordedAt: Instant, byHand: boolean, reference: Reference): Instant {
  return byHand ? recordedAt + reference.rules.handEntryGraceMinutes * 60_000 : recordedAt;
}
