import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import type { PersonRef } from '../../../domain/reference.ts';
import { complianceRow, isManagerOn, rowStatuses } from '../../../domain/report/compliance.ts';
import { at, journey, manager, region, result, seat } from './journeys.ts';

const nominated = (term: string): JourneyFacts['nominations'][number] => ({
  term,
  state: 'nominated',
  course: '',
  recordedAt: at('2025-12-01'),
  byHand: false,
});
const waiting = (term: string, more = {}): JourneyFacts['waiting'][number] => ({
  term,
  course: '1b',
  position: 2,
  state: 'waiting',
  placedAt: at('2025-12-10'),
  endedAt: null,
  ...more,
});
const credits = (...codes: string[]): Partial<JourneyFacts> => ({
  credits: codes.map((course) => ({ course, completedOn: '2025-01-17' })),
});
const respite = (
  kind: 'leave' | 'exempt' | 'plan',
  from: string,
  until: string,
): JourneyFacts['respites'][number] => ({ kind, from, until });

// The decision of 10 June 2025 asks for a start within 12 months and an end within 36.
const cases: [string, string, Partial<JourneyFacts>, object][] = [
  [
    'nothing done, in time',
    '2026-03-02',
    {},
    { status: 'not_started', next: { date: '2026-06-10', what: 'ska ha börjat' }, remark: '' },
  ],
  [
    'nothing done, too late',
    '2026-06-11',
    {},
    {
      status: 'overdue',
      next: { date: '2028-06-12', what: 'ska vara klar' },
      remark: 'Skulle ha börjat senast 2026-06-10.',
    },
  ],
  [
    'too late, on the waiting list',
    '2026-06-25',
    { nominations: [nominated('HT2026')], waiting: [waiting('HT2026')] },
    {
      status: 'overdue',
      remark: 'Skulle ha börjat senast 2026-06-10. Står på reservlistan till HT2026, plats 2.',
    },
  ],
  [
    'begun but not finished in time',
    '2028-06-13',
    credits('1b', '2'),
    { status: 'overdue', creditsTenths: 150, next: null, remark: 'Skulle ha varit klar senast 2028-06-12.' },
  ],
  [
    'nominated',
    '2026-03-02',
    { nominations: [nominated('HT2026')] },
    { status: 'waiting', remark: 'Är nominerad till HT2026 och väntar på besked.' },
  ],
  [
    'a waiting list that ended without a seat',
    '2026-03-02',
    {
      nominations: [nominated('HT2026')],
      waiting: [waiting('HT2026', { state: 'ended', endedAt: at('2026-02-01') })],
    },
    { status: 'not_started' },
  ],
  [
    'a seat to come',
    '2026-07-01',
    { seats: [seat('HT2026', '1b')] },
    {
      status: 'seat_confirmed',
      next: { date: '2026-09-16', what: 'kursdag 1 av 3' },
      remark: 'Kurs 1b, HT2026.',
    },
  ],
  [
    'a seat now',
    '2026-09-30',
    { seats: [seat('HT2026', '1b')] },
    { status: 'in_training', next: { date: '2026-10-07', what: 'kursdag 2 av 3' } },
  ],
  [
    'after the last day',
    '2026-12-15',
    { seats: [seat('HT2026', '1b')] },
    { status: 'in_training', next: { date: '2026-12-23', what: 'PM ska lämnas' } },
  ],
  [
    'memo handed in',
    '2026-12-15',
    {
      seats: [seat('HT2026', '1b')],
      handIns: [{ offering: 'HT2026-1b', kind: 'memo', number: 1 }],
    },
    { status: 'in_training', next: { date: '2027-01-20', what: 'resultat väntas' } },
  ],
  [
    'failed, second attempt ahead',
    '2027-01-20',
    { seats: [seat('HT2026', '1b')], results: [result('HT2026-1b', '2027-01-15', { passed: false })] },
    { status: 'in_training', next: { date: '2027-02-12', what: 'nytt PM ska lämnas' } },
  ],
  [
    'between two terms',
    '2026-07-01',
    { seats: [seat('VT2026', '2', { state: 'passed' })], results: [result('VT2026-2', '2026-06-05')] },
    {
      status: 'in_training',
      creditsTenths: 75,
      coursesLeft: 3,
      next: { date: '2028-06-12', what: 'ska vara klar' },
      remark: 'Nästa kurs är inte bokad än.',
    },
  ],
  [
    'a seat given up does not count',
    '2026-07-01',
    { seats: [seat('VT2026', '2', { state: 'withdrawn', endedAt: at('2026-02-01') })] },
    { status: 'overdue', creditsTenths: 0 },
  ],
  [
    'on leave, whatever is late',
    '2026-07-01',
    { respites: [respite('leave', '2026-05-01', '2027-02-28')] },
    { status: 'on_leave', next: null, remark: 'Ledig till och med 2027-02-28.' },
  ],
  [
    'exempt without an end',
    '2026-07-01',
    { respites: [respite('exempt', '2026-05-01', '')] },
    { status: 'exempt', remark: 'Undantagen tills vidare.' },
  ],
  [
    'an accepted plan',
    '2026-07-01',
    { respites: [respite('plan', '2026-06-15', '2026-09-30')] },
    { status: 'not_started', next: { date: '2026-09-30', what: 'planen gäller till' } },
  ],
  [
    'a plan that ran out',
    '2026-10-01',
    { respites: [respite('plan', '2026-06-15', '2026-09-30')] },
    {
      status: 'overdue',
      remark: 'Skulle ha börjat senast 2026-06-10. Den godkända planen gällde till och med 2026-09-30.',
    },
  ],
  [
    'the whole programme, partly from before',
    '2026-07-01',
    {
      ...credits('1b', '3', '4'),
      seats: [seat('VT2026', '2', { state: 'passed' })],
      results: [result('VT2026-2', '2026-06-05')],
      certificates: [
        { key: 'certificate.programme.m-01', kind: 'programme', offering: '', issuedAt: at('2026-06-06') },
      ],
    },
    {
      status: 'completed',
      creditsTenths: 300,
      coursesLeft: 0,
      next: null,
      remark: 'Programintyget är utfärdat.',
    },
  ],
];

describe('complianceRow', () => {
  it.each(cases)('%s', (_, date, facts, expected) => {
    expect(complianceRow(journey(facts), region(), at(date))).toMatchObject(expected);
  });

  it('shows what was known then, not what came later', () => {
    const facts = journey({
      seats: [seat('VT2026', '2', { state: 'passed' }), seat('HT2026', '1b', { givenAt: at('2026-06-17') })],
      results: [result('VT2026-2', '2026-06-05')],
    });
    expect(complianceRow(facts, region(), at('2026-06-01'))).toMatchObject({
      status: 'in_training',
      creditsTenths: 0,
      remark: 'Kurs 2, VT2026.',
    });
    expect(complianceRow(facts, region(), at('2026-07-01'))).toMatchObject({
      status: 'in_training',
      creditsTenths: 75,
      remark: 'Kurs 1b, HT2026.',
    });
  });

  it('follows whoever takes part without a decision, and calls nobody late', () => {
    const reference = region([manager('m-01', { municipality: '2080' })]);
    const on = at('2030-01-07');
    const status = (facts: Partial<JourneyFacts>, moment = on) =>
      complianceRow(journey(facts), reference, moment).status;
    expect(status({})).toBe('not_covered');
    expect(status(credits('1b'))).toBe('in_training');
    expect(status(credits('1b', '2', '3', '4'))).toBe('completed');
    expect(status({ seats: [seat('HT2026', '1b')] }, at('2026-07-01'))).toBe('seat_confirmed');
    expect(status({ waiting: [waiting('HT2026')] }, at('2026-07-01'))).toBe('waiting');
  });

  it('gives those whose turn comes later their own deadlines', () => {
    const people = Array.from({ length: 6 }, (_, index) =>
      manager(`m-0${index + 1}`, { postSince: `201${index}-01-01` }),
    );
    const reference = region(people);
    const row = (person: string) => complianceRow(journey({ person }), reference, at('2026-07-01'));
    expect(row('m-05').status).toBe('overdue');
    expect(row('m-06')).toMatchObject({ status: 'not_started', next: { date: '2027-06-10' } });
  });

  it('always has exactly one status, and no more credits than the programme', () => {
    const terms = [seat('VT2026', '2'), seat('HT2026', '1b'), seat('VT2027', '3')];
    const day = fc
      .date({ min: new Date('2025-06-01'), max: new Date('2029-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const facts = fc.record({
      seats: fc
        .tuple(
          fc.subarray(terms),
          fc.constantFrom<'held' | 'passed' | 'failed' | 'declined'>('held', 'passed', 'failed', 'declined'),
          day,
        )
        .map(([seats, state, ended]) =>
          seats.map((one) => ({ ...one, state, endedAt: state === 'declined' ? at(ended) : null })),
        ),
      results: fc
        .tuple(fc.subarray(terms), fc.boolean(), day)
        .map(([seats, passed, on]) => seats.map(({ offering }) => result(offering, on, { passed }))),
      credits: fc
        .tuple(fc.subarray(['1a', '1b', '2', '3', '4']), day)
        .map(([codes, completedOn]) => codes.map((course) => ({ course, completedOn }))),
      nominations: fc.subarray(['VT2026', 'HT2026', 'VT2027']).map((codes) => codes.map(nominated)),
      waiting: fc.subarray(['VT2026', 'HT2026', 'VT2027']).map((codes) => codes.map((code) => waiting(code))),
      respites: fc.array(
        fc.record({
          kind: fc.constantFrom<'leave' | 'exempt' | 'plan'>('leave', 'exempt', 'plan'),
          from: day,
          until: fc.oneof(day, fc.constant('')),
        }),
        { maxLength: 3 },
      ),
    });
    fc.assert(
      fc.property(facts, day, fc.constantFrom('2080', '2081'), (some, date, municipality) => {
        const reference = region([manager('m-01', { municipality })]);
        const row = complianceRow(journey(some), reference, at(date));
        expect(rowStatuses.filter((status) => status === row.status)).toHaveLength(1);
        expect(row.creditsTenths).toBeLessThanOrEqual(300);
        expect(row.status === 'completed').toBe(row.creditsTenths === 300);
        expect(row.next === null || row.next.date >= date).toBe(true);
        if (municipality === '2080') expect(row.status).not.toBe('overdue');
      }),
    );
  });
});

describe('isManagerOn', () => {
  const on = (more: Partial<PersonRef>) => isManagerOn(manager('m-01', more), '2026-07-01');
  it('leaves out who has left, who has not come, and who manages nobody', () => {
    expect(on({})).toBe(true);
    expect(on({ leftOn: '2026-07-01' })).toBe(false);
    expect(on({ leftOn: '2026-07-02' })).toBe(true);
    expect(on({ postSince: '2026-07-02' })).toBe(false);
    expect(on({ role: 'chief' })).toBe(false);
  });
});
