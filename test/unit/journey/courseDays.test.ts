import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { journeyAgenda } from '../../../domain/journey/agenda.ts';
import type { JourneyFacts } from '../../../domain/journey/facts.ts';
import {
  autumnDays,
  journey,
  local,
  moment,
  momentsOf,
  offering,
  only,
  seat,
  world,
  zone,
} from '../../support/worlds.ts';

/** Days off in Sweden 2026 and 2027 that are no Saturdays or Sundays anyway, copied from an almanac. */
const almanac = new Set([
  ...['2026-01-01', '2026-01-06', '2026-04-03', '2026-04-06', '2026-05-01', '2026-05-14', '2026-06-19'],
  ...['2026-12-24', '2026-12-25', '2026-12-31', '2027-01-01', '2027-01-06', '2027-03-26', '2027-03-29'],
  ...['2027-05-06', '2027-06-25', '2027-12-24', '2027-12-31'],
]);

/** Slowly, one day at a time, by luxon and the almanac. */
function workingDaysBefore(date: string, count: number): DateTime {
  let day = DateTime.fromISO(date, { zone });
  for (let left = count; left > 0; ) {
    day = day.minus({ days: 1 });
    if (day.weekday < 6 && !almanac.has(day.toISODate() ?? '')) left -= 1;
  }
  return day;
}

const oneDay = (date: string) => world({ offerings: [offering('HT2026', '1b', [date])] });
const early = { givenAt: moment('2025-10-01T08:00') };
const agendaOf = (date: string, more: Partial<JourneyFacts> = {}) =>
  journeyAgenda(journey({ seats: [seat('HT2026-1b', early)], ...more }), oneDay(date));

describe('reminders of a course day', () => {
  it.each([
    ['an ordinary Wednesday', '2026-10-07', '2026-09-23T08:00', '2026-10-05T08:00'],
    ['a Monday', '2026-09-21', '2026-09-07T08:00', '2026-09-17T08:00'],
    ['after Midsummer', '2026-06-22', '2026-06-08T08:00', '2026-06-17T08:00'],
    ['after Christmas', '2026-12-28', '2026-12-14T08:00', '2026-12-22T08:00'],
    ['after Epiphany', '2027-01-07', '2026-12-24T08:00', '2027-01-04T08:00'],
    ['after Easter and the change to summer time', '2027-03-30', '2027-03-16T08:00', '2027-03-24T08:00'],
    ['after the change to winter time', '2026-10-26', '2026-10-12T08:00', '2026-10-22T08:00'],
  ])('14 days and 2 working days before %s, at eight', (_, date, first, second) => {
    const agenda = agendaOf(date);
    expect(local(only(agenda, 'course_day_reminder_first').dueAt)).toBe(first);
    expect(local(only(agenda, 'course_day_reminder_second').dueAt)).toBe(second);
  });

  it('are at eight on both sides of a clock change, an hour apart in universal time', () => {
    const utc = (date: string) =>
      new Date(only(agendaOf(date), 'course_day_reminder_first').dueAt).toISOString().slice(11, 16);
    expect([utc('2026-11-06'), utc('2026-11-09')]).toEqual(['06:00', '07:00']);
    expect([utc('2027-04-09'), utc('2027-04-12')]).toEqual(['07:00', '06:00']);
  });

  it('agree with a slow computation for every day of two years', () => {
    const day = fc.integer({ min: 20, max: 700 });
    fc.assert(
      fc.property(day, (number) => {
        const date = DateTime.fromISO('2026-01-01', { zone }).plus({ days: number }).toISODate() ?? '';
        const agenda = agendaOf(date);
        const first = DateTime.fromISO(date, { zone }).minus({ days: 14 }).set({ hour: 8 });
        expect(only(agenda, 'course_day_reminder_first').dueAt).toBe(first.toMillis());
        const second = workingDaysBefore(date, 2).set({ hour: 8 });
        expect(only(agenda, 'course_day_reminder_second').dueAt).toBe(second.toMillis());
      }),
      { numRuns: 300 },
    );
  });

  it('the first is useful until the second, the second until the day begins', () => {
    const agenda = agendaOf('2026-10-07');
    const first = only(agenda, 'course_day_reminder_first');
    const second = only(agenda, 'course_day_reminder_second');
    expect(first.usefulUntil).toBe(second.dueAt);
    expect(local(second.usefulUntil ?? 0)).toBe('2026-10-07T09:00');
  });

  it.each([
    ['before both', '2026-09-23T07:59', false, false],
    ['at the very moment of the first', '2026-09-23T08:00', true, false],
    ['between them', '2026-09-30T12:00', true, false],
    ['after both', '2026-10-06T12:00', true, true],
  ])('are not sent when the seat was given later than their moment: %s', (_, givenAt, first, second) => {
    const seats = [seat('HT2026-1b', { givenAt: moment(givenAt) })];
    const agenda = agendaOf('2026-10-07', { seats });
    expect(only(agenda, 'course_day_reminder_first').suppressed !== undefined).toBe(first);
    expect(only(agenda, 'course_day_reminder_second').suppressed !== undefined).toBe(second);
  });

  it('are not sent before a seat given by hand has been confirmed', () => {
    const seats = [seat('HT2026-1b', { givenAt: moment('2026-10-05T07:50'), byHand: true, how: 'hand' })];
    const agenda = agendaOf('2026-10-07', { seats });
    expect(local(only(agenda, 'seat_confirmed').dueAt)).toBe('2026-10-05T08:05');
    expect(only(agenda, 'course_day_reminder_second').suppressed).toMatch(/bekräftelsen/);
  });

  it.each([
    ['leave over the day', { from: '2026-10-01', until: '2026-10-07' }, true],
    ['leave without an end', { from: '2026-01-01', until: '' }, true],
    ['leave that ends the day before', { from: '2026-09-01', until: '2026-10-06' }, false],
    ['leave that begins the day after', { from: '2026-10-08', until: '2026-12-31' }, false],
  ] as const)('are silent only on the day of a leave: %s', (_, dates, silent) => {
    const agenda = agendaOf('2026-10-07', { respites: [{ kind: 'leave', ...dates }] });
    for (const template of ['course_day_reminder_first', 'course_day_reminder_second']) {
      expect(only(agenda, template).suppressed !== undefined).toBe(silent);
    }
  });

  it('are still sent to somebody with a plan or an exemption, which concern the mandate only', () => {
    const respites = [{ kind: 'plan' as const, from: '2026-01-01', until: '2026-12-31' }];
    expect(
      only(agendaOf('2026-10-07', { respites }), 'course_day_reminder_first').suppressed,
    ).toBeUndefined();
  });

  it('have a key of their own after the day has been moved, and only then', () => {
    const keys = (occurrence: number) => {
      const moved = world({ offerings: [offering('HT2026', '1b', ['2026-10-07'], () => ({ occurrence }))] });
      return only(journeyAgenda(journey({ seats: [seat('HT2026-1b')] }), moved), 'course_day_reminder_first')
        .key;
    };
    expect(keys(1)).toBe('course_day_reminder_first.HT2026-1b.d1.m-01');
    expect(keys(2)).toBe('course_day_reminder_first.HT2026-1b.d1.m-01.n2');
  });

  it('are nobody’s who gave the seat up', () => {
    const seats = [seat('HT2026-1b', { state: 'declined', endedAt: moment('2026-07-01T10:00') })];
    expect(momentsOf(agendaOf('2026-10-07', { seats }), 'course_day_reminder_first')).toEqual([]);
  });

  it('follow the region’s periods and hour', () => {
    const reference = world({
      offerings: [offering('HT2026', '1b', ['2026-10-07'])],
      rules: {
        sendAt: '07:30',
        courseDays: { firstReminderDaysBefore: 21, secondReminderWorkingDaysBefore: 1 },
      },
    });
    const agenda = journeyAgenda(journey({ seats: [seat('HT2026-1b')] }), reference);
    expect(local(only(agenda, 'course_day_reminder_first').dueAt)).toBe('2026-09-16T07:30');
    expect(local(only(agenda, 'course_day_reminder_second').dueAt)).toBe('2026-10-06T07:30');
  });
});

describe('practical information', () => {
  const publishedAt = moment('2026-08-26T08:00');
  const published = [{ offering: 'HT2026-1b', at: publishedAt }];
  const info = (more: Partial<JourneyFacts>) =>
    journeyAgenda(journey({ practicalInformation: published, ...more }), world());

  it('comes when it is published, and to who gets a seat later when the seat is confirmed', () => {
    expect(only(info({ seats: [seat('HT2026-1b')] }), 'practical_information').dueAt).toBe(publishedAt);
    const later = seat('HT2026-1b', { givenAt: moment('2026-09-10T10:00'), byHand: true });
    expect(local(only(info({ seats: [later] }), 'practical_information').dueAt)).toBe('2026-09-10T10:15');
  });

  it('is useful until the first day begins, and not sent before it is published', () => {
    const seats = [seat('HT2026-1b')];
    expect(local(only(info({ seats }), 'practical_information').usefulUntil ?? 0)).toBe('2026-09-16T09:00');
    expect(momentsOf(info({ seats, practicalInformation: [] }), 'practical_information')).toEqual([]);
  });
});

describe('assignments', () => {
  const missing = (more: Partial<JourneyFacts> = {}) =>
    momentsOf(journeyAgenda(journey({ seats: [seat('HT2026-1b')], ...more }), world()), 'assignment_missing');

  it('are missed the working day after they were due, three working days before the next day', () => {
    expect(missing()).toEqual([
      '2026-10-05T08:00',
      '2026-10-26T08:00',
      '2026-11-16T08:00',
      '2026-12-07T08:00',
    ]);
  });

  it('are not asked for when handed in, each by itself', () => {
    const handIns = [{ offering: 'HT2026-1b', kind: 'assignment' as const, number: 2 }];
    expect(missing({ handIns })).toEqual(['2026-10-05T08:00', '2026-11-16T08:00', '2026-12-07T08:00']);
    const memo = [{ offering: 'HT2026-1b', kind: 'memo' as const, number: 2 }];
    expect(missing({ handIns: memo })).toHaveLength(autumnDays.length - 1);
  });

  it('are of no interest when there is a result', () => {
    expect(missing({ results: [{ ...failed }] })).toEqual([]);
  });

  it('do not exist between days that lie side by side', () => {
    const twoDays = world({ offerings: [offering('HT2026', '1b', ['2026-10-07', '2026-10-08'])] });
    const agenda = journeyAgenda(journey({ seats: [seat('HT2026-1b')] }), twoDays);
    expect(momentsOf(agenda, 'assignment_missing')).toEqual([]);
  });

  it('are not asked of somebody whose seat came after they were due', () => {
    const seats = [seat('HT2026-1b', { givenAt: moment('2026-10-05T09:00') })];
    const agenda = journeyAgenda(journey({ seats }), world());
    const ruledOut = agenda.filter(
      ({ template, suppressed }) => template === 'assignment_missing' && suppressed,
    );
    expect(ruledOut.map(({ key }) => key)).toEqual(['assignment_missing.HT2026-1b.d1.m-01']);
  });

  const failed = {
    offering: 'HT2026-1b',
    attempt: 1,
    passed: false,
    on: '2026-10-01',
    decidedAt: moment('2026-10-01T12:00'),
    byHand: false,
  };
});
