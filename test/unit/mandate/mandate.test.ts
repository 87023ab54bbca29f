import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../domain/calendar/calendar.ts';
import {
  completeDeadline,
  coveringMandate,
  mandateDeadlines,
  mandateOf,
  startDeadline,
} from '../../../domain/mandate/mandate.ts';
import type { Mandate } from '../../../domain/region.ts';

const calendar = createCalendar('Europe/Stockholm', 'SE');
const mandate: Mandate = {
  id: '2081:2025-06-10',
  municipality: '2081',
  decidedOn: '2025-06-10',
  decidedBy: 'Kommunstyrelsen',
  reference: 'KS 2025/1',
  roles: ['manager', 'deputy_manager'],
  quotaPerYear: 5,
  startWithinMonths: 12,
  completeWithinMonths: 36,
  validFrom: '2025-07-01',
  validTo: '2027-06-30',
};
const role = 'manager';
const manager = { municipality: '2081', role: 'manager', leftOn: '' } as const;

describe('coveringMandate', () => {
  it('covers from its first to its last day', () => {
    const covered = ['2025-06-30', '2025-07-01', '2027-06-30', '2027-07-01'].map((date) =>
      coveringMandate(manager, [mandate], date),
    );
    expect(covered).toEqual([null, mandate, mandate, null]);
  });

  it('covers only its municipality and roles, and nobody who has left', () => {
    const date = '2026-01-15';
    expect(coveringMandate({ ...manager, municipality: '2080' }, [mandate], date)).toBeNull();
    expect(coveringMandate({ ...manager, role: 'chief' }, [mandate], date)).toBeNull();
    expect(coveringMandate({ ...manager, leftOn: '2026-01-15' }, [mandate], date)).toBeNull();
    expect(coveringMandate({ ...manager, leftOn: '2026-01-16' }, [mandate], date)).toBe(mandate);
  });

  it('follows the newest of several decisions, in whatever order they stand', () => {
    const newer: Mandate = { ...mandate, id: '2081:2026-01-01', validFrom: '2026-02-01', validTo: '' };
    expect(coveringMandate(manager, [mandate, newer], '2026-03-01')).toBe(newer);
    expect(coveringMandate(manager, [newer, mandate], '2026-03-01')).toBe(newer);
    expect(coveringMandate(manager, [newer, mandate], '2026-01-01')).toBe(mandate);
  });
});

describe('mandateOf', () => {
  it('finds the decision that is valid on the day, not the newest of all', () => {
    const coming: Mandate = { ...mandate, id: '2081:2027-01-01', validFrom: '2027-07-01', validTo: '' };
    expect(mandateOf(manager, [coming, mandate], '2026-05-04')).toBe(mandate);
    expect(mandateOf(manager, [coming, mandate], '2027-07-01')).toBe(coming);
    expect(mandateOf(manager, [coming, mandate], '2025-05-04')).toBeUndefined();
    expect(mandateOf({ municipality: '2080', role }, [mandate], '2026-05-04')).toBeUndefined();
  });
});

describe('deadlines', () => {
  it('count from the later of the decision and the post', () => {
    expect(mandateDeadlines(mandate, { role, postSince: '2019-03-01' }, calendar)).toEqual({
      startBy: '2026-07-01',
      completeBy: '2028-07-03', // 1 July 2028 is a Saturday
    });
    expect(startDeadline(mandate, { role, postSince: '2025-10-15' }, calendar)).toBe('2026-10-15');
    expect(startDeadline(mandate, { role, postSince: '' }, calendar)).toBe('2026-07-01');
  });

  it('move from a day off to the next working day', () => {
    expect(startDeadline(mandate, { role, postSince: '2025-12-24' }, calendar)).toBe('2026-12-28');
  });

  it('are working days, in order, never before so many months have passed', () => {
    const postSince = fc.integer({ min: 0, max: 4000 }).map((days) => calendar.addDays('2020-01-01', days));
    fc.assert(
      fc.property(postSince, (since) => {
        const start = startDeadline(mandate, { role, postSince: since }, calendar);
        const complete = completeDeadline(mandate, { role, postSince: since }, calendar);
        expect(calendar.isWorkingDay(start) && calendar.isWorkingDay(complete)).toBe(true);
        expect(start >= calendar.addMonths(mandate.validFrom, 12)).toBe(true);
        expect(start >= calendar.addMonths(since, 12)).toBe(true);
        expect(complete > start).toBe(true);
      }),
    );
  });
});
