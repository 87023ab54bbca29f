import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween } from '../../../domain/calendar/days.ts';
import { lastDayOf, respitesFrom, stoppedClock } from '../../../domain/people/respites.ts';

const leave = { kind: 'leave', cause: 'parental', grantedBy: '' } as const;

describe('respitesFrom', () => {
  it('has the new end of a leave that is granted again, and the day of a return', () => {
    const granted = { what: 'granted', ...leave, from: '2026-03-01', until: '2026-05-31' } as const;
    const longer = { ...granted, until: '2026-06-30' } as const;
    const back = { what: 'ended', kind: 'leave', from: '2026-03-01', on: '2026-04-01' } as const;
    expect(respitesFrom([granted, longer])).toEqual([
      { ...leave, from: '2026-03-01', until: '2026-06-30', endedOn: '' },
    ]);
    const [ended] = respitesFrom([granted, back]);
    expect(ended && lastDayOf(ended)).toBe('2026-03-31');
  });
});

describe('stoppedClock', () => {
  it('moves a deadline by the days of leave before it, and no others', () => {
    const moved = (from: string, until: string) =>
      stoppedClock('2027-01-04', '2026-01-01', [{ from, until }]);
    expect(moved('2026-03-01', '2026-03-10')).toBe('2027-01-14');
    expect(moved('2025-12-27', '2026-01-05')).toBe('2027-01-09');
    expect(moved('2027-01-05', '2027-03-01')).toBe('2027-01-04');
    expect(moved('2026-03-01', '')).toBe('2027-01-04');
  });

  it('counts a leave that begins in the time that an earlier one gave back', () => {
    const leaves = [
      { from: '2026-12-26', until: '2027-01-04' },
      { from: '2027-01-10', until: '2027-01-12' },
    ];
    expect(stoppedClock('2027-01-04', '2026-01-01', leaves)).toBe('2027-01-17');
  });

  it('keeps the time that remained: as many days outside leave as there were, in whatever order they were told', () => {
    const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays('2026-01-01', days));
    const span = fc
      .tuple(day, fc.integer({ min: 0, max: 60 }))
      .map(([from, days]) => ({ from, until: addDays(from, days) }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 5 }), (leaves) => {
        const [start, deadline] = ['2026-01-01', '2026-10-01'];
        const moved = stoppedClock(deadline, start, leaves);
        const isOff = (date: string) => leaves.some(({ from, until }) => from <= date && date <= until);
        const days = Array.from({ length: daysBetween(start, moved) + 1 }, (_, index) =>
          addDays(start, index),
        );
        expect(days.filter((date) => !isOff(date))).toHaveLength(daysBetween(start, deadline) + 1);
        expect(stoppedClock(deadline, start, leaves.toReversed())).toBe(moved);
      }),
    );
  });
});
