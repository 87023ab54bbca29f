import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../domain/calendar/calendar.ts';

const zone = 'Europe/Stockholm';
const calendar = createCalendar(zone, 'SE');
const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2050, 0, 1) });
const dates = instants.map((at) => new Date(at).toISOString().slice(0, 10));
const years = fc.integer({ min: 2000, max: 2049 });
const utc = (date: string) => DateTime.fromISO(date, { zone: 'utc' });

/** Seconds around the last Sunday of March and of October, when clocks change at 01:00 UTC. */
const nearClockChange = fc
  .tuple(years, fc.constantFrom(2, 9), fc.integer({ min: -3 * 3600, max: 3 * 3600 }))
  .map(([year, month, seconds]) => {
    const last = new Date(Date.UTC(year, month, 31, 1));
    return last.getTime() - last.getUTCDay() * 86_400_000 + seconds * 1000;
  });

/** Weekdays off from 2026 to 2030, from the almanac. */
const weekdaysOff: Record<number, string[]> = {
  2026: ['01-01', '01-06', '04-03', '04-06', '05-01', '05-14', '06-19', '12-24', '12-25', '12-31'],
  2027: ['01-01', '01-06', '03-26', '03-29', '05-06', '06-25', '12-24', '12-31'],
  2028: ['01-06', '04-14', '04-17', '05-01', '05-25', '06-06', '06-23', '12-25', '12-26'],
  2029: ['01-01', '03-30', '04-02', '05-01', '05-10', '06-06', '06-22', '12-24', '12-25', '12-26', '12-31'],
  2030: ['01-01', '04-19', '04-22', '05-01', '05-30', '06-06', '06-21', '12-24', '12-25', '12-26', '12-31'],
};

describe('local time', () => {
  it('agrees with luxon at any moment, and close to the clock changes', () => {
    fc.assert(
      fc.property(fc.oneof(instants, nearClockChange), (at) => {
        const expected = DateTime.fromMillis(at, { zone });
        expect(calendar.dateOf(at)).toBe(expected.toFormat('yyyy-MM-dd'));
        expect(calendar.timeOf(at)).toBe(expected.toFormat('HH:mm'));
        expect(calendar.localIso(at)).toBe(expected.toFormat("yyyy-MM-dd'T'HH:mm:ssZZ"));
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    'Europe/Stockholm',
    'America/New_York',
    'Pacific/Auckland',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
  ])('turns a local time into the moment at which clocks show it in %s', (name) => {
    const other = createCalendar(name, 'SE');
    fc.assert(
      fc.property(fc.oneof(instants, nearClockChange), (moment) => {
        const at = Math.floor(moment / 60_000) * 60_000;
        const back = other.at(other.dateOf(at), other.timeOf(at));
        expect([other.dateOf(back), other.timeOf(back)]).toEqual([other.dateOf(at), other.timeOf(at)]);
        // In the repeated hour the first is meant, so never a later moment.
        expect([0, 30 * 60_000, 60 * 60_000]).toContain(at - back);
      }),
      { numRuns: 500 },
    );
  });

  it('moves a time that the spring change skips forward', () => {
    expect(calendar.localIso(calendar.at('2026-03-29', '02:30'))).toBe('2026-03-29T03:30:00+02:00');
    expect(calendar.localIso(calendar.at('2026-03-29', '01:59'))).toBe('2026-03-29T01:59:00+01:00');
    expect(calendar.localIso(calendar.at('2026-03-29', '03:00'))).toBe('2026-03-29T03:00:00+02:00');
  });

  it('means the first of a time that the autumn change repeats', () => {
    expect(calendar.localIso(calendar.at('2026-10-25', '02:30'))).toBe('2026-10-25T02:30:00+02:00');
    expect(calendar.localIso(calendar.at('2026-10-25', '02:00'))).toBe('2026-10-25T02:00:00+02:00');
    expect(calendar.localIso(calendar.at('2026-10-25', '03:00'))).toBe('2026-10-25T03:00:00+01:00');
  });

  it('gives 08:00 local on both sides of a clock change', () => {
    expect(new Date(calendar.at('2026-10-23', '08:00')).toISOString()).toBe('2026-10-23T06:00:00.000Z');
    expect(new Date(calendar.at('2026-10-26', '08:00')).toISOString()).toBe('2026-10-26T07:00:00.000Z');
  });

  it('stays right where a date line moved (Samoa skipped 30 December 2011)', () => {
    const samoa = createCalendar('Pacific/Apia', 'SE');
    expect(samoa.localIso(samoa.at('2011-12-29', '12:00'))).toBe('2011-12-29T12:00:00-10:00');
    expect(samoa.localIso(samoa.at('2011-12-30', '12:00'))).toBe('2011-12-31T12:00:00+14:00');
  });
});

describe('dates', () => {
  it('counts days, months and weekdays as luxon does', () => {
    const step = fc.integer({ min: -1500, max: 1500 });
    fc.assert(
      fc.property(dates, step, (date, count) => {
        expect(calendar.addDays(date, count)).toBe(utc(date).plus({ days: count }).toISODate());
        expect(calendar.addMonths(date, count)).toBe(utc(date).plus({ months: count }).toISODate());
        expect(calendar.weekday(date)).toBe(utc(date).weekday);
        expect(calendar.daysBetween(date, calendar.addDays(date, count))).toBe(count);
      }),
      { numRuns: 2000 },
    );
  });

  it('ends on the last day of a shorter month', () => {
    expect(calendar.addMonths('2027-01-31', 1)).toBe('2027-02-28');
    expect(calendar.addMonths('2028-02-29', 12)).toBe('2029-02-28');
    expect(calendar.addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '',
    '2026-06-31',
    'igår',
    '2026-09-01T08:00',
  ])('refuses %j as a date', (text) => {
    expect(() => calendar.addDays(text, 1)).toThrow(RangeError);
    expect(() => calendar.isWorkingDay(text)).toThrow(JSON.stringify(text));
  });

  it.each(['8:00', '24:00', '08:60', '', '08:00:00'])('refuses %j as a time', (text) => {
    expect(() => calendar.at('2026-09-01', text)).toThrow(RangeError);
  });
});

describe('working days', () => {
  it.each([2026, 2027, 2028, 2029, 2030])('knows the red weekdays of %i', (year) => {
    const off: string[] = [];
    for (let date = `${year}-01-01`; date < `${year + 1}-01-01`; date = calendar.addDays(date, 1)) {
      if (calendar.weekday(date) <= 5 && !calendar.isWorkingDay(date)) off.push(date.slice(5));
    }
    expect(off).toEqual(weekdaysOff[year]);
  });

  it('has no working day at a weekend', () => {
    fc.assert(
      fc.property(dates, (date) => {
        if (utc(date).weekday > 5) expect(calendar.isWorkingDay(date)).toBe(false);
      }),
    );
  });

  it('counts from the day after, or backwards from the day before', () => {
    expect(calendar.addWorkingDays('2026-09-01', 0)).toBe('2026-09-01');
    expect(calendar.addWorkingDays('2026-09-05', 0)).toBe('2026-09-05');
    expect(calendar.addWorkingDays('2026-09-04', 1)).toBe('2026-09-07');
    expect(calendar.addWorkingDays('2026-09-07', -2)).toBe('2026-09-03');
    expect(calendar.addWorkingDays('2026-12-23', 1)).toBe('2026-12-28');
    expect(calendar.addWorkingDays('2026-04-07', -1)).toBe('2026-04-02');
  });

  it('passes over exactly as many working days as asked', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -60, max: 60 }), (date, count) => {
        const end = calendar.addWorkingDays(date, count);
        let passed = 0;
        const step = Math.sign(count);
        for (let day = date; day !== end; ) {
          day = calendar.addDays(day, step);
          if (calendar.isWorkingDay(day)) passed += step;
        }
        expect(passed).toBe(count);
        if (count !== 0) expect(calendar.isWorkingDay(end)).toBe(true);
      }),
    );
  });

  it('moves a deadline on a day off to the next working day, and no other', () => {
    expect(calendar.orNextWorkingDay('2026-04-03')).toBe('2026-04-07');
    expect(calendar.orNextWorkingDay('2026-12-31')).toBe('2027-01-04');
    expect(calendar.orNextWorkingDay('2026-04-02')).toBe('2026-04-02');
  });
});

describe('a calendar', () => {
  it('names an unknown zone or country', () => {
    expect(() => createCalendar('Europe/Falun', 'SE')).toThrow('Europe/Falun');
    expect(() => createCalendar(zone, 'XX')).toThrow('"XX"');
  });
});
