import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MandateFacts, mandateStatus, mandateStatuses } from '../../../domain/mandate/status.ts';

const facts: MandateFacts = {
  today: '2026-03-01',
  mandate: { startBy: '2026-07-01', completeBy: '2028-07-03' },
  creditsTenths: 0,
  programmeCreditsTenths: 300,
  hasStarted: false,
  enrolment: 'none',
  isOnLeave: false,
  isExempt: false,
  planUntil: '',
};
const late = { today: '2026-07-02' };
const veryLate = { today: '2028-07-04', creditsTenths: 150, hasStarted: true };

const cases: [string, Partial<MandateFacts>, string, string][] = [
  ['nobody decided', { mandate: null, creditsTenths: 300 }, 'not_covered', 'no_mandate'],
  ['30 hp', { creditsTenths: 300, isOnLeave: true }, 'finished', 'programme_credits'],
  ['exempt, late', { ...late, isExempt: true }, 'exempt', 'exemption'],
  ['on leave, late', { ...late, isOnLeave: true }, 'on_leave', 'leave'],
  ['before the deadline', {}, 'not_started', 'before_start_deadline'],
  ['on the very day', { today: '2026-07-01' }, 'not_started', 'before_start_deadline'],
  ['the day after', late, 'overdue', 'start_deadline_passed'],
  ['nominated in time', { enrolment: 'nominated' }, 'waiting', 'waiting_for_seat'],
  ['waiting list in time', { enrolment: 'waiting_list' }, 'waiting', 'waiting_for_seat'],
  [
    'waiting list does not end a case',
    { ...late, enrolment: 'waiting_list' },
    'overdue',
    'start_deadline_passed',
  ],
  ['a coming seat ends a case', { ...late, enrolment: 'seat_coming' }, 'waiting', 'seat_held'],
  ['a seat now', { ...late, enrolment: 'seat_now' }, 'in_progress', 'seat_held'],
  ['credits, between terms', { ...late, creditsTenths: 75 }, 'in_progress', 'credits_held'],
  ['a failed first term is a start', { ...late, hasStarted: true }, 'in_progress', 'credits_held'],
  ['half done too late', veryLate, 'overdue', 'complete_deadline_passed'],
  ['half done too late with a seat', { ...veryLate, enrolment: 'seat_now' }, 'in_progress', 'seat_held'],
  ['a plan, until its date', { ...late, planUntil: '2026-07-02' }, 'not_started', 'accepted_plan'],
  ['a plan that ran out', { ...late, planUntil: '2026-07-01' }, 'overdue', 'start_deadline_passed'],
  ['a plan to finish', { ...veryLate, planUntil: '2028-12-31' }, 'in_progress', 'accepted_plan'],
];

describe('mandateStatus', () => {
  it.each(cases)('%s', (_, changed, status, rule) => {
    expect(mandateStatus({ ...facts, ...changed })).toMatchObject({ status, rule });
  });

  it('says in plain Swedish why, and by when', () => {
    expect(mandateStatus({ ...facts, ...veryLate })).toMatchObject({
      reasonSv: 'Utbildningen skulle ha varit klar senast 2028-07-03; 15 av 30 hp är klara.',
      deadline: '2028-07-03',
    });
    expect(mandateStatus({ ...facts, enrolment: 'seat_now', creditsTenths: 75 })).toMatchObject({
      reasonSv: 'Går en kurs i programmet nu och har 7,5 av 30 hp.',
      deadline: '2028-07-03',
    });
  });

  it('gives each combination one status, and overdue only past a deadline without seat, plan or leave', () => {
    const any = fc.record({
      today: fc.constantFrom('2026-03-01', '2026-07-01', '2026-07-02', '2028-07-03', '2028-07-04'),
      mandate: fc.constantFrom(null, facts.mandate),
      creditsTenths: fc.constantFrom(0, 75, 225, 300),
      hasStarted: fc.boolean(),
      enrolment: fc.constantFrom(
        ...(['seat_now', 'seat_coming', 'waiting_list', 'nominated', 'none'] as const),
      ),
      isOnLeave: fc.boolean(),
      isExempt: fc.boolean(),
      planUntil: fc.constantFrom('', '2026-12-31'),
    });
    fc.assert(
      fc.property(any, (changed) => {
        const { status, reasonSv, deadline } = mandateStatus({ ...facts, ...changed });
        expect(mandateStatuses).toContain(status);
        expect(reasonSv).toMatch(/^[A-ZÅÄÖ].*\.$/);
        if (status === 'overdue') {
          expect(deadline < changed.today).toBe(true);
          expect(changed.enrolment).not.toMatch(/^seat/);
          expect(changed.isOnLeave || changed.isExempt || changed.creditsTenths === 300).toBe(false);
        }
        expect(status === 'not_covered').toBe(changed.mandate === null);
      }),
      { numRuns: 1000 },
    );
  });
});
