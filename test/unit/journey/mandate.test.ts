import { describe, expect, it } from 'vitest';
import { journeyAgenda } from '../../../domain/journey/agenda.ts';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import type { Mandate } from '../../../domain/region.ts';
import {
  journey,
  local,
  mandate,
  moment,
  person,
  result,
  seat,
  staff,
  type WorldChange,
  world,
} from '../../support/worlds.ts';

// Borlänge decided on 10 June 2025; who was in post then begins within twelve months: by 10 June 2026.
const ladder = (more: Partial<JourneyFacts> = {}, change: WorldChange = {}) =>
  journeyAgenda(journey(more), world({ mandates: [mandate], ...change }))
    .filter(({ rule }) => rule === 'mandate-ladder')
    .map(({ key, dueAt, suppressed }) => {
      const step = key.split('.')[0] ?? '';
      return `${step} ${local(dueAt)}${suppressed === undefined ? '' : ' silent'}`;
    });
const decided = (more: Partial<Mandate>): WorldChange => ({ mandates: [{ ...mandate, ...more }] });

const whole = [
  'mandate_notice 2026-04-13T08:00',
  'escalation_chief 2026-06-11T08:00',
  'escalation_head 2026-06-25T08:00',
  'escalation_coordinator 2026-07-27T08:00',
];

describe('the ladder of an overdue start', () => {
  it('60 days before, the day after the deadline, 14 days later, 30 days later; days off moved', () => {
    // 60 days before is Saturday 11 April, 30 days after the head Saturday 25 July.
    expect(ladder()).toEqual(whole);
  });

  it('keeps its keys whatever the periods are', () => {
    const keys = (change: WorldChange) =>
      journeyAgenda(journey(), world({ mandates: [mandate], ...change })).map(({ key }) => key);
    const rules = { escalation: { noticeDaysBefore: 90, headDaysAfter: 7, coordinatorDaysAfterHead: 7 } };
    expect(keys({ rules })).toEqual(keys({}));
    expect(new Set(keys({})).size).toBe(4);
    expect(keys({})[1]).toBe('escalation_chief.2081.2025-06-10.start.m-01');
  });

  it('moves a deadline on a day off to the next working day', () => {
    // 20 June 2026 is Midsummer Day, a Saturday.
    expect(ladder({}, decided({ validFrom: '2025-06-20' }))[1]).toBe('escalation_chief 2026-06-23T08:00');
  });

  it('counts from the day the post was taken up when that is later', () => {
    const people = [...staff.filter(({ id }) => id !== 'm-01'), person('m-01', { postSince: '2026-01-12' })];
    expect(ladder({}, { people })[1]).toBe('escalation_chief 2027-01-13T08:00');
  });

  it('concerns nobody without a decision, in another municipality or with another role', () => {
    expect(ladder({}, { mandates: [] })).toEqual([]);
    expect(ladder({}, decided({ municipality: '2080' }))).toEqual([]);
    expect(ladder({}, decided({ roles: ['deputy_manager'] }))).toEqual([]);
  });

  it('ends with the decision', () => {
    expect(ladder({}, decided({ validTo: '2026-06-24' }))).toEqual(whole.slice(0, 2));
  });

  it('begins the working day after the life begins when the deadline has passed by then', () => {
    // A Friday: Monday 31 August is the next working day.
    expect(ladder({ since: moment('2026-08-28T10:00') })).toEqual([
      'escalation_chief 2026-08-31T08:00',
      'escalation_head 2026-09-14T08:00',
      'escalation_coordinator 2026-10-14T08:00',
    ]);
  });

  it('has no notice for somebody whose life begins after the day of the notice', () => {
    expect(ladder({ since: moment('2026-05-01T10:00') })).toEqual(whole.slice(1));
  });

  it('goes to the head at once, and once, when there is no chief', () => {
    const people = staff.map((one) => (one.id === 'm-01' ? { ...one, chiefId: '' } : one));
    const items = journeyAgenda(journey(), world({ mandates: [mandate], people }));
    const recipients = items
      .filter(({ kind }) => kind === 'mail')
      .map((item) => [item.template, item.recipient]);
    expect(recipients).toEqual([
      ['mandate_notice', 'm-01'],
      ['escalation_chief', 'h-01'],
    ]);
  });

  it('reaches who is in post on the day', () => {
    const people = [
      ...staff.map((one) => (one.id === 'h-01' ? { ...one, leftOn: '2026-06-20' } : one)),
      person('h-03', { role: 'head_of_social_services', chiefId: '' }),
    ];
    const items = journeyAgenda(journey(), world({ mandates: [mandate], people }));
    expect(items.find(({ template }) => template === 'escalation_head')?.recipient).toBe('h-03');
  });
});

describe('turns under a yearly quota', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map((letter, index) =>
    person(`m-1${letter}`, { postSince: `201${index}-01-01` }),
  );
  const ofPerson = (id: string, change: WorldChange) => ladder({ person: id }, change)[1]?.split(' ')[1];

  it('nobody is late before the turn has come, those longest in post first', () => {
    const change = { people: [...staff, ...five], ...decided({ quotaPerYear: 2 }) };
    expect(
      ['m-1a', 'm-1b', 'm-1c', 'm-1d', 'm-1e', 'm-01', 'm-02'].map((id) => ofPerson(id, change)),
    ).toEqual([
      '2026-06-11T08:00',
      '2026-06-11T08:00',
      '2027-06-11T08:00',
      '2027-06-11T08:00',
      // 10 June 2028 is a Saturday: the deadline moves to Monday.
      '2028-06-13T08:00',
      '2028-06-13T08:00',
      '2029-06-12T08:00',
    ]);
  });

  it('can be left out by the region', () => {
    const change = { people: [...staff, ...five], ...decided({ quotaPerYear: 1 }) };
    const rules = { mandate: { turnsByQuota: false } };
    expect(ofPerson('m-02', { ...change, rules })).toBe('2026-06-11T08:00');
  });

  it('nobody becomes late because a colleague leaves', () => {
    const gone = five.map((one) => (one.id === 'm-1a' ? { ...one, leftOn: '2026-03-01' } : one));
    const change = (people: typeof five) => ({
      people: [...staff, ...people],
      ...decided({ quotaPerYear: 2 }),
    });
    expect(ofPerson('m-1c', change(gone))).toBe(ofPerson('m-1c', change(five)));
  });
});

describe('what silences the ladder', () => {
  type Respite = JourneyFacts['respites'][number];
  const respite = (kind: Respite['kind'], from: string, until: string): Respite => ({ kind, from, until });

  it.each(['plan', 'exempt'] as const)('%s until its day and no longer', (kind) => {
    expect(ladder({ respites: [respite(kind, '2026-05-01', '2026-09-18')] })).toEqual([
      whole[0] + (kind === 'plan' ? ' silent' : ''),
      // The 18th is a Friday.
      'escalation_chief 2026-09-21T08:00',
      'escalation_head 2026-10-05T08:00',
      'escalation_coordinator 2026-11-04T08:00',
    ]);
    expect(ladder({ respites: [respite(kind, '2026-01-01', '2026-04-10')] })).toEqual(whole);
  });

  it('leave, after which as much time is left as when it began', () => {
    // From 1 May to 18 September are 141 days: 11 June becomes 30 October, less the day off that moved it.
    expect(ladder({ respites: [respite('leave', '2026-05-01', '2026-09-18')] })).toEqual([
      'mandate_notice 2026-08-31T08:00 silent',
      'escalation_chief 2026-10-30T08:00',
      'escalation_head 2026-11-13T08:00',
      'escalation_coordinator 2026-12-14T08:00',
    ]);
  });

  it.each(['exempt', 'leave'] as const)('%s without an end, for good', (kind) => {
    expect(ladder({ respites: [respite(kind, '2026-01-01', '')] })).toEqual([`${whole[0]} silent`]);
    expect(ladder({ respites: [respite(kind, '2026-06-15', '')] })).toEqual(whole.slice(0, 2));
  });

  it('a plan that comes when the chief has been told stops the head until it has run out', () => {
    const steps = ladder({ respites: [respite('plan', '2026-06-15', '2026-09-30')] });
    expect(steps.find((step) => step.startsWith('escalation_head'))).toBe('escalation_head 2026-10-15T08:00');
  });

  it('a leave that comes when the head has been told stops the coordinators’ list', () => {
    expect(ladder({ respites: [respite('leave', '2026-07-01', '2026-08-14')] })).toEqual([
      ...whole.slice(0, 3),
      'escalation_coordinator 2026-08-17T08:00',
    ]);
  });

  it('a plan that is prolonged, of which only the last is known, still silences', () => {
    const steps = ladder({ respites: [respite('plan', '2026-09-01', '2026-12-18')] });
    expect(steps.find((step) => step.startsWith('escalation_chief'))).toBe(
      'escalation_chief 2026-12-21T08:00',
    );
  });

  it('one after the other', () => {
    const respites = [
      respite('leave', '2026-06-20', '2026-09-30'),
      respite('exempt', '2026-06-01', '2026-06-19'),
    ];
    const steps = ladder({ respites });
    expect(steps[1]).toBe('escalation_chief 2026-10-01T08:00');
    expect(ladder({ respites: respites.toReversed() })).toEqual(steps);
  });

  it('a nomination, until the seats have been given out', () => {
    const nomination = {
      term: 'HT2026',
      state: 'nominated' as const,
      course: '1b',
      recordedAt: moment('2026-05-20T10:00'),
      byHand: false,
    };
    // Seats to HT2026 are given out on Wednesday 24 June.
    expect(ladder({ nominations: [nomination] })).toEqual([
      whole[0],
      'escalation_chief 2026-06-25T08:00',
      'escalation_head 2026-07-09T08:00',
      'escalation_coordinator 2026-08-10T08:00',
    ]);
    expect(ladder({ nominations: [{ ...nomination, state: 'declined' }] })).toEqual(whole);
    expect(ladder({ nominations: [{ ...nomination, recordedAt: moment('2026-06-24T10:00') }] })).toEqual(
      whole,
    );
  });
});

describe('what ends or changes the obligation', () => {
  const completeBy = '2028-06-12';

  it('a seat ends the late start; what remains is to finish within 36 months', () => {
    const steps = ladder({ seats: [seat('HT2026-1b')] });
    // 60 days before 12 June 2028, and no escalation while a seat is held.
    expect(steps).toEqual(['mandate_notice 2028-04-13T08:00']);
  });

  it('a seat in a course day is no start of the programme', () => {
    expect(ladder({ seats: [seat('HT2026-LLU')] })).toEqual(whole);
  });

  it('a declined seat brings the late start back, from the day after', () => {
    const declined = seat('HT2026-1b', {
      state: 'declined',
      givenAt: moment('2026-06-08T08:00'),
      endedAt: moment('2026-07-15T10:00'),
    });
    expect(ladder({ seats: [declined] }).slice(1)).toEqual([
      'escalation_chief 2026-07-16T08:00',
      'escalation_head 2026-07-30T08:00',
      'escalation_coordinator 2026-08-31T08:00',
    ]);
  });

  it('who has begun is late when the time to finish has passed and no seat is held', () => {
    const results = [result('HT2026-1b', '2027-01-15')];
    const seats = [seat('HT2026-1b', { state: 'passed' })];
    expect(ladder({ seats, results })).toEqual([
      'mandate_notice 2028-04-13T08:00',
      'escalation_chief 2028-06-13T08:00',
      'escalation_head 2028-06-27T08:00',
      'escalation_coordinator 2028-07-27T08:00',
    ]);
    expect(completeBy < '2028-06-13').toBe(true);
  });

  it('is not late while the seat is held, but the day after it was failed', () => {
    const late = decided({ completeWithinMonths: 18 });
    const held = seat('HT2026-1b');
    expect(ladder({ seats: [held] }, late)).toEqual(['mandate_notice 2026-10-12T08:00']);
    const results = [1, 2, 3].map((attempt) =>
      result('HT2026-1b', `2027-0${attempt}-15`, { attempt, passed: false }),
    );
    expect(ladder({ seats: [{ ...held, state: 'failed' }], results }, late)[1]).toBe(
      'escalation_chief 2027-03-16T08:00',
    );
  });

  it('prior credits are a start too, and all of them end it', () => {
    const credit = (course: string) => ({ course, completedOn: '2024-06-01' });
    expect(ladder({ credits: [credit('2')] })[0]).toBe('mandate_notice 2028-04-13T08:00');
    expect(ladder({ credits: ['1a', '2', '3', '4'].map(credit) })).toEqual([]);
  });
});
