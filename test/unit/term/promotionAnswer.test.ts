import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadlines } from '../../../domain/term/deadlines.ts';
import { answerByOf, lapsesAt } from '../../../domain/term/promotionAnswer.ts';
import { local, world } from '../../support/worlds.ts';

const term = 'HT2026'; // Promotion stops on Monday 17 August at 08:00.
const answerBy = (promotedOn: string, days?: number) =>
  answerByOf(
    world(days === undefined ? {} : { rules: { enrolment: { promotionAnswerWorkingDays: days } } }),
    term,
    promotedOn,
  );

describe('the time to say yes to a promotion', () => {
  it('is five working days, and the seat goes back the morning after', () => {
    expect(answerBy('2026-07-01')).toBe('2026-07-08');
    expect(answerBy('2026-07-03')).toBe('2026-07-10');
    expect(local(lapsesAt(world(), '2026-07-10'))).toBe('2026-07-13T08:00');
  });

  it('is asked for only while the seat could still go to somebody else', () => {
    expect(answerBy('2026-08-06')).toBe('2026-08-13');
    expect(answerBy('2026-08-07')).toBe('');
    expect(answerBy('2026-07-01', 0)).toBe('');
  });

  it('never ends after the waiting list has closed', () => {
    const reference = world();
    const { promotionStopsAt } = deadlines(reference, term);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 80 }), (days) => {
        const on = reference.calendar.addDays('2026-06-24', days);
        const by = answerByOf(reference, term, on);
        if (by === '') return;
        expect(by > on).toBe(true);
        expect(lapsesAt(reference, by)).toBeLessThan(promotionStopsAt);
      }),
    );
  });
});
