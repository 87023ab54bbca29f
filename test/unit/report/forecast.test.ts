import { describe, expect, it } from 'vitest';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import { complianceRow } from '../../../domain/report/compliance.ts';
import { forecast, forecastSentences } from '../../../domain/report/forecast.ts';
import { decisionsOn, quotaUse } from '../../../domain/report/quota.ts';
import { at, journey, manager, mandate, region, seat } from './journeys.ts';

const on = '2026-07-01';

/** So many managers of the municipality that has decided, and what is known of some of them. */
function rowsOf(count: number, known: Readonly<Record<string, Partial<JourneyFacts>>> = {}) {
  const ids = Array.from({ length: count }, (_, index) => `m-${String(index + 1).padStart(2, '0')}`);
  const reference = region(ids.map((id, index) => manager(id, { postSince: `${2000 + index}-01-01` })));
  const rows = ids.map((person) => complianceRow(journey({ person, ...known[person] }), reference, at(on)));
  return { reference, rows };
}

const everybody = () => true;

describe('quotaUse', () => {
  it('counts those who begin this year under the decision, seats to come included', () => {
    const { rows, reference } = rowsOf(6, {
      'm-01': { seats: [seat('HT2026', '1b')] },
      'm-02': { seats: [seat('VT2026', '2', { state: 'failed' })] },
      'm-03': { seats: [seat('VT2026', '2', { state: 'withdrawn', endedAt: at('2026-02-01') })] },
      // Began in the autumn of 2024, before there was a decision.
      'm-04': { credits: [{ course: '1b', completedOn: '2025-01-17' }], seats: [seat('HT2026', '1b')] },
      'm-05': { credits: [{ course: '1b', completedOn: '2026-06-01' }] },
    });
    const decisions = decisionsOn(reference, '2081', on);
    expect(decisions).toEqual([mandate]);
    expect(quotaUse(decisions, rows, 2026)).toEqual({ year: 2026, used: 3, quota: 5 });
    expect(quotaUse([], rows, 2026)).toBeNull();
  });
});

describe('forecast', () => {
  const quota = { year: 2026, used: 5, quota: 5 };

  it('lets the year’s number through, longest in line first, and everybody is counted once', () => {
    const { rows, reference } = rowsOf(12, {
      'm-01': { seats: [seat('HT2026', '1b')] },
      'm-02': { credits: ['1b', '2', '3', '4'].map((course) => ({ course, completedOn: '2025-01-17' })) },
      'm-03': { respites: [{ kind: 'leave', from: '2026-01-01', until: '' }] },
    });
    const estimate = forecast(rows, everybody, quota, on, reference);
    // 2026 is full: nine are left, of whom five begin in the spring of 2027 and four a year later, the last of them
    // with courses in the springs and autumns of 2028 and 2029.
    expect(estimate).toMatchObject({ covered: 12, completed: 1, outside: 1 });
    expect(estimate.completed + estimate.outside + estimate.inTime + estimate.late).toBe(12);
    expect(estimate.lastOn).toBe('2030-01-24');
    const sentences = forecastSentences(estimate, quota);
    expect(sentences[0]).toBe(
      'Beslutet omfattar 12 chefer: 1 är klar, 10 är på väg eller i tur och 1 är ledig eller undantagen.',
    );
    expect(sentences.at(-1)).toBe('Alla väntas vara klara i början av 2030.');
  });

  it('counts a chief’s own only, although all share the number', () => {
    const { rows, reference } = rowsOf(12);
    const last = ({ person }: { person: string }) => person === 'm-12';
    const estimate = forecast(rows, last, { ...quota, used: 0 }, on, reference);
    expect(estimate).toMatchObject({ covered: 1, completed: 0, outside: 0 });
    // Five of twelve begin in 2026, five in 2027, and the last two in 2028.
    expect(estimate.lastOn).toBe('2030-01-24');
  });

  it('says that nobody can finish when no new ones are let in', () => {
    const { rows, reference } = rowsOf(3);
    const closed = { year: 2026, used: 0, quota: 0 };
    const estimate = forecast(rows, everybody, closed, on, reference);
    expect(estimate).toMatchObject({ inTime: 0, late: 3, beginLate: 3, lastOn: '' });
  });

  it('has nothing to say without a decision', () => {
    const reference = region([manager('m-01', { municipality: '2080' })]);
    const rows = [complianceRow(journey(), reference, at(on))];
    expect(forecastSentences(forecast(rows, everybody, null, on, reference), null)).toEqual([]);
  });
});
