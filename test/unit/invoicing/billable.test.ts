import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BillableSeat, billableDays, billableSeats } from '../../../domain/invoicing/billable.ts';

const freeUntil = '2026-09-14';
const seat = (person: string, changed: Partial<BillableSeat> = {}): BillableSeat => ({
  offering: 'HT2026-2-1',
  person,
  term: 'HT2026',
  municipality: '2081',
  givenOn: '2026-06-17',
  endedOn: '',
  ...changed,
});
const people = (seats: readonly BillableSeat[]) =>
  billableSeats(seats, freeUntil).map(({ person }) => person);

describe('billableSeats', () => {
  it('charges nothing for a seat given up before or on the last free day, and the fee for one given up after', () => {
    const seats = [
      seat('kept'),
      seat('before', { endedOn: '2026-09-13' }),
      seat('on', { endedOn: '2026-09-14' }),
      seat('after', { endedOn: '2026-09-15' }),
    ];
    expect(people(seats)).toEqual(['after', 'kept']);
  });

  it('charges a seat given after the last free day', () => {
    expect(people([seat('late', { givenOn: '2026-09-20' })])).toEqual(['late']);
  });

  it('charges one term once, for the seat that came first, when somebody changes course', () => {
    const first = seat('a', { endedOn: '2026-09-20' });
    const second = seat('a', { offering: 'HT2026-3-1', givenOn: '2026-09-20' });
    expect(billableSeats([second, first], freeUntil)).toEqual([first]);
    const inTime = { ...first, endedOn: '2026-09-14' };
    expect(billableSeats([second, inTime], freeUntil)).toEqual([second]);
  });

  it('charges exactly those with a seat left after the day, each once, in an order of its own', () => {
    const anySeat = fc.record({
      person: fc.constantFrom('a', 'b', 'c', 'd'),
      offering: fc.constantFrom('x', 'y', 'z'),
      givenOn: fc.constantFrom('2026-06-17', '2026-09-14', '2026-09-20'),
      endedOn: fc.constantFrom('', '2026-08-01', freeUntil, '2026-09-15', '2026-10-01'),
    });
    const anySeats = fc.uniqueArray(anySeat, { selector: ({ person, offering }) => `${offering}/${person}` });
    fc.assert(
      fc.property(anySeats, (rows) => {
        const seats = rows.map(({ person, ...row }) => seat(person, row));
        const charged = billableSeats(seats, freeUntil);
        const owing = seats.filter(({ endedOn }) => endedOn === '' || endedOn > freeUntil);
        expect(charged.map(({ person }) => person).toSorted()).toEqual(
          [...new Set(owing.map(({ person }) => person))].toSorted(),
        );
        for (const one of charged) expect(owing).toContainEqual(one);
        expect(billableSeats(seats.toReversed(), freeUntil)).toEqual(charged);
      }),
    );
  });
});

describe('billableDays', () => {
  it('charges each person and day with presence, sorted by offering, day and person', () => {
    const row = (offering: string, day: number, person: string, present = true) => ({
      offering,
      day,
      person,
      present,
    });
    const rows = [
      row('B', 1, 'a'),
      row('A', 10, 'a'),
      row('A', 2, 'b'),
      row('A', 2, 'a'),
      row('A', 1, 'a', false),
    ];
    expect(billableDays(rows).map(({ offering, day, person }) => `${offering}${day}${person}`)).toEqual([
      'A2a',
      'A2b',
      'A10a',
      'B1a',
    ]);
  });
});
