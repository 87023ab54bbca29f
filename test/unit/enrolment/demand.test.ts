import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { demandOf, type Wish } from '../../../domain/enrolment/demand.ts';
import { world } from '../../support/worlds.ts';

const reference = world();
const courses = reference.courses.map(({ code }) => code);
const everybody = () => true;
const anyWishes = fc.array(
  fc.record({ person: fc.constantFrom('a', 'b', 'c', 'd'), course: fc.constantFrom(...courses) }),
  { maxLength: 12 },
);
const sortOf = (code: string) => reference.course(code).alternativeGroup || code;

describe('demand without a date', () => {
  it('counts each person once a course, whether they said so or waited', () => {
    const wish = (person: string): Wish => ({ person, course: '1b' });
    expect(demandOf([wish('a'), wish('b')], [wish('b'), wish('c')], [], reference, everybody)).toEqual([
      { course: '1b', people: 3, interested: 2, waited: 2 },
    ]);
  });

  it('rests for those who have left', () => {
    expect(demandOf([{ person: 'a', course: '1b' }], [], [], reference, () => false)).toEqual([]);
  });

  it('never counts a fulfilled wish, nor loses another', () => {
    fc.assert(
      fc.property(anyWishes, anyWishes, anyWishes, (interests, waited, has) => {
        const found = demandOf(interests, waited, has, reference, everybody);
        for (const { course, people } of found) {
          const open = new Set(
            [...interests, ...waited]
              .filter((wish) => wish.course === course)
              .map(({ person }) => person)
              .filter((id) => !has.some((one) => one.person === id && sortOf(one.course) === sortOf(course))),
          );
          expect(people).toBe(open.size);
          expect(people).toBeGreaterThan(0);
        }
        const counts = found.map(({ people }) => people);
        expect(counts).toEqual(counts.toSorted((a, b) => b - a));
      }),
    );
  });
});
