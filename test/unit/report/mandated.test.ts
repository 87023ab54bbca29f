import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mandateStatuses } from '../../../domain/mandate/status.ts';
import { countWays, type MandatedFacts, mandatedWay } from '../../../domain/report/mandated.ts';

const followed: MandatedFacts = {
  status: 'overdue',
  isFollowed: true,
  isEscalated: false,
  hasStepAhead: false,
};

describe('where a manager under a decision has come', () => {
  test('late: escalated before waiting, and unaccounted when nobody knows', () => {
    expect(mandatedWay({ ...followed, isEscalated: true, hasStepAhead: true })).toBe('escalated');
    expect(mandatedWay({ ...followed, hasStepAhead: true })).toBe('waiting');
    expect(mandatedWay(followed)).toBe('unaccounted');
  });

  test('whom no journey follows is unaccounted, save those who are done or outside', () => {
    const lost = { ...followed, isFollowed: false, hasStepAhead: true };
    expect(mandatedWay({ ...lost, status: 'not_started' })).toBe('unaccounted');
    expect(mandatedWay({ ...lost, status: 'in_progress' })).toBe('unaccounted');
    expect(mandatedWay(lost)).toBe('unaccounted');
    expect(mandatedWay({ ...lost, status: 'exempt' })).toBe('exempt');
    expect(mandatedWay({ ...lost, status: 'finished' })).toBe('finished');
  });

  test('everybody whom a decision covers is counted exactly once', () => {
    const facts = fc.record({
      status: fc.constantFrom(...mandateStatuses),
      isFollowed: fc.boolean(),
      isEscalated: fc.boolean(),
      hasStepAhead: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(facts), (managers) => {
        const counted = Object.values(countWays(managers.map(mandatedWay)));
        const covered = managers.filter(({ status }) => status !== 'not_covered');
        expect(counted.reduce((sum, count) => sum + count, 0)).toBe(covered.length);
      }),
    );
  });
});
