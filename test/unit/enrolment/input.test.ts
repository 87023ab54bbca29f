import { describe, expect, it } from 'vitest';
import { type EnrolmentRecords, enrolmentInput } from '../../../domain/enrolment/input.ts';
import { createReference, type Reference } from '../../../domain/reference.ts';
import { regionData } from '../../support/regionFiles.ts';

const reference = createReference(await regionData('dalarna'));

const someone = manager('2081');
const neighbour = manager('2080');

function manager(municipality: string): string {
  const found = reference
    .peopleOf(municipality)
    .find(({ role, leftOn }) => role === 'manager' && leftOn === '');
  if (found === undefined) throw new Error(`no manager in ${municipality}`);
  return found.id;
}

const input = (changed: Partial<EnrolmentRecords> = {}, term = 'HT2026', region: Reference = reference) =>
  enrolmentInput(
    { credits: [], passes: [], seats: [], away: [], nominated: [], ...changed },
    region,
    term,
    region.calendar.addDays(region.term(term).start, -100),
  );
const candidateOf = (from: ReturnType<typeof input>, person: string) =>
  from.candidates.find((candidate) => candidate.person === person);
const quotaOf = (from: ReturnType<typeof input>, municipality: string) =>
  from.municipalities.find(({ code }) => code === municipality);
const seat = (offering: string, state: 'held' | 'passed' | 'failed' = 'held', person = someone) => ({
  ...{ person, offering, state },
  term: offering.slice(0, 6),
});
const credit = (course: string, completedOn: string, person = someone) => ({ person, course, completedOn });

describe('enrolmentInput', () => {
  it('has every manager of the region, with the decision in force on the first day of the term', () => {
    const { candidates, offerings } = input();
    const managers = reference.people.filter(({ role }) => role === 'manager' || role === 'deputy_manager');
    const { start } = reference.term('HT2026');
    const inPost = managers.filter(({ leftOn }) => leftOn === '' || leftOn > start);
    expect(candidates.map(({ person }) => person)).toEqual(inPost.map(({ id }) => id));
    expect(candidateOf(input(), someone)?.mandate?.id).toBe('2081:2025-06-10');
    expect(candidateOf(input(), neighbour)?.mandate).toBeNull();
    // Course days are no part of it.
    expect(offerings.map(({ course }) => course).toSorted()).toEqual(['1a', '1b', '1b', '2', '3', '4']);
  });

  it('leaves out whoever leaves before the term starts', () => {
    const leaving = (leftOn: string) =>
      createReference({
        ...reference,
        people: reference.people.map((person) => (person.id === someone ? { ...person, leftOn } : person)),
      });
    const { start } = reference.term('HT2026');
    expect(candidateOf(input({}, 'HT2026', leaving(start)), someone)).toBeUndefined();
    const dayAfter = reference.calendar.addDays(start, 1);
    expect(candidateOf(input({}, 'HT2026', leaving(dayAfter)), someone)).toBeDefined();
  });

  it('counts those who have a seat this term as in training, and what they take now as no longer missing', () => {
    const now = candidateOf(input({ seats: [seat('HT2026-2-1')] }), someone);
    expect(now).toMatchObject({ inTraining: true, started: false });
    const next = candidateOf(input({ seats: [seat('HT2026-2-1')] }, 'VT2027'), someone);
    expect(next).toMatchObject({ inTraining: false, started: true });
    expect(next?.missing).not.toContain('2');
    const failed = candidateOf(input({ seats: [seat('HT2026-2-1', 'failed')] }, 'VT2027'), someone);
    expect(failed?.missing).toContain('2');
    const passes = [{ person: someone, offering: 'HT2026-2-1' }];
    const passed = candidateOf(input({ seats: [seat('HT2026-2-1', 'passed')], passes }, 'VT2027'), someone);
    expect(passed?.missing).not.toContain('2');
  });

  it('counts against the quota who began under the decision in the calendar year of the term', () => {
    const began = (changed: Partial<EnrolmentRecords>, term?: string) =>
      quotaOf(input(changed, term), '2081');
    expect(began({})).toEqual({ code: '2081', quotaPerYear: 5, startedThisYear: 0 });
    // A course that ended in June began in that year's spring; one that ended in January, the autumn before.
    expect(began({ credits: [credit('3', '2026-06-05')] })?.startedThisYear).toBe(1);
    expect(began({ credits: [credit('3', '2026-01-16')] })?.startedThisYear).toBe(0);
    // The second course of somebody who began earlier is no start.
    const credits = [credit('3', '2026-01-16'), credit('2', '2026-06-05')];
    expect(began({ credits })?.startedThisYear).toBe(0);
    expect(began({ seats: [seat('HT2026-2-1')] })?.startedThisYear).toBe(1);
    expect(began({ seats: [seat('HT2026-2-1')] }, 'VT2027')?.startedThisYear).toBe(0);
    expect(quotaOf(input({ seats: [seat('HT2026-2-1', 'held', neighbour)] }), '2080')).toEqual({
      code: '2080',
      quotaPerYear: null,
      startedThisYear: 0,
    });
  });

  it('does not count who began before there was a decision', () => {
    // Hedemora decided on 23 March 2026; the spring term had begun.
    const early = manager('2083');
    expect(quotaOf(input({ credits: [credit('3', '2026-06-05', early)] }), '2083')?.startedThisYear).toBe(0);
  });

  it('takes a nomination without a mandate as voluntary, and leave as not available', () => {
    const from = input({ nominated: [someone, neighbour], away: [someone] });
    expect(candidateOf(from, someone)).toMatchObject({ volunteer: false, available: false });
    expect(candidateOf(from, neighbour)).toMatchObject({ volunteer: true, available: true });
  });

  it('counts the seats that are taken in each offering', () => {
    const { offerings } = input({ seats: [seat('HT2026-2-1'), seat('HT2026-2-1', 'passed', neighbour)] });
    expect(offerings.find(({ code }) => code === 'HT2026-2-1')).toMatchObject({ capacity: 30, taken: 2 });
  });
});
