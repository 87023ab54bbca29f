import { describe, expect, test } from 'vitest';
import { journeyKinds, unmetCondition } from '../../../domain/explain/conditions.ts';
import { concerns, evidenceGroup } from '../../../domain/explain/evidence.ts';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import {
  journey,
  mandate,
  moment,
  person,
  result,
  seat,
  staff,
  type WorldChange,
  world,
} from '../../support/worlds.ts';

const unmet = (
  kind: string,
  more: Partial<JourneyFacts> = {},
  change: WorldChange = {},
  at = '2026-10-01T12:00',
) => {
  const explained = journeyKinds[kind];
  if (explained === undefined) throw new Error(`no kind ${kind}`);
  return unmetCondition(explained, { facts: journey(more), reference: world(change), at: moment(at) });
};

describe('which condition does not hold', () => {
  test('a reminder needs a seat that has not been given up, and a day ahead', () => {
    expect(unmet('course_day_reminder_first')).toBe('Personen har ingen plats på något kurstillfälle.');
    expect(
      unmet('course_day_reminder_first', { seats: [seat('HT2026-1b', { state: 'withdrawn' })] }),
    ).toMatch(/^Personen har ingen plats längre: .+ lämnades\.$/);
    expect(
      unmet('course_day_reminder_first', { seats: [seat('HT2026-1b')] }, {}, '2026-08-01T12:00'),
    ).toBeUndefined();
    expect(unmet('course_day_reminder_first', { seats: [seat('HT2026-1b')] }, {}, '2029-01-01T12:00')).toBe(
      'Ingen kursdag ligger framför personen.',
    );
  });

  test('a seat needs a nomination that the chief has not declined', () => {
    expect(unmet('seat')).toBe('Personen har inte nominerats till någon termin.');
    const nomination = { term: 'HT2026', course: '' as const, recordedAt: 0, byHand: false };
    expect(unmet('seat', { nominations: [{ ...nomination, state: 'declined' }] })).toBe(
      'Närmaste chef har svarat nej till HT2026.',
    );
    expect(unmet('seat', { nominations: [{ ...nomination, state: 'nominated' }] })).toBe(
      'Personen har inte fått någon plats.',
    );
  });

  test('the reminder of a memo ends when it has been handed in', () => {
    const held = seat('HT2026-1b');
    const memo = { offering: held.offering, kind: 'memo' as const, number: 1 };
    expect(unmet('memo_reminder', { seats: [held] })).toBeUndefined();
    expect(unmet('memo_reminder', { seats: [held], handIns: [memo] })).toBe(
      `PM är redan lämnat: ${held.offering}.`,
    );
    // After a failed result it is the second memo that is missing.
    const failed = result(held.offering, '2027-02-01', { passed: false });
    expect(unmet('memo_reminder', { seats: [held], handIns: [memo], results: [failed] })).toBeUndefined();
  });

  test('a decision is that of the municipality of the day, not of a post that begins later', () => {
    const post = (from: string, until: string, municipality: string) => ({
      ...{ person: 'm-01', from, until, municipality, workplace: 'elderly_care/A', chiefId: '' },
      ...{ role: 'manager' as const, postSince: '2020-01-01' },
    });
    const moves = {
      mandates: [mandate],
      people: [...staff.filter(({ id }) => id !== 'm-01'), person('m-01', { municipality: '2080' })],
      posts: [post('', '2027-01-31', mandate.municipality), post('2027-02-01', '', '2080')],
    };
    expect(unmet('mandate_notice', {}, moves)).toBeUndefined();
    expect(unmet('mandate_notice', {}, moves, '2027-02-01T12:00')).toBe(
      'Inget beslut om obligatorisk utbildning omfattar personen den 2027-02-01.',
    );
  });

  test('an escalation needs a decision, a deadline that has passed, and nothing that makes the case rest', () => {
    const decided = { mandates: [mandate] };
    expect(unmet('case', {}, { mandates: [] })).toBe(
      'Inget beslut om obligatorisk utbildning omfattar personen den 2026-10-01.',
    );
    expect(unmet('case', {}, decided, '2026-06-10T12:00')).toContain('ska börja senast 2026-06-10');
    expect(unmet('case', {}, decided, '2026-06-12T12:00')).toBeUndefined();
  });

  test('a programme certificate tells how far it is', () => {
    expect(unmet('programme_certificate', { credits: [{ course: '3', completedOn: '2025-01-01' }] })).toBe(
      'Personen har 7,5 av 30 hp (kurs 3).',
    );
  });
});

describe('the facts that a rule reads', () => {
  const about = { person: 'p', offering: 'o', term: 'HT2026', day: 2, mandate: 'x' };
  const fact = (kind: string, subject: string, data: Record<string, unknown> = {}) => ({
    kind,
    subject,
    data,
  });

  test('fall into groups by how they begin', () => {
    expect(evidenceGroup('seats_allocated')).toBe('term');
    expect(evidenceGroup('seat_given_up')).toBe('seat');
    expect(evidenceGroup('region_configured')).toBeUndefined();
  });

  test('are of its groups and of the same person, offering, term and day', () => {
    const given = fact('seat_given', 'o.p', { person: 'p', offering: 'o', term: 'HT2026' });
    expect(concerns(given, about, ['seat'])).toBe(true);
    expect(concerns(given, about, ['result'])).toBe(false);
    expect(concerns({ ...given, data: { ...given.data, person: 'q' } }, about, ['seat'])).toBe(false);
    expect(concerns({ ...given, data: { ...given.data, offering: 'other' } }, about, ['seat'])).toBe(false);
    const day = fact('attendance_registered', 'o#1', { offering: 'o', day: 1 });
    expect(concerns(day, about, ['attendance'])).toBe(false);
    expect(concerns(day, { ...about, day: 0 }, ['attendance'])).toBe(true);
    expect(concerns(fact('mandate_decided', 'x'), about, ['mandate'])).toBe(true);
    expect(concerns(fact('mandate_decided', 'y'), about, ['mandate'])).toBe(false);
  });
});
