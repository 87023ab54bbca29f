import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AllocationInput, allocate } from '../../../domain/enrolment/allocate.ts';
import { type PromotionInput, promote } from '../../../domain/enrolment/promote.ts';
import type { Seat } from '../../../domain/enrolment/types.ts';
import {
  anyAllocation,
  brokenLimits,
  candidate,
  enrolment,
  shuffled,
  shuffledInput,
} from './enrolmentInput.ts';

const people = (list: readonly { person: string }[]) => list.map(({ person }) => person);
const free = [{ code: 'HT2026-2', course: '2', capacity: 10, taken: 9 }];
const volunteer = { mandate: null, volunteer: true };

/** The term as it stands when these seats are held. */
function withSeats<T extends AllocationInput>(input: T, seats: readonly Seat[]): T {
  const held = new Set(people(seats));
  return {
    ...input,
    candidates: input.candidates.map((one) => (held.has(one.person) ? { ...one, inTraining: true } : one)),
    offerings: input.offerings.map((one) => ({
      ...one,
      taken: one.taken + seats.filter(({ offering }) => offering === one.code).length,
    })),
    municipalities: input.municipalities.map((one) => ({
      ...one,
      startedThisYear:
        one.startedThisYear +
        input.candidates.filter(
          ({ person, municipality, mandate, started }) =>
            held.has(person) && municipality === one.code && mandate !== null && !started,
        ).length,
    })),
  };
}

describe('promote', () => {
  it('gives a seat given back to the next in line and moves the others up', () => {
    const candidates = ['a', 'b', 'c'].map((person) =>
      // By the rules alone, b would come last.
      candidate(person, { ...volunteer, postSince: person === 'b' ? '2024-01-01' : '2020-01-01' }),
    );
    const waiting = [
      { person: 'c', course: '2', position: 4 },
      { person: 'a', course: '2', position: 2 },
      { person: 'b', course: '2', position: 1 },
    ];
    const { seats, waiting: left } = promote({ ...enrolment({ candidates, offerings: free }), waiting });
    expect(seats).toMatchObject([{ person: 'b', offering: 'HT2026-2', rule: 'promotion' }]);
    expect(left.map(({ person, position }) => [person, position])).toEqual([
      ['a', 1],
      ['c', 2],
    ]);
  });

  it('passes over somebody whose colleague is in training, who keeps the place in line', () => {
    const candidates = [
      candidate('colleague', { ...volunteer, workplace: 'W', inTraining: true }),
      candidate('first', { ...volunteer, workplace: 'W' }),
      candidate('second', volunteer),
    ];
    const waiting = ['first', 'second'].map((person, index) => ({
      person,
      course: '2',
      position: index + 1,
    }));
    const promoted = promote({ ...enrolment({ candidates, offerings: free }), waiting });
    expect(people(promoted.seats)).toEqual(['second']);
    expect(promoted.waiting).toMatchObject([{ person: 'first', position: 1, rule: 'stability_cap' }]);
    expect(promoted.seats[0]?.passedOver).toEqual([{ person: 'first', rule: 'stability_cap' }]);
    expect(promoted.seats[0]?.reasonSv).toContain('Före i kön stod 1 som inte kunde få platsen nu');
  });

  it('takes from the list of another course when nobody of its own can come', () => {
    const candidates = [candidate('other', { ...volunteer, missing: ['2', '3'] })];
    const waiting = [{ person: 'other', course: '3', position: 1 }];
    const { seats } = promote({ ...enrolment({ candidates, offerings: free }), waiting });
    expect(seats).toMatchObject([{ person: 'other', course: '2' }]);
    expect(seats[0]?.reasonSv).toContain('Kurs 3 har inga lediga platser');
  });

  it('takes off the list whoever can no longer come', () => {
    const waiting = [
      { person: 'ill', course: '2', position: 1 },
      { person: 'gone', course: '2', position: 2 },
    ];
    const candidates = [candidate('ill', { ...volunteer, available: false })];
    const {
      seats,
      waiting: left,
      refused,
    } = promote({ ...enrolment({ candidates, offerings: free }), waiting });
    expect([seats, left]).toEqual([[], []]);
    expect(refused.map(({ person, rule }) => [person, rule])).toEqual([
      ['ill', 'unavailable'],
      ['gone', 'unknown_person'],
    ]);
  });

  it('gives a place kept for a municipality to its own, and to others only what is not kept', () => {
    const kept = (municipality: string) => [
      { code: 'HT2026-2', course: '2', capacity: 10, taken: 9, reserved: [{ municipality, left: 1 }] },
    ];
    const waiting = [{ person: 'a', course: '2', position: 1 }];
    const candidates = [candidate('a', volunteer)];
    const own = candidates[0]?.municipality ?? '';
    const seatsWhen = (municipality: string) =>
      promote({ ...enrolment({ candidates, offerings: kept(municipality) }), waiting }).seats;
    expect(people(seatsWhen(own))).toEqual(['a']);
    expect(seatsWhen('other')).toEqual([]);
  });

  it('has nothing to give right after an allocation', () => {
    fc.assert(
      fc.property(anyAllocation, (input) => {
        const { seats, waiting } = allocate(input);
        const promoted = promote({ ...withSeats(input, seats), waiting });
        expect(promoted).toEqual({ seats: [], waiting: promoted.waiting, refused: [] });
        expect(promoted.waiting.toSorted(byPerson)).toEqual(waiting.toSorted(byPerson));
      }),
      { numRuns: 300 },
    );
  });

  it('after declines keeps every limit, loses nobody, has nothing left to do, and ignores the order of its input', () => {
    fc.assert(
      fc.property(anyAllocation, fc.nat(), (input, seed) => {
        const first = allocate(input);
        const kept = first.seats.filter((_, index) => (index + seed) % 3 !== 0);
        const now: PromotionInput & AllocationInput = { ...withSeats(input, kept), waiting: first.waiting };
        const promoted = promote(now);
        const reordered = { ...shuffledInput(now, seed), waiting: shuffled(now.waiting, seed) };
        expect(promote(reordered)).toEqual(promoted);
        expect(brokenLimits(now, promoted.seats)).toEqual([]);
        for (const { capacity, taken, code } of now.offerings) {
          const given = promoted.seats.filter(({ offering }) => offering === code).length;
          expect(given).toBeLessThanOrEqual(Math.max(0, capacity - taken));
        }
        const all = [...promoted.seats, ...promoted.waiting, ...promoted.refused];
        expect(people(all).toSorted()).toEqual(people(first.waiting).toSorted());
        const again = promote({ ...withSeats(now, promoted.seats), waiting: promoted.waiting });
        expect(again).toEqual({ ...promoted, seats: [] });
      }),
      { numRuns: 300 },
    );
  });
});

function byPerson(a: { person: string }, b: { person: string }): number {
  return a.person < b.person ? -1 : 1;
}
