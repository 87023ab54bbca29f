/** One case through everything that may happen to it. */
import { describe, expect, it } from 'vitest';
import { escalationAhead } from '../../../domain/escalation/items.ts';
import { journeyAgenda } from '../../../domain/journey/agenda.ts';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import type { Mandate } from '../../../domain/region.ts';
import { caseLines, casesAfter, liveCases } from '../../support/cases.ts';
import {
  journey,
  local,
  mandate,
  moment,
  offering,
  person,
  result,
  seat,
  staff,
  type WorldChange,
  world,
} from '../../support/worlds.ts';

// Borlänge decided on 10 June 2025; who was in post then begins within twelve months: by 10 June 2026. A term that
// nobody has planned yet keeps the deadline within reach.
const reachable: WorldChange = { rules: { escalation: { unreachableDaysBefore: 0 } } };
const lines = (more: Partial<JourneyFacts> = {}, change: WorldChange = {}) =>
  caseLines(liveCases(journey(more), world({ mandates: [mandate], ...reachable, ...change })));
const decided = (more: Partial<Mandate>): WorldChange => ({ mandates: [{ ...mandate, ...more }] });

const whole = [
  'opened near 2026-04-13T08:00',
  'level_raised chief 2026-06-11T08:00',
  'level_raised head 2026-06-25T08:00',
  'level_raised coordinator 2026-07-27T08:00',
];

describe('the ladder of an overdue start', () => {
  it('60 days before, the day after the deadline, 14 days later, 30 days later; days off moved', () => {
    // 60 days before is Saturday 11 April, 30 days after the head Saturday 25 July.
    expect(lines()).toEqual(whole);
  });

  it('the manager is told on the day the case is opened, and nobody else by a mail of the journey', () => {
    const mails = journeyAgenda(journey(), world({ mandates: [mandate] })).filter(
      ({ kind }) => kind === 'mail',
    );
    expect(mails.map(({ template, dueAt }) => `${template} ${local(dueAt)}`)).toEqual([
      'mandate_notice 2026-04-13T08:00',
    ]);
  });

  it('moves a deadline on a day off to the next working day', () => {
    // 20 June 2026 is Midsummer Day, a Saturday.
    expect(lines({}, decided({ validFrom: '2025-06-20' }))[1]).toBe('level_raised chief 2026-06-23T08:00');
  });

  it('counts from the day the post was taken up when that is later', () => {
    const people = [...staff.filter(({ id }) => id !== 'm-01'), person('m-01', { postSince: '2026-01-12' })];
    expect(lines({}, { people })[1]).toBe('level_raised chief 2027-01-13T08:00');
  });

  it('concerns nobody without a decision, in another municipality or with another role', () => {
    expect(lines({}, { mandates: [] })).toEqual([]);
    expect(lines({}, decided({ municipality: '2080' }))).toEqual([]);
    expect(lines({}, decided({ roles: ['deputy_manager'] }))).toEqual([]);
  });

  it('ends with the decision', () => {
    expect(lines({}, decided({ validTo: '2026-06-24' }))).toEqual([
      ...whole.slice(0, 2),
      'closed mandate_ended 2026-06-25T00:00',
    ]);
  });

  it('begins the working day after the life begins when the deadline has passed by then, one level at a time', () => {
    // A Friday: Monday 31 August is the next working day.
    expect(lines({ since: moment('2026-08-28T10:00') })).toEqual([
      'opened overdue 2026-08-31T08:00',
      'level_raised chief 2026-08-31T08:00',
      'level_raised head 2026-09-14T08:00',
      'level_raised coordinator 2026-10-14T08:00',
    ]);
  });

  it('lies with the head from the start when there is no chief, and is not told to the head twice', () => {
    const people = staff.map((one) => (one.id === 'm-01' ? { ...one, chiefId: '' } : one));
    const ended = liveCases(journey(), world({ mandates: [mandate], ...reachable, people }));
    expect(caseLines(ended)).toEqual([...whole.slice(0, 2), 'level_raised coordinator 2026-07-27T08:00']);
    expect(ended[0]?.item.detail.chief).toBe('h-01');
  });

  it('shows a reader all that lies ahead, but takes one step', () => {
    const reference = world({ mandates: [mandate], ...reachable });
    const ahead = escalationAhead(journey(), reference);
    expect(ahead.map(({ step }) => `${step.kind} ${local(step.at)}`)).toEqual(
      whole.map((line) => line.replace(/ (near|chief|head|coordinator) /, ' ')),
    );
    const items = journeyAgenda(journey(), reference).filter(({ kind }) => kind === 'case');
    expect(items.map(({ key }) => key)).toEqual(['case_opened.2081.2025-06-10.start.m-01.e1']);
  });

  it('a system that was away for a year does not take it through all levels in a minute', () => {
    const reference = world({ mandates: [mandate], ...reachable });
    const late = moment('2027-03-01T09:00');
    // Nothing was planned before that morning.
    const awake = (now: number) => ({ ...journey(), since: now < late ? late : journey().since });
    expect(caseLines(liveCases(awake, reference))).toEqual([
      'opened near 2027-03-01T09:00',
      'level_raised chief 2027-03-01T09:00',
      'level_raised head 2027-03-15T08:00',
      'level_raised coordinator 2027-04-14T08:00',
    ]);
  });
});

describe('turns under a yearly quota', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map((letter, index) =>
    person(`m-1${letter}`, { postSince: `201${index}-01-01` }),
  );
  const chiefOn = (id: string, change: WorldChange) =>
    lines({ person: id }, change)
      .find((line) => line.startsWith('level_raised chief'))
      ?.split(' ')[2];

  it('nobody is late before the turn has come, those longest in post first', () => {
    const change = { people: [...staff, ...five], ...decided({ quotaPerYear: 2 }) };
    expect(['m-1a', 'm-1b', 'm-1c', 'm-1d', 'm-1e', 'm-01', 'm-02'].map((id) => chiefOn(id, change))).toEqual(
      [
        '2026-06-11T08:00',
        '2026-06-11T08:00',
        '2027-06-11T08:00',
        '2027-06-11T08:00',
        // 10 June 2028 is a Saturday: the deadline moves to Monday.
        '2028-06-13T08:00',
        '2028-06-13T08:00',
        '2029-06-12T08:00',
      ],
    );
  });

  it('can be left out by the region', () => {
    const change = { people: [...staff, ...five], ...decided({ quotaPerYear: 1 }) };
    const rules = { mandate: { turnsByQuota: false }, escalation: { unreachableDaysBefore: 0 } };
    expect(chiefOn('m-02', { ...change, rules })).toBe('2026-06-11T08:00');
  });

  it('nobody becomes late because a colleague leaves', () => {
    const gone = five.map((one) => (one.id === 'm-1a' ? { ...one, leftOn: '2026-03-01' } : one));
    const change = (people: typeof five) => ({
      people: [...staff, ...people],
      ...decided({ quotaPerYear: 2 }),
    });
    expect(chiefOn('m-1c', change(gone))).toBe(chiefOn('m-1c', change(five)));
  });
});

describe('an answer silences until its day and no longer', () => {
  type Respite = JourneyFacts['respites'][number];
  const respite = (kind: Respite['kind'], from: string, until: string): Respite => ({ kind, from, until });

  it('a plan before the deadline', () => {
    // The 18th is a Friday.
    expect(lines({ respites: [respite('plan', '2026-05-01', '2026-09-18')] })).toEqual([
      whole[0],
      'answered plan 2026-09-18 2026-05-01T00:00',
      'resumed 2026-09-21T08:00',
      'level_raised chief 2026-09-21T08:00',
      'level_raised head 2026-10-05T08:00',
      'level_raised coordinator 2026-11-04T08:00',
    ]);
  });

  it('a plan that has run out before anything was near changes nothing', () => {
    expect(lines({ respites: [respite('plan', '2026-01-10', '2026-04-10')] })).toEqual(whole);
  });

  it('a plan that comes when the chief has been told gives the chief the time again when it has run out', () => {
    expect(lines({ respites: [respite('plan', '2026-06-15', '2026-09-30')] }).slice(2, 5)).toEqual([
      'answered plan 2026-09-30 2026-06-15T00:00',
      'resumed 2026-10-01T08:00',
      'level_raised head 2026-10-15T08:00',
    ]);
  });

  it('an exemption closes the case, and it comes back the working day after', () => {
    expect(lines({ respites: [respite('exempt', '2026-05-01', '2026-09-18')] })).toEqual([
      whole[0],
      'closed exempt 2026-05-01T00:00',
      'opened overdue 2026-09-21T08:00',
      'level_raised chief 2026-09-21T08:00',
      'level_raised head 2026-10-05T08:00',
      'level_raised coordinator 2026-11-04T08:00',
    ]);
  });

  it('a leave closes the case, and as much time is left afterwards as when it began', () => {
    const leave = respite('leave', '2026-06-01', '2026-08-31');
    const known = (now: number) => journey(now < moment('2026-06-01T08:00') ? {} : { respites: [leave] });
    const all = caseLines(liveCases(known, world({ mandates: [mandate], ...reachable })));
    expect(all.slice(0, 4)).toEqual([
      whole[0],
      'closed on_leave 2026-06-11T08:00',
      'opened near 2026-09-01T08:00',
      // 92 days of leave later than 10 June.
      'level_raised chief 2026-09-11T08:00',
    ]);
  });

  it.each([
    ['exempt', 'exempt'],
    ['leave', 'on_leave'],
  ] as const)('%s without an end, for good', (kind, cause) => {
    expect(lines({ respites: [respite(kind, '2026-01-01', '')] })).toEqual([]);
    expect(lines({ respites: [respite(kind, '2026-06-15', '')] })).toEqual([
      ...whole.slice(0, 2),
      `closed ${cause} 2026-06-15T00:00`,
    ]);
  });

  it('an extension closes it until its own day is near', () => {
    const extension = respite('extension', '2026-05-04', '2026-12-31');
    const known = (now: number) => journey(now < moment('2026-05-04T08:00') ? {} : { respites: [extension] });
    const all = caseLines(liveCases(known, world({ mandates: [mandate], ...reachable })));
    expect(all.slice(0, 4)).toEqual([
      whole[0],
      'closed extended 2026-06-11T08:00',
      // New Year's Eve is a day off: the last day is Monday 4 January.
      'opened near 2026-11-05T08:00',
      'level_raised chief 2027-01-05T08:00',
    ]);
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
    expect(lines({ nominations: [nomination] })).toEqual([
      whole[0],
      'answered nominated 2026-06-24 2026-05-20T10:00',
      'resumed 2026-06-25T08:00',
      'level_raised chief 2026-06-25T08:00',
      'level_raised head 2026-07-09T08:00',
      'level_raised coordinator 2026-08-10T08:00',
    ]);
    expect(lines({ nominations: [{ ...nomination, state: 'declined' }] })).toEqual(whole);
  });
});

describe('what closes a case', () => {
  it('a seat in the programme, at that moment; a seat in a course day does not', () => {
    expect(lines({ seats: [seat('HT2026-1b')] })).toEqual([]);
    const known = (now: number) =>
      journey(now < moment('2026-06-24T08:00') ? {} : { seats: [seat('HT2026-1b')] });
    expect(caseLines(liveCases(known, world({ mandates: [mandate], ...reachable })))).toEqual([
      ...whole.slice(0, 2),
      'closed enrolled 2026-06-25T08:00',
    ]);
    expect(lines({ seats: [seat('HT2026-LLU')] })).toEqual(whole);
  });

  it('a declined seat brings the late start back, from the day after, with its history', () => {
    const declined = seat('HT2026-1b', {
      state: 'declined',
      givenAt: moment('2026-06-08T08:00'),
      endedAt: moment('2026-07-15T10:00'),
    });
    expect(lines({ seats: [declined] })).toEqual([
      whole[0],
      'closed enrolled 2026-06-08T08:00',
      'opened overdue 2026-07-16T08:00',
      'level_raised chief 2026-07-16T08:00',
      'level_raised head 2026-07-30T08:00',
      'level_raised coordinator 2026-08-31T08:00',
    ]);
  });

  it('who has begun is late when the time to finish has passed and no seat is held', () => {
    const results = [result('HT2026-1b', '2027-01-15')];
    const seats = [seat('HT2026-1b', { state: 'passed' })];
    expect(lines({ seats, results })).toEqual([
      'opened near 2028-04-13T08:00',
      'level_raised chief 2028-06-13T08:00',
      'level_raised head 2028-06-27T08:00',
      'level_raised coordinator 2028-07-27T08:00',
    ]);
  });

  it('is not late while the seat is held, but the day after it was failed', () => {
    const change = { ...decided({ completeWithinMonths: 18 }), ...reachable };
    const held = seat('HT2026-1b');
    expect(lines({ seats: [held] }, change)).toEqual([]);
    const results = [1, 2, 3].map((attempt) =>
      result('HT2026-1b', `2027-0${attempt}-15`, { attempt, passed: false }),
    );
    expect(lines({ seats: [{ ...held, state: 'failed' }], results }, change)[1]).toBe(
      'level_raised chief 2027-03-16T08:00',
    );
  });

  it('the whole programme, and leaving', () => {
    const credit = (course: string) => ({ course, completedOn: '2024-06-01' });
    expect(lines({ credits: [credit('2')] })[0]).toBe('opened near 2028-04-13T08:00');
    expect(lines({ credits: ['1a', '2', '3', '4'].map(credit) })).toEqual([]);
    const known = (now: number) =>
      journey(now < moment('2026-06-20T08:00') ? {} : { credits: ['1a', '2', '3', '4'].map(credit) });
    expect(caseLines(liveCases(known, world({ mandates: [mandate], ...reachable }))).at(-1)).toMatch(
      /^closed done 2026-06-25/,
    );
    const people = staff.map((one) => (one.id === 'm-01' ? { ...one, leftOn: '2026-06-20' } : one));
    expect(lines({}, { people })).toEqual([...whole.slice(0, 2), 'closed left 2026-06-20T00:00']);
  });

  it('a move to another municipality', () => {
    const ended = liveCases(
      journey(),
      world({ mandates: [mandate], ...reachable }),
      moment('2026-06-12T08:00'),
    );
    expect(caseLines(ended)).toEqual(whole.slice(0, 2));
    const people = staff.map((one) => (one.id === 'm-01' ? { ...one, municipality: '2080' } : one));
    const moved = world({ mandates: [mandate], ...reachable, people });
    const before = world({ mandates: [mandate], ...reachable });
    const from = moment('2026-06-20T08:00');
    const all = liveCases(journey(), before, from);
    expect(all).toHaveLength(2);
    const [close] = escalationAhead({ ...journey(), cases: casesAfter(all) }, moved);
    expect(close?.step).toMatchObject({ kind: 'closed', cause: 'moved' });
  });
});

describe('who holds a case', () => {
  it('goes to the new chief, or to the head when there is none, on the day the chief leaves', () => {
    const people = staff.map((one) => (one.id === 'c-01' ? { ...one, leftOn: '2026-06-18' } : one));
    const ended = liveCases(journey(), world({ mandates: [mandate], ...reachable, people }));
    expect(caseLines(ended)).toEqual([
      ...whole.slice(0, 2),
      'handed_over 2026-06-18T08:00',
      // The head is the responsible chief now: 14 and 30 days after the chief was told.
      'level_raised coordinator 2026-07-27T08:00',
    ]);
    expect(ended[2]?.item.detail).toMatchObject({ chief: 'h-01', head: '' });
  });

  it('reaches the head who is in post on the day, and goes on to the next one', () => {
    const people = [
      ...staff.map((one) => (one.id === 'h-01' ? { ...one, leftOn: '2026-07-01' } : one)),
      person('h-03', { role: 'head_of_social_services', chiefId: '' }),
    ];
    const ended = liveCases(journey(), world({ mandates: [mandate], ...reachable, people }));
    expect(
      ended.map(({ item }) => item.detail.head).filter((head) => head !== undefined && head !== ''),
    ).toEqual(['h-01', 'h-03', 'h-03']);
  });
});

describe('a deadline that cannot be met', () => {
  it('is told before it passes, when the last term in time has closed its nominations', () => {
    // Only VT2026 begins before 10 June 2026; its nominations had closed when the life began.
    const all = lines({}, { rules: {} });
    expect(all[0]).toBe('opened unreachable 2026-01-02T08:00');
    expect(all.slice(1)).toEqual(whole.slice(1));
  });

  it('is closed again when an offering in time is planned', () => {
    const before = world({ mandates: [mandate] });
    const opened = liveCases(journey(), before, moment('2026-01-05T08:00'));
    const base = world();
    const after = world({
      mandates: [mandate],
      terms: [...base.terms, { code: 'ST2026', start: '2026-06-08', end: '2026-08-14' }],
      offerings: [...base.offerings, offering('ST2026', '1b', ['2026-06-09'])],
    });
    const [step] = escalationAhead({ ...journey(), cases: casesAfter(opened) }, after);
    expect(step?.step).toMatchObject({ kind: 'closed', cause: 'reachable' });
  });

  it('nobody can say beyond the terms that are planned', () => {
    expect(lines({}, { ...decided({ startWithinMonths: 36 }), rules: {} })[0]).toMatch(/^opened near/);
  });
});

describe('the number of escalations', () => {
  it('is never more than the rule’s, however often the case comes back', () => {
    const respites = [5, 6, 7, 8, 9].map((month) => ({
      kind: 'leave' as const,
      from: `2027-0${month}-01`,
      until: `2027-0${month}-10`,
    }));
    const rules = { escalation: { unreachableDaysBefore: 0, maxPerCase: 4 } };
    const all = lines({ respites }, { rules });
    expect(all.filter((line) => line.startsWith('opened'))).toHaveLength(6);
    expect(all.filter((line) => line.startsWith('level_raised'))).toHaveLength(4);
  });
});
