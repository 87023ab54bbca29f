import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propose } from '../../../domain/enrolment/propose.ts';
import type { EnrolmentInput } from '../../../domain/enrolment/types.ts';
import { anyInput, brokenLimits, candidate, enrolment, mandate, shuffledInput } from './enrolmentInput.ts';

const borlange = (input: EnrolmentInput) => {
  const proposal = propose(input).find(({ municipality }) => municipality === '2081');
  if (proposal === undefined) throw new Error('no proposal for 2081');
  return proposal;
};
const people = (list: readonly { person: string }[]) => list.map(({ person }) => person);

describe('propose', () => {
  it('puts the overdue first, then those who have begun, then the mandated by time in post, then volunteers', () => {
    const late = { ...mandate, startBy: '2026-04-30' };
    const candidates = [
      candidate('volunteer', { mandate: null, volunteer: true }),
      candidate('five-years', { postSince: '2021-01-01' }),
      candidate('ten-years', { postSince: '2016-01-01' }),
      candidate('begun', { started: true, mandate: null, missing: ['3'] }),
      candidate('overdue', { mandate: late, postSince: '2025-01-01' }),
    ];
    const { proposed } = borlange(enrolment({ candidates }));
    expect(proposed.map(({ person, rule }) => [person, rule])).toEqual([
      ['overdue', 'overdue'],
      ['begun', 'continuing'],
      ['ten-years', 'mandated'],
      ['five-years', 'mandated'],
      ['volunteer', 'voluntary'],
    ]);
    expect(proposed[0]?.reasonSv).toMatch(
      /^Utbildningen skulle enligt kommunens beslut ha börjat senast 2026-04-30\. Saknar kurs [23], som ges terminen HT2026\.$/,
    );
  });

  it('keeps new mandated starters within what is left of the quota, but not those who continue', () => {
    const candidates = ['a', 'b', 'c', 'd'].map((person, index) =>
      candidate(person, { postSince: `201${index}-01-01`, started: person === 'd' }),
    );
    const municipalities = [{ code: '2081', quotaPerYear: 5, startedThisYear: 3 }];
    const { proposed, notProposed } = borlange(enrolment({ candidates, municipalities }));
    expect(people(proposed)).toEqual(['d', 'a', 'b']);
    expect(notProposed).toEqual([
      { person: 'c', rule: 'quota_full', reasonSv: 'Kommunens kvot på 5 nya deltagare under 2026 är fylld.' },
    ]);
  });

  it('sends one of a small workplace, and a third of a larger one', () => {
    const workplace = (name: string, size: number) =>
      Array.from({ length: size }, (_, index) =>
        candidate(`${name}${index}`, { workplace: name, mandate: null, volunteer: true }),
      );
    const { proposed } = borlange(
      enrolment({ candidates: [...workplace('small', 5), ...workplace('large', 9)] }),
    );
    expect(people(proposed).filter((person) => person.startsWith('small'))).toHaveLength(1);
    expect(people(proposed).filter((person) => person.startsWith('large'))).toHaveLength(3);
  });

  it('counts a colleague who is in training already', () => {
    const candidates = [
      candidate('a', { workplace: 'W', inTraining: true }),
      candidate('b', { workplace: 'W' }),
    ];
    const { proposed, notProposed } = borlange(enrolment({ candidates }));
    expect(proposed).toEqual([]);
    expect(Object.fromEntries(notProposed.map(({ person, rule }) => [person, rule]))).toEqual({
      a: 'in_training',
      b: 'stability_cap',
    });
  });

  it('says why each of the others is not proposed', () => {
    const candidates = [
      candidate('away', { available: false }),
      candidate('done', { missing: [] }),
      candidate('unlucky', { missing: ['4'] }),
    ];
    const { proposed, notProposed } = borlange(enrolment({ candidates }));
    expect(proposed).toEqual([]);
    expect(Object.fromEntries(notProposed.map(({ person, rule }) => [person, rule]))).toEqual({
      away: 'unavailable',
      done: 'nothing_missing',
      unlucky: 'not_offered',
    });
  });

  it('asks municipalities without a mandate for their fair share of the seats, whatever the others send', () => {
    const voluntary = Array.from({ length: 30 }, (_, index) =>
      candidate(`f${index}`, { municipality: '2080', mandate: null }),
    );
    const mandated = Array.from({ length: 10 }, (_, index) => candidate(`b${index}`));
    // 20 free seats, 25 proposed for them: three quarters of the eligible managers are in 2080.
    const [falun, borlange] = propose(enrolment({ candidates: [...voluntary, ...mandated] }));
    expect(falun?.proposed).toHaveLength(19);
    expect(new Set(falun?.proposed.map(({ rule }) => rule))).toEqual(new Set(['voluntary']));
    expect(falun?.proposed[0]?.reasonSv).toMatch(/^Utbildningen är frivillig här; .* Saknar kurs [23],/);
    expect(new Set(falun?.notProposed.map(({ rule }) => rule))).toEqual(new Set(['share_full']));
    expect(borlange?.proposed).toHaveLength(5);
  });

  it('counts those who continue and those who asked against the share before it asks others', () => {
    const begun = ['a', 'b'].map((person) => candidate(person, { mandate: null, started: true }));
    const asked = ['c', 'd'].map((person) => candidate(person, { mandate: null, volunteer: true }));
    const others = ['e', 'f', 'g'].map((person) => candidate(person, { mandate: null }));
    const offerings = [{ code: 'HT2026-2', course: '2', capacity: 4, taken: 0 }];
    const input = enrolment({ candidates: [...others, ...asked, ...begun], offerings });
    const { proposed } = borlange(input);
    expect(proposed.map(({ rule }) => rule)).toEqual([
      'continuing',
      'continuing',
      'voluntary',
      'voluntary',
      'voluntary',
    ]);
    expect(people(proposed).slice(2, 4).toSorted()).toEqual(['c', 'd']);
  });

  it('spreads people over the courses they miss', () => {
    const candidates = ['a', 'b', 'c', 'd'].map((person) => candidate(person));
    const courses = borlange(enrolment({ candidates })).proposed.map(({ course }) => course);
    expect(courses.toSorted()).toEqual(['2', '2', '3', '3']);
  });

  it('refuses a candidate of an unknown municipality', () => {
    expect(() => propose(enrolment({ candidates: [candidate('a', { municipality: '9999' })] }))).toThrow(
      '9999',
    );
  });

  it('keeps every limit, lists everybody once, and does not depend on the order of its input', () => {
    fc.assert(
      fc.property(anyInput, fc.nat(), (input, seed) => {
        const proposals = propose(input);
        expect(propose(shuffledInput(input, seed))).toEqual(proposals);
        const proposed = proposals.flatMap((proposal) => proposal.proposed);
        expect(brokenLimits(input, proposed)).toEqual([]);
        const all = [...proposed, ...proposals.flatMap((proposal) => proposal.notProposed)];
        expect(people(all).toSorted()).toEqual(people(input.candidates).toSorted());
        for (const { person, course } of proposed) {
          expect(input.candidates.find((one) => one.person === person)?.missing).toContain(course);
          expect(input.offerings.map((offering) => offering.course)).toContain(course);
        }
      }),
      { numRuns: 300 },
    );
  });
});
