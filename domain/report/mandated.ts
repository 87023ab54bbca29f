/**
 * Where every manager under a decision has come: finished, on a known way, or escalated. Each is counted exactly once;
 * whoever fits nowhere is counted too, for `unaccounted` is what must never happen.
 */
import type { MandateStatus } from '../mandate/status.ts';

export const mandatedWays = [
  'finished',
  'onTheWay',
  'waiting',
  'escalated',
  'onLeave',
  'exempt',
  'unaccounted',
] as const;
export type MandatedWay = (typeof mandatedWays)[number];

export interface MandatedFacts {
  readonly status: MandateStatus;
  /** A journey runs for the manager, so that whatever the rules call for will be done. */
  readonly isFollowed: boolean;
  /** Somebody has been told that the deadline in force has passed. */
  readonly isEscalated: boolean;
  /** Nominated, on a waiting list, or a step is planned that tells somebody. */
  readonly hasStepAhead: boolean;
}

/**
 * Tried in this order: outside (finished, exempt, on leave), enrolled, escalated, waiting. Being late without anybody
 * knowing, and with nothing ahead, is `unaccounted`.
 * @returns null for a manager whom no decision covers
 */
export function mandatedWay(facts: MandatedFacts): MandatedWay | null {
  switch (facts.status) {
    case 'not_covered':
      return null;
    case 'finished':
      return 'finished';
    case 'exempt':
      return 'exempt';
    case 'on_leave':
      return 'onLeave';
    case 'in_progress':
      return facts.isFollowed ? 'onTheWay' : 'unaccounted';
    case 'waiting':
    case 'not_started':
      return facts.isFollowed ? 'waiting' : 'unaccounted';
    case 'overdue':
      if (facts.isEscalated) return 'escalated';
      return facts.isFollowed && facts.hasStepAhead ? 'waiting' : 'unaccounted';
  }
}

export type MandatedCount = Readonly<Record<MandatedWay, number>>;

/** How many have come where; the sum is the number of managers under a decision. */
export function countWays(ways: readonly (MandatedWay | null)[]): MandatedCount {
  const of = (way: MandatedWay) => ways.filter((one) => one === way).length;
  return {
    finished: of('finished'),
    onTheWay: of('onTheWay'),
    waiting: of('waiting'),
    escalated: of('escalated'),
    onLeave: of('onLeave'),
    exempt: of('exempt'),
    unaccounted: of('unaccounted'),
  };
}
