import { describe, expect, it } from 'vitest';
import { journeyAgenda } from '../../../domain/journey/agenda.ts';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import { journey, local, moment, momentsOf, only, person, seat, staff, world } from '../../support/worlds.ts';

const agendaOf = (more: Partial<JourneyFacts>, reference = world()) =>
  journeyAgenda(journey(more), reference);
const given = moment('2026-06-24T08:00');
const byHand = { byHand: true, how: 'hand' };

describe('a seat', () => {
  it('is confirmed at once when it was allocated', () => {
    const confirmed = only(agendaOf({ seats: [seat('HT2026-1b')] }), 'seat_confirmed');
    expect(confirmed).toMatchObject({
      key: 'seat_confirmed.HT2026-1b.m-01',
      dueAt: given,
      recipient: 'm-01',
      person: 'm-01',
      municipality: '2081',
      rule: 'seat-given',
      detail: { offering: 'HT2026-1b', term: 'HT2026', occurrence: 1 },
    });
    expect(confirmed.suppressed).toBeUndefined();
    expect(local(confirmed.usefulUntil ?? 0)).toBe('2026-12-09T16:00');
  });

  it('given by hand is confirmed after a quarter of an hour', () => {
    const agenda = agendaOf({ seats: [seat('HT2026-1b', byHand)] });
    expect(local(only(agenda, 'seat_confirmed').dueAt)).toBe('2026-06-24T08:15');
  });

  it.each([
    ['within the quarter', '2026-06-24T08:14', true],
    ['as it ends', '2026-06-24T08:15', true],
    ['after it', '2026-06-24T08:16', false],
  ])('given by hand and taken back %s', (_, ended, silent) => {
    const undone = seat('HT2026-1b', { ...byHand, state: 'withdrawn', endedAt: moment(ended) });
    const agenda = agendaOf({ seats: [undone] });
    expect(only(agenda, 'seat_confirmed').suppressed !== undefined).toBe(silent);
    expect(only(agenda, 'seat_lost').suppressed !== undefined).toBe(silent);
  });

  it('that was declined is confirmed as given up, once', () => {
    const declined = seat('HT2026-1b', { state: 'declined', endedAt: moment('2026-07-01T10:00') });
    const lost = only(agendaOf({ seats: [declined] }), 'seat_lost');
    expect(local(lost.dueAt)).toBe('2026-07-01T10:00');
    expect(lost.detail).toMatchObject({ state: 'declined' });
    expect(lost.suppressed).toBeUndefined();
  });

  it('that was given up by hand is receipted after a quarter of an hour', () => {
    const ended = { state: 'withdrawn', endedAt: moment('2026-07-01T10:00') } as const;
    const lost = only(agendaOf({ seats: [seat('HT2026-1b', { ...ended, endedByHand: true })] }), 'seat_lost');
    expect(local(lost.dueAt)).toBe('2026-07-01T10:15');
  });

  it('from the waiting list that nobody said yes to: the chief is told that it went on', () => {
    const promoted = { how: 'promotion', state: 'declined', endedAt: moment('2026-07-09T08:00') } as const;
    const chiefIsTold = (endedCause: 'no_answer' | '') =>
      agendaOf({ seats: [seat('HT2026-1b', { ...promoted, endedCause })] })
        .filter(({ key }) => key === 'seat_promoted.HT2026-1b.m-01.lapsed')
        .map(({ dueAt, detail }) => [local(dueAt), detail]);
    expect(chiefIsTold('')).toEqual([]);
    expect(chiefIsTold('no_answer')).toEqual([
      ['2026-07-09T08:00', expect.objectContaining({ cause: 'no_answer' })],
    ]);
  });

  it('given again to the same person has keys of its own', () => {
    const keys = agendaOf({ seats: [seat('HT2026-1b', { occurrence: 2 })] }).map(({ key }) => key);
    expect(keys).toContain('seat_confirmed.HT2026-1b.m-01.n2');
  });

  it('from the waiting list says so', () => {
    const promoted = only(agendaOf({ seats: [seat('HT2026-1b', { how: 'promotion' })] }), 'seat_confirmed');
    expect(promoted.rule).toBe('waiting-list-promotion');
    expect(promoted.reason).toMatch(/reservlistan/);
  });
});

describe('a nomination', () => {
  const nominated = (more = {}) => ({
    term: 'HT2026',
    state: 'nominated' as const,
    course: '1b',
    recordedAt: moment('2026-05-20T10:00'),
    byHand: false,
    ...more,
  });

  it('is told to the manager until the seats are given out', () => {
    const notice = only(agendaOf({ nominations: [nominated()] }), 'nomination_notice');
    expect(local(notice.dueAt)).toBe('2026-05-20T10:00');
    // Term start 31 August: closes 22 June, two working days later is the 24th.
    expect(local(notice.usefulUntil ?? 0)).toBe('2026-06-24T08:00');
  });

  it('by hand waits a quarter of an hour, and taken back it was never told', () => {
    const notice = only(agendaOf({ nominations: [nominated({ byHand: true })] }), 'nomination_notice');
    expect(local(notice.dueAt)).toBe('2026-05-20T10:15');
    const undone = agendaOf({ nominations: [nominated({ byHand: true, state: 'declined' })] });
    expect(momentsOf(undone, 'nomination_notice')).toEqual([]);
  });
});

describe('the waiting list', () => {
  const place = (more = {}) => ({
    term: 'HT2026',
    course: '1b',
    position: 3,
    state: 'waiting' as const,
    placedAt: given,
    endedAt: null,
    ...more,
  });

  it('tells of the place, until promotion stops two weeks before the term', () => {
    const placed = only(agendaOf({ waiting: [place()] }), 'waiting_list_placed');
    expect(placed.dueAt).toBe(given);
    expect(local(placed.usefulUntil ?? 0)).toBe('2026-08-17T08:00');
    expect(placed.detail).toMatchObject({ position: 3 });
  });

  it('tells of its end only to who still waited', () => {
    const ended = { endedAt: moment('2026-08-17T08:00') };
    expect(
      momentsOf(agendaOf({ waiting: [place({ state: 'ended', ...ended })] }), 'waiting_list_ended'),
    ).toEqual(['2026-08-17T08:00']);
    expect(
      momentsOf(agendaOf({ waiting: [place({ state: 'promoted', ...ended })] }), 'waiting_list_ended'),
    ).toEqual([]);
  });
});

describe('somebody without an e-mail address', () => {
  const facts = {
    person: 'm-02',
    seats: [seat('HT2026-LLU'), seat('HT2026-1b', { givenAt: given - 60_000 })],
  };

  it('is reached through the chief, which the mail is told', () => {
    for (const item of agendaOf(facts).filter(({ kind }) => kind === 'mail')) {
      expect(item).toMatchObject({ recipient: 'c-01', person: 'm-02', detail: { via: 'm-02' } });
      expect(item.suppressed).toBeUndefined();
    }
  });

  it('stands on the coordinators’ list once, from the first seat', () => {
    const task = only(agendaOf(facts), 'address_missing');
    expect(task).toMatchObject({ kind: 'task', key: 'address_missing.m-02', dueAt: given - 60_000 });
    expect(only(agendaOf({ ...facts, seats: facts.seats.toReversed() }), 'address_missing')).toEqual(task);
  });

  it('is reached through the head of social services when the chief has left', () => {
    const people = staff.map((one) => (one.id === 'c-01' ? { ...one, leftOn: '2026-09-30' } : one));
    const agenda = agendaOf(facts, world({ people }));
    const toWhom = (template: string) =>
      agenda
        .filter((item) => item.template === template)
        .map(({ dueAt, recipient }) => [local(dueAt), recipient]);
    expect(toWhom('seat_confirmed')).toContainEqual(['2026-06-24T08:00', 'c-01']);
    expect(toWhom('course_day_reminder_second')).toContainEqual(['2026-10-30T08:00', 'h-01']);
  });

  it('gets nothing when no chief has an address either, and the ledger says why', () => {
    const people = staff.map((one) => (one.id === 'c-01' ? { ...one, hasEmail: false } : one));
    const confirmed = agendaOf({ ...facts, seats: [seat('HT2026-1b')] }, world({ people }));
    expect(only(confirmed, 'seat_confirmed').suppressed).toMatch(/e-postadress/);
  });
});

describe('somebody who leaves', () => {
  const leaving = world({
    people: [...staff.filter(({ id }) => id !== 'm-01'), person('m-01', { leftOn: '2026-10-05' })],
  });

  it('gets everything before the day, and nothing from it on', () => {
    const agenda = agendaOf({ seats: [seat('HT2026-1b')] }, leaving);
    const reminders = agenda.filter(({ template }) => template.startsWith('course_day_reminder'));
    expect(reminders.length).toBe(10);
    for (const { dueAt, suppressed } of reminders) {
      if (local(dueAt) < '2026-10-05') expect(suppressed).toBeUndefined();
      else expect(suppressed).toBe('Personen har slutat (2026-10-05).');
    }
    expect(reminders.filter(({ suppressed }) => suppressed === undefined)).toHaveLength(3);
  });
});
