import { describe, expect, it } from 'vitest';
import { termAgenda, termIsDone } from '../../../domain/term/agenda.ts';
import { deadlines } from '../../../domain/term/deadlines.ts';
import type { TermFacts } from '../../../domain/term/facts.ts';
import {
  local,
  moment,
  momentsOf,
  only,
  person,
  staff,
  type WorldChange,
  world,
} from '../../support/worlds.ts';

const term = 'HT2026'; // Begins on Monday 31 August.
const people = [
  ...staff,
  person('c-03', { role: 'chief', chiefId: 'h-01' }),
  person('m-09', { chiefId: 'c-03', workplace: 'elderly_care/w-9' }),
];
const openedAt = moment('2026-05-11T08:00');
const facts = (more: Partial<TermFacts> = {}): TermFacts => ({
  term,
  openedAt,
  proposedAt: openedAt,
  allocatedAt: null,
  waitingEndedAt: null,
  proposals: [
    { person: 'm-01', chief: 'c-01', course: '1b' },
    { person: 'm-02', chief: 'c-01', course: '1b' },
    { person: 'm-09', chief: 'c-03', course: '2' },
  ],
  documents: ['c-01', 'c-03'].map((chief) => ({
    key: `proposal.${term}.${chief}`,
    issuedAt: openedAt + 60_000,
  })),
  answers: [],
  unanswered: [],
  reserved: [],
  nominations: [],
  freed: [],
  promised: [],
  raised: [],
  waiting: 0,
  ...more,
});
const agendaOf = (more: Partial<TermFacts> = {}, change: WorldChange = {}) =>
  termAgenda(facts(more), world({ people, ...change }));
const kinds = (more: Partial<TermFacts>) => [...new Set(agendaOf(more).map(({ kind }) => kind))].sort();

describe('the moments of a term', () => {
  const shown = (change: WorldChange, code = term) => {
    const {
      opensAt,
      closesOn,
      remindersAt,
      seatsGivenAt,
      declineUntil,
      promotionStopsAt,
      freeWithdrawalUntil,
    } = deadlines(world(change), code);
    return {
      opens: local(opensAt),
      closesOn,
      reminders: remindersAt.map(local),
      seats: local(seatsGivenAt),
      declineUntil,
      promotionStops: local(promotionStopsAt),
      freeWithdrawalUntil,
    };
  };

  it('are 16, 10 and 4 weeks and 14 days before its start, and 3 weeks into it', () => {
    expect(shown({})).toEqual({
      opens: '2026-05-11T08:00',
      closesOn: '2026-06-22',
      // 14 days before is a Monday, 3 days before is Midsummer's Eve: moved to Monday, the closing day itself.
      reminders: ['2026-06-08T08:00', '2026-06-22T08:00'],
      seats: '2026-06-24T08:00',
      declineUntil: '2026-08-03',
      promotionStops: '2026-08-17T08:00',
      freeWithdrawalUntil: '2026-09-21',
    });
  });

  it('move from a day off to the next working day', () => {
    const terms = [{ code: 'VT2027', start: '2027-01-25', end: '2027-06-11' }];
    const rules = {
      enrolment: { closesWeeksBefore: 4, declineUntilWeeksBefore: 3, promotionStopsDaysBefore: 19 },
    };
    // 28 December is a Monday, 4 January too; 19 days before is Epiphany.
    expect(shown({ terms, rules }, 'VT2027')).toMatchObject({
      closesOn: '2026-12-28',
      seats: '2026-12-30T08:00',
      declineUntil: '2027-01-04',
      promotionStops: '2027-01-07T08:00',
    });
    const saturday = [{ code: 'VT2027', start: '2027-01-23', end: '2027-06-11' }];
    expect(shown({ terms: saturday }, 'VT2027')).toMatchObject({
      closesOn: '2026-11-16',
      declineUntil: '2026-12-28',
      freeWithdrawalUntil: '2027-02-15',
    });
  });
});

describe('opening', () => {
  it('owes nothing before the term is opened', () => {
    expect(agendaOf({ openedAt: null, proposedAt: null })).toEqual([]);
  });

  it('proposes when nominations open, or at once when it was opened later', () => {
    const proposal = (at: string) => only(agendaOf({ openedAt: moment(at), proposedAt: null }), 'propose');
    expect(local(proposal('2026-03-01T10:00').dueAt)).toBe('2026-05-11T08:00');
    expect(local(proposal('2026-06-01T10:00').dueAt)).toBe('2026-06-01T10:00');
    expect(kinds({ proposedAt: null })).toEqual(['propose']);
  });

  it('makes one document for each chief, and asks when it is there', () => {
    const before = agendaOf({ documents: [] });
    expect(before.filter(({ kind }) => kind === 'proposal_document').map(({ key }) => key)).toEqual([
      'proposal.HT2026.c-01',
      'proposal.HT2026.c-03',
    ]);
    expect(momentsOf(before, 'nomination_request')).toEqual([]);
    const requests = agendaOf().filter(({ template }) => template === 'nomination_request');
    expect(requests.map(({ recipient, dueAt }) => [recipient, local(dueAt)])).toEqual([
      ['c-01', '2026-05-11T08:01'],
      ['c-03', '2026-05-11T08:01'],
    ]);
    expect(requests[0]?.detail).toMatchObject({ document: 'proposal.HT2026.c-01', deadline: '2026-06-22' });
  });
});

describe('reminders to chiefs', () => {
  it('go to those who have not answered, before each of its moments', () => {
    const reminders = agendaOf({ answers: [{ chief: 'c-01', workplace: '' }] }).filter(
      ({ template }) => template === 'nomination_reminder',
    );
    expect(reminders.map(({ key, dueAt }) => [key, local(dueAt)])).toEqual([
      ['nomination_reminder.HT2026.r1.c-03', '2026-06-08T08:00'],
      ['nomination_reminder.HT2026.r2.c-03', '2026-06-22T08:00'],
    ]);
    expect(local(reminders[0]?.usefulUntil ?? 0)).toBe('2026-06-22T08:00');
    expect(reminders.every(({ suppressed }) => suppressed === undefined)).toBe(true);
  });

  it('do not come together with a request that went out late', () => {
    const late = moment('2026-06-15T09:00');
    const documents = facts().documents.map((document) => ({ ...document, issuedAt: late }));
    const reminders = agendaOf({ openedAt: late, proposedAt: late, documents }).filter(
      ({ recipient, template }) => recipient === 'c-01' && template === 'nomination_reminder',
    );
    expect(reminders.map(({ suppressed }) => suppressed !== undefined)).toEqual([true, false]);
  });
});

describe('partial answers', () => {
  const reminded = (more: Partial<TermFacts>) =>
    agendaOf(more)
      .filter(({ template }) => template === 'nomination_reminder')
      .map(({ recipient }) => recipient);
  const said = (...list: string[]) =>
    list.map((person) => ({ person, chief: 'c-01', state: 'nominated' as const }));

  it('are reminded about as long as a proposed manager is open', () => {
    expect(reminded({ nominations: said('m-01') })).toEqual(['c-01', 'c-01', 'c-03', 'c-03']);
    expect(reminded({ nominations: said('m-01', 'm-02') })).toEqual(['c-03', 'c-03']);
  });

  it('can be about a workplace', () => {
    const answers = [{ chief: 'c-03', workplace: 'elderly_care/w-9' }];
    expect(reminded({ answers })).toEqual(['c-01', 'c-01']);
    expect(reminded({ answers: [{ chief: 'c-03', workplace: 'elderly_care/w-1' }] })).toContain('c-03');
  });

  it('that are still missing when nominations close follow the rule, before the seats are given', () => {
    expect(local(only(agendaOf(), 'settle_unanswered').dueAt)).toBe('2026-06-23T08:00');
    const all = said('m-01', 'm-02', 'm-09');
    expect(kinds({ nominations: all })).not.toContain('settle_unanswered');
    const hurried = agendaOf({}, { rules: { enrolment: { seatsWorkingDaysAfterClosing: 0 } } });
    expect(only(hurried, 'settle_unanswered').dueAt).toBeLessThan(only(hurried, 'allocate_seats').dueAt);
  });

  it('are told to the head once a municipality', () => {
    const at = moment('2026-06-23T08:00');
    const unanswered = ['2081', '2081'].map((municipality, index) => ({ municipality, at: at + index }));
    const mail = only(agendaOf({ unanswered }), 'nominations_unanswered');
    expect(mail).toMatchObject({ recipient: 'h-01', dueAt: at, detail: { seatsGivenOn: '2026-06-24' } });
  });
});

describe('seats', () => {
  it('are given out two working days after the closing, once there is a proposal', () => {
    expect(local(only(agendaOf(), 'allocate_seats').dueAt)).toBe('2026-06-24T08:00');
    expect(kinds({ proposedAt: null })).not.toContain('allocate_seats');
  });

  it('are summed up to each chief who nominated somebody', () => {
    const nominations = [
      { person: 'm-01', chief: 'c-01', state: 'nominated' },
      { person: 'm-02', chief: 'c-01', state: 'refused' },
      { person: 'm-09', chief: 'c-03', state: 'declined' },
    ];
    const summary = only(agendaOf({ allocatedAt: moment('2026-06-24T08:00'), nominations }), 'seats_summary');
    expect(summary).toMatchObject({ recipient: 'c-01', key: 'seats_summary.HT2026.c-01' });
    expect(local(summary.usefulUntil ?? 0)).toBe('2026-08-31T23:59');
  });
});

describe('the waiting list', () => {
  const allocatedAt = moment('2026-06-24T08:00');
  const freed = (at: string, occurrence = 1) => ({
    offering: 'HT2026-1b',
    person: 'm-01',
    occurrence,
    state: 'declined' as const,
    givenAt: 0,
    at: moment(at),
    byHand: false,
  });

  it('considers a freed seat once, when it is freed', () => {
    const items = agendaOf({ allocatedAt, freed: [freed('2026-07-01T10:00')] });
    expect(only(items, 'promote')).toMatchObject({
      key: 'promote.HT2026-1b.m-01',
      dueAt: moment('2026-07-01T10:00'),
    });
    expect(only(items, 'promote').suppressed).toBeUndefined();
    const again = only(agendaOf({ allocatedAt, freed: [freed('2026-07-05T10:00', 2)] }), 'promote');
    expect(again.key).toBe('promote.HT2026-1b.m-01.n2');
  });

  it('waits a quarter of an hour with a seat that was given up by hand', () => {
    const byHand = { ...freed('2026-07-01T10:00'), byHand: true };
    expect(local(only(agendaOf({ allocatedAt, freed: [byHand] }), 'promote').dueAt)).toBe('2026-07-01T10:15');
  });

  it.each([
    ['the minute before it stops', '2026-08-17T07:59', false],
    ['as it stops', '2026-08-17T08:00', true],
    ['in the term', '2026-09-20T10:00', true],
  ])('a seat freed %s', (_, at, closed) => {
    expect(only(agendaOf({ allocatedAt, freed: [freed(at)] }), 'promote').suppressed !== undefined).toBe(
      closed,
    );
  });

  it('does not exist before the seats have been given out', () => {
    expect(kinds({ freed: [freed('2026-06-01T10:00')] })).not.toContain('promote');
    expect(kinds({})).not.toContain('end_waiting_list');
  });

  it('ends 14 days before the term, or when the seats are given out later than that', () => {
    expect(local(only(agendaOf({ allocatedAt }), 'end_waiting_list').dueAt)).toBe('2026-08-17T08:00');
    const late = moment('2026-08-20T08:00');
    expect(only(agendaOf({ allocatedAt: late }), 'end_waiting_list').dueAt).toBe(late);
  });

  it('does not end before what opened in time has waited out its quarter of an hour', () => {
    const late = { ...freed('2026-08-17T07:55'), byHand: true };
    const items = agendaOf({ allocatedAt, freed: [late] });
    const [promotion, end] = [only(items, 'promote'), only(items, 'end_waiting_list')];
    expect(local(promotion.dueAt)).toBe('2026-08-17T08:10');
    expect(promotion.suppressed).toBeUndefined();
    expect(end.dueAt).toBeGreaterThan(promotion.dueAt);
  });

  it('moves up when an offering got more places after the seats were given out', () => {
    const raise = (at: string, occurrence: number) => ({
      offering: 'HT2026-1b',
      occurrence,
      at: moment(at),
      byHand: true,
    });
    const raised = [raise('2026-06-01T09:00', 1), raise('2026-07-01T09:00', 2)];
    const promotion = only(agendaOf({ allocatedAt, raised }), 'promote');
    expect(promotion.key).toBe('promote.HT2026-1b.capacity2');
    expect(local(promotion.dueAt)).toBe('2026-07-01T09:15');
  });

  it('takes a seat back the working day after the last day to say yes', () => {
    const promised = [{ offering: 'HT2026-1b', person: 'm-01', occurrence: 1, answerBy: '2026-07-10' }];
    const lapse = only(agendaOf({ allocatedAt, promised }), 'lapse_seat');
    expect(lapse.key).toBe('lapse_seat.HT2026-1b.m-01');
    // The tenth is a Friday.
    expect(local(lapse.dueAt)).toBe('2026-07-13T08:00');
  });

  it('opens what was kept for a municipality on its day', () => {
    const reserved = [{ offering: 'HT2026-1b', municipality: '2080', releasedOn: '2026-07-01' }];
    const release = only(agendaOf({ allocatedAt, reserved }), 'release_reserved');
    expect(local(release.dueAt)).toBe('2026-07-01T08:00');
    expect(release.municipality).toBe('2080');
  });

  it('leaves nothing to do when it has ended', () => {
    const ended = facts({
      allocatedAt,
      waitingEndedAt: moment('2026-08-17T08:00'),
      freed: [freed('2026-09-20T10:00')],
    });
    expect(termAgenda(ended, world({ people }))).toEqual([]);
    expect([termIsDone(ended), termIsDone(facts({ allocatedAt }))]).toEqual([true, false]);
  });
});

describe('keys of a term', () => {
  it('are there once each, and outlive a change of the periods', () => {
    const full = {
      allocatedAt: moment('2026-06-24T08:00'),
      nominations: [{ person: 'm-01', chief: 'c-01', state: 'nominated' }],
    };
    const keys = (change: WorldChange) => agendaOf(full, change).map(({ key }) => key);
    expect(new Set(keys({})).size).toBe(keys({}).length);
    const rules = {
      enrolment: { closesWeeksBefore: 9, reminderDaysBeforeClosing: [10, 2], promotionStopsDaysBefore: 10 },
    };
    expect(keys({ rules })).toEqual(keys({}));
  });
});
