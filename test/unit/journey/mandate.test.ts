/** The manager's own notice before a deadline; the case that follows is tested in `escalation/`. */
import { describe, expect, it } from 'vitest';
import { journeyAgenda } from '../../../domain/journey/agenda.ts';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import { journey, local, mandate, moment, seat, type WorldChange, world } from '../../support/worlds.ts';

const notices = (more: Partial<JourneyFacts> = {}, change: WorldChange = {}) =>
  journeyAgenda(journey(more), world({ mandates: [mandate], ...change }))
    .filter(({ template }) => template === 'mandate_notice')
    .map(
      ({ key, dueAt, suppressed }) => `${key} ${local(dueAt)}${suppressed === undefined ? '' : ' silent'}`,
    );

const start = 'mandate_notice.2081.2025-06-10.start.m-01 2026-04-13T08:00';

describe('the notice', () => {
  it('comes 60 days before, on a working day, and its key knows no rule', () => {
    expect(notices()).toEqual([start]);
    const rules = { escalation: { noticeDaysBefore: 90 } };
    expect(notices({}, { rules })).toEqual(['mandate_notice.2081.2025-06-10.start.m-01 2026-03-12T08:00']);
  });

  it('is not for somebody whose life begins after its day, or after the decision has ended', () => {
    expect(notices({ since: moment('2026-05-01T10:00') })).toEqual([]);
    expect(notices({}, { mandates: [{ ...mandate, validTo: '2026-04-12' }] })).toEqual([]);
  });

  it('leaves those alone who are exempt, on leave, nominated or have a plan', () => {
    for (const kind of ['exempt', 'plan'] as const) {
      expect(notices({ respites: [{ kind, from: '2026-04-01', until: '2026-04-30' }] })).toEqual([
        `${start} silent`,
      ]);
      expect(notices({ respites: [{ kind, from: '2026-01-01', until: '2026-04-12' }] })).toEqual([start]);
    }
    // The clock stands still during the leave: the day of the notice moves with the deadline.
    const leave = { kind: 'leave' as const, from: '2026-04-01', until: '2026-04-30' };
    expect(notices({ respites: [leave] })).toEqual([start.replace('04-13', '05-11')]);
    const nomination = { term: 'HT2026', course: '', recordedAt: moment('2026-04-10T10:00'), byHand: false };
    expect(notices({ nominations: [{ ...nomination, state: 'nominated' }] })).toEqual([`${start} silent`]);
    expect(notices({ nominations: [{ ...nomination, state: 'declined' }] })).toEqual([start]);
  });

  it('for who has begun, it is about the end', () => {
    expect(notices({ seats: [seat('HT2026-1b')] })).toEqual([
      'mandate_notice.2081.2025-06-10.complete.m-01 2028-04-13T08:00',
    ]);
  });
});
