import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/calendar/days.ts';
import { isValidOn } from '../../../domain/mandate/mandate.ts';
import { type MandateEvent, versionsFrom } from '../../../domain/mandate/versions.ts';
import type { Mandate } from '../../../domain/region.ts';

const decision: Mandate = {
  id: '2081:2025-06-10',
  municipality: '2081',
  decidedOn: '2025-06-10',
  decidedBy: 'Kommunstyrelsen',
  reference: 'KS 2025/1',
  roles: ['manager'],
  quotaPerYear: 5,
  startWithinMonths: 12,
  completeWithinMonths: 36,
  validFrom: '2025-06-10',
  validTo: '',
};
const decided: MandateEvent = { kind: 'decided', decision };

describe('versionsFrom', () => {
  it('leaves what was as it was, and changes what comes', () => {
    const versions = versionsFrom([
      decided,
      { kind: 'changed', from: '2027-01-01', set: { quotaPerYear: 8 } },
    ]);
    expect(
      versions.map(({ validFrom, validTo, quotaPerYear }) => [validFrom, validTo, quotaPerYear]),
    ).toEqual([
      ['2025-06-10', '2026-12-31', 5],
      ['2027-01-01', '', 8],
    ]);
  });

  it('counts the periods of a role that is added from the day it was', () => {
    const versions = versionsFrom([
      decided,
      { kind: 'changed', from: '2027-01-01', set: { roles: ['manager', 'deputy_manager'] } },
    ]);
    expect(versions.at(-1)?.countsFrom).toEqual({ manager: '2025-06-10', deputy_manager: '2027-01-01' });
  });

  it('ends with the first withdrawal, and without a day to hold it has never been', () => {
    expect(versionsFrom([decided, { kind: 'withdrawn', on: '2026-03-01' }])).toMatchObject([
      { validTo: '2026-02-28' },
    ]);
    expect(versionsFrom([decided, { kind: 'withdrawn', on: '2025-06-10' }])).toEqual([]);
  });

  it('has one version on each day that the decision holds, and none on another', () => {
    const day = fc.integer({ min: 1, max: 60 }).map((days) => addDays('2025-06-10', days));
    const change = fc.record({
      kind: fc.constant('changed' as const),
      from: day,
      set: fc.record({ quotaPerYear: fc.integer({ min: 1, max: 9 }) }),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 6 }), fc.option(day), day, (changes, end, on) => {
        const withdrawn: MandateEvent[] = end === null ? [] : [{ kind: 'withdrawn', on: end }];
        const versions = versionsFrom([decided, ...changes, ...withdrawn]);
        const holds = end === null || on < end;
        expect(versions.filter((version) => isValidOn(version, on))).toHaveLength(holds ? 1 : 0);
      }),
    );
  });
});
