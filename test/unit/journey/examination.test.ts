import { describe, expect, it } from 'vitest';
import { journeyAgenda } from '../../../domain/journey/agenda.ts';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import {
  journey,
  local,
  moment,
  momentsOf,
  only,
  person,
  result,
  seat,
  staff,
  world,
} from '../../support/worlds.ts';

const agendaOf = (more: Partial<JourneyFacts> = {}, reference = world()) =>
  journeyAgenda(journey({ seats: [seat('HT2026-1b')], ...more }), reference);
const memo = (number: number) => ({ offering: 'HT2026-1b', kind: 'memo' as const, number });
const failed = (attempt: number, on: string) => result('HT2026-1b', on, { attempt, passed: false });

// The last course day is Wednesday 9 December 2026; 14 days later is the 23rd.
describe('the memo', () => {
  it('is asked for five working days before its deadline, and missed the working day after it', () => {
    const agenda = agendaOf();
    expect(only(agenda, 'memo_reminder')).toMatchObject({
      key: 'memo_reminder.HT2026-1b.a1.m-01',
      detail: { deadline: '2026-12-23', attempt: 1 },
    });
    expect(momentsOf(agenda, 'memo_reminder')).toEqual(['2026-12-16T08:00']);
    // The 24th to the 27th are days off.
    expect(momentsOf(agenda, 'memo_missing')).toEqual(['2026-12-28T08:00']);
  });

  it('moves its deadline from a day off to the next working day', () => {
    const agenda = agendaOf({}, world({ rules: { examination: { memoDaysAfterLastDay: 16 } } }));
    expect(only(agenda, 'memo_reminder').detail).toMatchObject({ deadline: '2026-12-28' });
  });

  it('that was handed in is not asked for', () => {
    const agenda = agendaOf({ handIns: [memo(1)] });
    expect(momentsOf(agenda, 'memo_reminder')).toEqual([]);
    expect(momentsOf(agenda, 'memo_missing')).toEqual([]);
  });

  it('comes again after a failed attempt, twenty working days from the result', () => {
    const agenda = agendaOf({ handIns: [memo(1)], results: [failed(1, '2027-01-15')] });
    expect(only(agenda, 'memo_reminder')).toMatchObject({
      key: 'memo_reminder.HT2026-1b.a2.m-01',
      detail: { deadline: '2027-02-12', attempt: 2 },
    });
    expect(momentsOf(agenda, 'memo_reminder')).toEqual(['2027-02-05T08:00']);
    expect(momentsOf(agenda, 'memo_missing')).toEqual(['2027-02-15T08:00']);
  });

  it('comes no more after a pass or the last attempt', () => {
    const passed = agendaOf({
      results: [failed(1, '2027-01-15'), result('HT2026-1b', '2027-02-20', { attempt: 2 })],
    });
    expect(momentsOf(passed, 'memo_reminder')).toEqual([]);
    const thrice = [failed(1, '2027-01-15'), failed(2, '2027-02-20'), failed(3, '2027-04-01')];
    expect(momentsOf(agendaOf({ results: thrice }), 'memo_reminder')).toEqual([]);
  });

  it('does not come back to a closed seat when the rules come to allow more attempts', () => {
    const results = [failed(1, '2027-01-15'), failed(2, '2027-02-20'), failed(3, '2027-04-01')];
    const more = world({ rules: { examination: { maxAttempts: 4 } } });
    const agenda = agendaOf({ seats: [seat('HT2026-1b', { state: 'failed' })], results }, more);
    expect(momentsOf(agenda, 'memo_reminder')).toEqual([]);
  });

  it.each([
    ['over the reminder only', '2026-12-14', '2026-12-18', true, false],
    ['over both', '2026-12-01', '', true, true],
    ['over the missing one only', '2026-12-28', '2027-01-31', false, true],
    ['afterwards', '2027-01-07', '2027-01-31', false, false],
  ])('is not asked for during a leave %s', (_, from, until, reminder, missing) => {
    const agenda = agendaOf({ respites: [{ kind: 'leave', from, until }] });
    expect(only(agenda, 'memo_reminder').suppressed !== undefined).toBe(reminder);
    expect(only(agenda, 'memo_missing').suppressed !== undefined).toBe(missing);
  });

  it('is not missed by somebody whose seat was entered after the deadline', () => {
    const seats = [seat('HT2026-1b', { givenAt: moment('2027-01-10T08:00') })];
    expect(only(agendaOf({ seats }), 'memo_missing').suppressed).toMatch(/senare|efter/);
  });

  it('belongs to the programme: a course day has none', () => {
    const agenda = agendaOf({ seats: [seat('HT2026-LLU')] });
    expect(agenda.filter(({ rule }) => rule === 'memo')).toEqual([]);
  });
});

describe('a result', () => {
  it('is told at once, and after a quarter of an hour when it was entered by hand', () => {
    const told = (byHand: boolean) =>
      local(
        only(agendaOf({ results: [result('HT2026-1b', '2027-01-15', { byHand })] }), 'result_passed').dueAt,
      );
    expect(told(false)).toBe('2027-01-15T12:00');
    expect(told(true)).toBe('2027-01-15T12:15');
  });

  it('that failed names the day of the next attempt; the last one names none', () => {
    const results = [failed(1, '2027-01-15'), failed(2, '2027-02-20'), failed(3, '2027-04-01')];
    const told = agendaOf({ results }).filter(({ template }) => template === 'result_failed');
    expect(told.map(({ key, detail }) => [key, detail.retakeBy])).toEqual([
      ['result_failed.HT2026-1b.a1.m-01', '2027-02-12'],
      ['result_failed.HT2026-1b.a2.m-01', '2027-03-19'],
      ['result_failed.HT2026-1b.a3.m-01', ''],
    ]);
  });

  it('of a course day names no next attempt: there is nothing to hand in again', () => {
    const results = [result('HT2026-LLU', '2026-11-04', { passed: false })];
    const told = only(
      agendaOf({ seats: [seat('HT2026-LLU', { state: 'failed' })], results }),
      'result_failed',
    );
    expect(told.detail.retakeBy).toBe('');
  });

  it('says how many credits there are by now', () => {
    const credits = [{ course: '2', completedOn: '2024-06-01' }];
    const told = only(agendaOf({ credits, results: [result('HT2026-1b', '2027-01-15')] }), 'result_passed');
    expect(told.detail.total).toBe(150);
  });
});

describe('a failed result of somebody without an address', () => {
  const people = [...staff.filter(({ id }) => id !== 'm-01'), person('m-01', { hasEmail: false })];

  it('is told by a coordinator, not through the chief', () => {
    const agenda = agendaOf({ handIns: [memo(1)], results: [failed(1, '2027-01-15')] }, world({ people }));
    expect(agenda.filter((item) => item.template === 'result_failed')).toEqual([]);
    expect(agenda.find((item) => item.key === 'result_to_tell.HT2026-1b.a1.m-01')).toMatchObject({
      kind: 'task',
      recipient: '',
    });
  });

  it('but a pass may go through the chief', () => {
    const agenda = agendaOf({ results: [result('HT2026-1b', '2027-01-15')] }, world({ people }));
    expect(only(agenda, 'result_passed')).toMatchObject({ recipient: 'c-01', detail: { via: 'm-01' } });
  });
});
