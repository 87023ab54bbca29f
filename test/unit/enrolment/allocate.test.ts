import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AllocationInput, allocate } from '../../../domain/enrolment/allocate.ts';
import { createLimits } from '../../../domain/enrolment/limits.ts';
import type { Candidate, Seat } from '../../../domain/enrolment/types.ts';
import {
  anyAllocation,
  brokenLimits,
  candidate,
  enrolment,
  mandate,
  shuffled,
  shuffledInput,
} from './enrolmentInput.ts';

const people = (list: readonly { person: string }[]) => list.map(({ person }) => person);
const volunteers = (municipality: string, count: number): Candidate[] =>
  Array.from({ length: count }, (_, index) =>
    candidate(`${municipality}-${index}`, { municipality, mandate: null, volunteer: true }),
  );
const nominateAll = (candidates: readonly Candidate[], course: string | null = null) =>
  candidates.map(({ person }) => ({ person, course }));
const oneCourse = (capacity: number) => [{ code: 'HT2026-2', course: '2', capacity, taken: 0 }];
const seatsOf = (seats: readonly Seat[], municipality: string) =>
  seats.filter((seat) => seat.municipality === municipality).length;

/** Free seats by course after an allocation. */
function freeSeats(input: AllocationInput, seats: readonly Seat[]): Map<string, number> {
  const free = new Map<string, number>();
  for (const { code, course, capacity, taken } of input.offerings) {
    const given = seats.filter(({ offering }) => offering === code).length;
    free.set(course, (free.get(course) ?? 0) + Math.max(0, capacity - taken) - given);
  }
  return free;
}

describe('allocate', () => {
  it('shares seats between municipalities in proportion to eligible managers, not to nominations', () => {
    // 20 and 10 eligible managers share 6 seats as 4 and 2, although both nominate ten.
    const [falun, borlange] = [volunteers('2080', 20), volunteers('2081', 10)];
    const nominations = [...nominateAll(falun.slice(0, 10)), ...nominateAll(borlange)];
    const input = enrolment({ candidates: [...falun, ...borlange], nominations, offerings: oneCourse(6) });
    const { seats, waiting } = allocate(input);
    expect([seatsOf(seats, '2080'), seatsOf(seats, '2081')]).toEqual([4, 2]);
    expect(seats.every(({ rule }) => rule === 'share')).toBe(true);
    expect(waiting.map(({ position }) => position)).toEqual(
      Array.from({ length: 14 }, (_, index) => index + 1),
    );
    expect(waiting[0]?.reasonSv).toBe('Alla platser på kurs 2 är fördelade; reservplats 1.');
  });

  it('lets seats that a municipality does not use go round again', () => {
    const [falun, borlange] = [volunteers('2080', 20), volunteers('2081', 10)];
    const nominations = [...nominateAll(falun.slice(0, 1)), ...nominateAll(borlange)];
    const input = enrolment({ candidates: [...falun, ...borlange], nominations, offerings: oneCourse(6) });
    const { seats } = allocate(input);
    expect([seatsOf(seats, '2080'), seatsOf(seats, '2081')]).toEqual([1, 5]);
    expect(seats.filter(({ rule }) => rule === 'unused_seats')).toHaveLength(3);
  });

  it('keeps the shares of those who send nobody apart until the next round', () => {
    const [falun, borlange] = [volunteers('2080', 20), volunteers('2081', 10)];
    const nominations = nominateAll(borlange);
    const input = enrolment({ candidates: [...falun, ...borlange], nominations, offerings: oneCourse(6) });
    const rules = allocate(input).seats.map(({ rule }) => rule);
    expect(rules).toEqual(['share', 'share', ...Array.from({ length: 4 }, () => 'unused_seats')]);
  });

  it('takes the first of several nominations of one person', () => {
    const candidates = [candidate('a')];
    const nominations = [
      { person: 'a', course: '2' },
      { person: 'a', course: '3', order: 2 },
      { person: 'a', course: '2', order: 4 },
    ];
    const { seats } = allocate(enrolment({ candidates, nominations }));
    expect(seats.map(({ course }) => course)).toEqual(['3']);
  });

  it('follows the order that the municipality states, before that of the rules', () => {
    const candidates = [
      candidate('overdue', { mandate: { ...mandate, startBy: '2026-01-02' } }),
      candidate('mandated'),
      candidate('chosen', { mandate: null }),
    ];
    const nominations = [
      { person: 'overdue', course: null },
      { person: 'mandated', course: null },
      { person: 'chosen', course: null, order: 1 },
    ];
    const { seats, waiting } = allocate(enrolment({ candidates, nominations, offerings: oneCourse(2) }));
    expect(people(seats)).toEqual(['chosen', 'overdue']);
    expect(people(waiting)).toEqual(['mandated']);
  });

  it('moves somebody whose course is full to another one that they miss, and says so', () => {
    const candidates = ['a', 'b'].map((person, index) =>
      candidate(person, { postSince: `201${index}-01-01` }),
    );
    const offerings = [...oneCourse(1), { code: 'HT2026-3', course: '3', capacity: 1, taken: 0 }];
    const { seats } = allocate(
      enrolment({ candidates, nominations: nominateAll(candidates, '2'), offerings }),
    );
    expect(seats.map(({ person, course }) => [person, course])).toEqual([
      ['a', '2'],
      ['b', '3'],
    ]);
    expect(seats[1]?.reasonSv).toContain('Kurs 2 har inga lediga platser; kurs 3 saknas också.');
  });

  it('gives another course for one that is passed already', () => {
    const candidates = [candidate('a', { missing: ['3'] })];
    const { seats } = allocate(enrolment({ candidates, nominations: nominateAll(candidates, '2') }));
    expect(seats[0]).toMatchObject({ course: '3', offering: 'HT2026-3' });
    expect(seats[0]?.reasonSv).toContain('Kurs 2 behövs inte för programmet; kurs 3 saknas.');
  });

  it('fills the offerings of one course evenly', () => {
    const candidates = volunteers('2081', 6);
    const offerings = ['A', 'B'].map((code) => ({ code, course: '2', capacity: 5, taken: 0 }));
    const { seats } = allocate(enrolment({ candidates, nominations: nominateAll(candidates), offerings }));
    expect(seats.filter(({ offering }) => offering === 'A')).toHaveLength(3);
  });

  it('lets those wait whom the quota or the workplace holds back, first in line first', () => {
    const candidates = [
      candidate('a', { postSince: '2010-01-01', workplace: 'W' }),
      candidate('b', { postSince: '2011-01-01', workplace: 'W' }),
      candidate('c', { postSince: '2012-01-01' }),
    ];
    const municipalities = [{ code: '2081', quotaPerYear: 1, startedThisYear: 0 }];
    const nominations = nominateAll(candidates);
    const { seats, waiting } = allocate(enrolment({ candidates, nominations, municipalities }));
    expect(people(seats)).toEqual(['a']);
    expect(waiting.map(({ person, rule }) => [person, rule])).toEqual([
      ['b', 'stability_cap'],
      ['c', 'quota_full'],
    ]);
  });

  it('does not let a colleague pass by asking for another course', () => {
    // The quota leaves one seat; the first in line asks for a course whose only seat goes to another municipality.
    const first = candidate('first', { postSince: '2010-01-01', missing: ['2', '4'] });
    const second = candidate('second', { postSince: '2011-01-01', missing: ['1b'] });
    const offerings = ['1b', '2', '4'].map((course) => ({ code: course, course, capacity: 1, taken: 0 }));
    const falun = volunteers('2080', 9).map((one) => ({ ...one, missing: ['2'] }));
    const candidates = [first, second, ...falun];
    const nominations = [...nominateAll([first, ...falun], '2'), { person: 'second', course: '1b' }];
    const municipalities = [
      { code: '2080', quotaPerYear: null, startedThisYear: 0 },
      { code: '2081', quotaPerYear: 1, startedThisYear: 0 },
    ];
    const { seats } = allocate(enrolment({ candidates, nominations, municipalities, offerings }));
    expect(seats.find(({ municipality }) => municipality === '2081')).toMatchObject({
      person: 'first',
      course: '4',
    });
  });

  it('refuses whoever cannot take a seat, with the reason', () => {
    const candidates = [
      candidate('away', { available: false }),
      candidate('busy', { inTraining: true }),
      candidate('done', { missing: [] }),
      candidate('unlucky', { missing: ['4'] }),
    ];
    const nominations = [...nominateAll(candidates), { person: 'stranger', course: '2' }];
    const { seats, refused } = allocate(enrolment({ candidates, nominations }));
    expect(seats).toEqual([]);
    expect(refused.map(({ person, rule }) => [person, rule])).toEqual([
      ['away', 'unavailable'],
      ['busy', 'in_training'],
      ['done', 'nothing_missing'],
      ['stranger', 'unknown_person'],
      ['unlucky', 'not_offered'],
    ]);
  });

  it('breaks ties by the salt, so that no name wins in every term', () => {
    const candidates = volunteers('2081', 8);
    const winners = Array.from({ length: 20 }, (_, salt) => {
      const input = enrolment({ candidates, nominations: nominateAll(candidates), offerings: oneCourse(1) });
      return allocate({ ...input, tieBreak: `${salt}` }).seats[0]?.person;
    });
    expect(new Set(winners).size).toBeGreaterThan(3);
  });

  it('keeps every capacity and limit and decides on each nominated person exactly once', () => {
    fc.assert(
      fc.property(anyAllocation, (input) => {
        const { seats, waiting, refused } = allocate(input);
        expect(brokenLimits(input, seats)).toEqual([]);
        for (const [course, free] of freeSeats(input, seats))
          expect([course, free >= 0]).toEqual([course, true]);
        const decided = [...seats, ...waiting, ...refused];
        expect(people(decided).toSorted()).toEqual([...new Set(people(input.nominations))].toSorted());
        for (const { person, course, offering } of seats) {
          expect(input.candidates.find((one) => one.person === person)?.missing).toContain(course);
          expect(input.offerings.find(({ code }) => code === offering)?.course).toBe(course);
        }
        for (const { reasonSv } of decided) expect(reasonSv).toMatch(/^[A-ZÅÄÖ].*\.$/);
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of its input', () => {
    fc.assert(
      fc.property(anyAllocation, fc.nat(), (input, seed) => {
        const nominations = shuffled(input.nominations, seed + 3);
        expect(allocate({ ...shuffledInput(input, seed), nominations })).toEqual(allocate(input));
      }),
      { numRuns: 300 },
    );
  });

  it('leaves nobody waiting beside an empty seat of a course they miss, unless a limit holds them back', () => {
    fc.assert(
      fc.property(anyAllocation, (input) => {
        const { seats, waiting } = allocate(input);
        const free = freeSeats(input, seats);
        const limits = createLimits(input);
        const byPerson = new Map(input.candidates.map((one) => [one.person, one]));
        for (const { person } of seats) {
          const one = byPerson.get(person);
          if (one !== undefined) limits.add(one);
        }
        for (const { person, rule } of waiting) {
          const one = byPerson.get(person);
          const couldSit = one?.missing.some((course) => (free.get(course) ?? 0) > 0) ?? false;
          const heldBack = one === undefined ? null : limits.holdsBack(one);
          if (couldSit) expect(heldBack).not.toBeNull();
          expect(rule).toBe(heldBack ?? 'course_full');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('numbers each waiting list from 1 without gaps', () => {
    fc.assert(
      fc.property(anyAllocation, (input) => {
        const { waiting } = allocate(input);
        for (const course of new Set(waiting.map((place) => place.course))) {
          const positions = waiting
            .filter((place) => place.course === course)
            .map(({ position }) => position);
          expect(positions).toEqual(positions.map((_, index) => index + 1));
        }
      }),
    );
  });
});
