import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { offeringAgenda, offeringIsDone } from '../../../domain/offering/agenda.ts';
import type { OfferingFacts } from '../../../domain/offering/facts.ts';
import {
  autumnDays,
  liveThrough,
  local,
  moment,
  momentsOf,
  offering,
  only,
  staff,
  type WorldChange,
  world,
} from '../../support/worlds.ts';

const facts = (more: Partial<OfferingFacts> = {}): OfferingFacts => ({
  offering: 'HT2026-1b',
  practicalPublishedAt: null,
  closedAt: null,
  days: autumnDays.map((_, index) => ({ day: index + 1, attendanceRegisteredAt: null })),
  seats: ['m-01', 'm-02'].map((person) => ({ person, state: 'held' as const })),
  results: [],
  ...more,
});
const agendaOf = (more: Partial<OfferingFacts> = {}, change: WorldChange = {}) =>
  offeringAgenda(facts(more), world(change));
const allRegistered = autumnDays.map((date, index) => ({
  day: index + 1,
  attendanceRegisteredAt: moment(`${date}T18:00`),
}));
const resultOf = (person: string, on: string, passed = true, attempt = 1) => ({
  person,
  attempt,
  passed,
  on,
  decidedAt: moment(`${on}T12:00`),
});
const passed = ['m-01', 'm-02'].map((person) => ({ person, state: 'passed' as const }));

describe('before the first day', () => {
  it('is announced 21 days before, to each trainer once', () => {
    const agenda = agendaOf();
    expect(local(only(agenda, 'publish_practical_information').dueAt)).toBe('2026-08-26T08:00');
    const informed = agenda.filter(({ template }) => template === 'trainer_information');
    expect(informed.map(({ recipient }) => recipient)).toEqual(['t-01', 't-02']);
    expect(momentsOf(agenda, 'trainer_information')).toEqual(['2026-08-26T08:00', '2026-08-26T08:00']);
  });

  it('moves from a day off to the next working day', () => {
    const change = { offerings: [offering('HT2026', '1b', ['2026-09-19'])] };
    // 29 August is a Saturday.
    expect(local(only(agendaOf({}, change), 'publish_practical_information').dueAt)).toBe('2026-08-31T08:00');
  });

  it('is of no use when the first day has begun', () => {
    expect(local(only(agendaOf(), 'publish_practical_information').usefulUntil ?? 0)).toBe(
      '2026-09-16T09:00',
    );
  });
});

describe('around a course day', () => {
  const change = { offerings: [offering('HT2026', '1b', ['2026-09-18'])] }; // A Friday.
  const oneDay = [{ day: 1, attendanceRegisteredAt: null }];

  it('the course leader gets the list the working day before, useful until the day ends', () => {
    const list = only(agendaOf({ days: oneDay }, change), 'attendance_list');
    expect(list).toMatchObject({ recipient: 't-01', key: 'attendance_list.HT2026-1b.d1' });
    expect([local(list.dueAt), local(list.usefulUntil ?? 0)]).toEqual([
      '2026-09-17T08:00',
      '2026-09-18T16:00',
    ]);
  });

  it('attendance is to be registered within two working days; then a reminder, then the coordinator', () => {
    const agenda = agendaOf({ days: oneDay }, change);
    // Monday and Tuesday are the two; on Wednesday it is late.
    expect(only(agenda, 'attendance_reminder').recipient).toBe('t-01');
    expect(momentsOf(agenda, 'attendance_reminder')).toEqual(['2026-09-23T08:00']);
    expect(only(agenda, 'attendance_missing').recipient).toBe('k-01');
    expect(momentsOf(agenda, 'attendance_missing')).toEqual(['2026-09-25T08:00']);
  });

  it('nobody is reminded of a day that is registered, and of each other day still', () => {
    const days = facts().days.map((row) => (row.day === 2 ? { ...row, attendanceRegisteredAt: 1 } : row));
    const reminded = agendaOf({ days }).filter(({ template }) => template === 'attendance_reminder');
    expect(reminded.map(({ detail }) => detail.day)).toEqual([1, 3, 4, 5]);
  });

  it('a moved day has a list and a reminder of its own', () => {
    const moved = { offerings: [offering('HT2026', '1b', ['2026-09-18'], () => ({ occurrence: 2 }))] };
    const keys = agendaOf({ days: oneDay }, moved).map(({ key }) => key);
    expect(keys).toContain('attendance_list.HT2026-1b.d1.n2');
    expect(keys).toContain('attendance_reminder.HT2026-1b.d1.n2');
  });

  it('without a marked course leader it is the first trainer; without any, the coordinator is told', () => {
    const without = (trainers: { id: string; leader: boolean }[]) =>
      agendaOf(
        { days: oneDay },
        { offerings: [offering('HT2026', '1b', ['2026-09-18'], () => ({ trainers }))] },
      );
    expect(only(without([{ id: 't-02', leader: false }]), 'attendance_list').recipient).toBe('t-02');
    const nobody = without([]);
    expect(momentsOf(nobody, 'attendance_list')).toEqual([]);
    expect(only(nobody, 'attendance_missing').recipient).toBe('k-01');
  });

  it('the coordinator is the one in post when it is told, and a vacancy ahead stops nothing', () => {
    const leaving = staff.map((one) => (one.id === 'k-01' ? { ...one, leftOn: '2026-09-24' } : one));
    const people = [
      ...leaving,
      ...staff.filter(({ id }) => id === 'k-01').map((one) => ({ ...one, id: 'k-02' })),
    ];
    expect(only(agendaOf({ days: oneDay }, { ...change, people }), 'attendance_missing').recipient).toBe(
      'k-02',
    );
    expect(
      only(agendaOf({ days: oneDay }, { ...change, people: leaving }), 'attendance_missing').recipient,
    ).toBe('k-01');
  });
});

describe('results', () => {
  // Memo by 23 December; 15 working days later is 20 January 2027 (24–27 December, New Year and Epiphany are off).
  it('are due within fifteen working days of the memo; the leader hears before, the coordinator after', () => {
    const agenda = agendaOf();
    const due = only(agenda, 'results_due');
    expect(due).toMatchObject({
      recipient: 't-01',
      detail: { attempt: 1, count: 2, deadline: '2027-01-20' },
    });
    expect(momentsOf(agenda, 'results_due')).toEqual(['2027-01-13T08:00']);
    expect(only(agenda, 'results_missing').recipient).toBe('k-01');
    expect(momentsOf(agenda, 'results_missing')).toEqual(['2027-01-21T08:00']);
  });

  it('that have come are not asked for; the rest are', () => {
    const seats = [
      { person: 'm-01', state: 'passed' as const },
      { person: 'm-02', state: 'held' as const },
    ];
    const agenda = agendaOf({ seats, results: [resultOf('m-01', '2027-01-10')] });
    expect(only(agenda, 'results_due').detail.count).toBe(1);
  });

  it('of a retake are counted from the failed result, together for those who failed at one time', () => {
    const results = [resultOf('m-01', '2027-01-15', false), resultOf('m-02', '2027-01-16', false)];
    // Friday and Saturday: twenty working days from both is 12 February.
    const due = only(agendaOf({ results }), 'results_due');
    expect(due.detail).toMatchObject({ attempt: 2, count: 2, deadline: '2027-03-05' });
    expect(due.key).toBe('results_due.HT2026-1b.a2.2027-01-15');
  });

  it('have keys that outlive a change of the periods, but not a moved last day', () => {
    const keys = (change: WorldChange) =>
      agendaOf({ results: [resultOf('m-02', '2027-01-15', false)] }, change).map(({ key }) => key);
    const rules = {
      examination: { memoDaysAfterLastDay: 21, resultWithinWorkingDays: 10, retakeWithinWorkingDays: 30 },
    };
    expect(keys({ rules })).toEqual(keys({}));
    const moved = {
      offerings: [
        offering('HT2026', '1b', autumnDays, ({ number }) => (number === 5 ? { occurrence: 2 } : {})),
      ],
    };
    expect(keys(moved)).toContain('results_due.HT2026-1b.a1.n2');
  });

  it('of nobody are asked for when nobody holds a seat', () => {
    expect(momentsOf(agendaOf({ seats: passed }), 'results_due')).toEqual([]);
  });
});

describe('closing', () => {
  const results = passed.map(({ person }) => resultOf(person, '2027-01-15'));
  const closing = (more: Partial<OfferingFacts>) =>
    agendaOf({ days: allRegistered, seats: passed, results, ...more }).filter(
      ({ kind }) => kind === 'close_offering',
    );

  it('when every day is registered and everybody has a final result, at the last of these moments', () => {
    expect(closing({}).map(({ dueAt }) => local(dueAt))).toEqual(['2027-01-15T12:00']);
    const late = allRegistered.map((row) =>
      row.day === 2 ? { ...row, attendanceRegisteredAt: moment('2027-02-01T09:00') } : row,
    );
    expect(closing({ days: late }).map(({ dueAt }) => local(dueAt))).toEqual(['2027-02-01T09:00']);
  });

  it('not while a day is open or a seat is held', () => {
    expect(closing({ days: facts().days })).toEqual([]);
    expect(closing({ seats: facts().seats })).toEqual([]);
  });

  it('not before the last day has ended, when all have given up', () => {
    const seats = passed.map(({ person }) => ({ person, state: 'withdrawn' as const }));
    const early = allRegistered.map((row) => ({
      ...row,
      attendanceRegisteredAt: moment('2026-09-16T18:00'),
    }));
    expect(closing({ seats, results: [], days: early }).map(({ dueAt }) => local(dueAt))).toEqual([
      '2026-12-09T16:00',
    ]);
  });

  it('leaves nothing to do', () => {
    const closed = facts({ closedAt: 1 });
    expect(offeringAgenda(closed, world())).toEqual([]);
    expect([offeringIsDone(closed), offeringIsDone(facts())]).toEqual([true, false]);
  });
});

describe('an offering, whatever has happened', () => {
  const any = fc.record({
    days: fc.tuple(
      ...autumnDays.map(() =>
        fc.option(fc.constantFrom(...allRegistered.map((row) => row.attendanceRegisteredAt))),
      ),
    ),
    seats: fc.tuple(
      ...['m-01', 'm-02', 'm-03'].map((person) =>
        fc.record({
          person: fc.constant(person),
          state: fc.constantFrom('held' as const, 'passed' as const, 'declined' as const),
        }),
      ),
    ),
    results: fc.uniqueArray(
      fc
        .tuple(
          fc.constantFrom('m-01', 'm-02', 'm-03'),
          fc.integer({ min: 1, max: 3 }),
          fc.integer({ min: 0, max: 40 }),
        )
        .map(([person, attempt, later]) =>
          resultOf(person, world().calendar.addDays('2027-01-10', later), false, attempt),
        ),
      { selector: (row) => `${row.person}${row.attempt}` },
    ),
  });

  it('has each key once, lives to the end, and sends nothing again when the periods change', () => {
    const one = world();
    const other = world({
      rules: { courseDays: { attendanceWithinWorkingDays: 4 }, examination: { resultWithinWorkingDays: 20 } },
    });
    fc.assert(
      fc.property(any, fc.integer({ min: 0, max: 250 }), ({ days, ...more }, after) => {
        const known = facts({
          ...more,
          days: days.map((at, index) => ({ day: index + 1, attendanceRegisteredAt: at })),
        });
        const agenda = offeringAgenda(known, one);
        expect(new Set(agenda.map(({ key }) => key)).size).toBe(agenda.length);
        const from = moment('2026-06-01T00:00');
        const until = from + after * 86_400_000;
        const before = liveThrough(() => agenda, from, until);
        const ended = liveThrough(
          () => offeringAgenda(known, other),
          until,
          Number.POSITIVE_INFINITY,
          before,
        );
        const sent = ended.filter(({ status }) => status === 'accepted').map(({ item }) => item.key);
        expect(new Set(sent).size).toBe(sent.length);
        expect(ended.map(({ item }) => item.key).sort()).toEqual(agenda.map(({ key }) => key).sort());
      }),
      { numRuns: 150 },
    );
  });
});
