import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditsTenths, missingCourses } from '../../../domain/courses/programme.ts';
import { type Course, type CourseKind, ordinaryCourse } from '../../../domain/region.ts';

const course = (code: string, alternativeGroup = '', kind: CourseKind = 'programme'): Course => ({
  code,
  title: `Kurs ${code}`,
  creditsTenths: kind === 'programme' ? 75 : 0,
  kind,
  alternativeGroup,
  priceArticle: 'seat',
  ...ordinaryCourse,
});
const courses = [
  course('1b', '1'),
  course('4'),
  course('LLU', '', 'course_day'),
  course('2'),
  course('1a', '1'),
  course('3'),
  course('ISU', '', 'web'),
];
const leader = { postSince: '2020-01-01', termStart: '2026-08-31', newAsLeaderMonths: 24 };

describe('missingCourses', () => {
  it('gives 1a to those new as leaders and 1b to the others', () => {
    expect(missingCourses(courses, [], { ...leader, postSince: '2025-03-01' })).toEqual([
      '1a',
      '2',
      '3',
      '4',
    ]);
    expect(missingCourses(courses, [], leader)).toEqual(['1b', '2', '3', '4']);
  });

  it('calls exactly 24 months in post no longer new', () => {
    expect(missingCourses(courses, [], { ...leader, postSince: '2024-08-31' })).toContain('1b');
    expect(missingCourses(courses, [], { ...leader, postSince: '2024-09-01' })).toContain('1a');
  });

  it('treats an unknown day of taking up the post, or a coming one, by what is known', () => {
    expect(missingCourses(courses, [], { ...leader, postSince: '' })).toContain('1b');
    expect(missingCourses(courses, [], { ...leader, postSince: '2026-10-01' })).toContain('1a');
  });

  it.each(['1a', '1b'])('misses neither of 1a and 1b when %s is passed', (passed) => {
    expect(missingCourses(courses, [passed], { ...leader, postSince: '2026-01-01' })).toEqual([
      '2',
      '3',
      '4',
    ]);
  });

  it('misses nothing after four courses, and course days never belong to the programme', () => {
    expect(missingCourses(courses, ['1a', '2', '3', '4'], leader)).toEqual([]);
  });

  it('misses four courses minus the parts passed, whatever the order of the list', () => {
    fc.assert(
      fc.property(
        fc.subarray(courses.map(({ code }) => code)),
        fc.shuffledSubarray(courses, { minLength: courses.length }),
        (passed, shuffled) => {
          const missing = missingCourses(shuffled, passed, leader);
          expect(missing).toEqual(missingCourses(courses, passed, leader));
          expect(missing.length * 75 + creditsTenths(courses, passed)).toBe(300);
        },
      ),
    );
  });
});

describe('creditsTenths', () => {
  it('sums tenths exactly, counts a course once and one of 1a and 1b', () => {
    expect(creditsTenths(courses, [])).toBe(0);
    expect(creditsTenths(courses, ['1a', '2', '2', 'LLU'])).toBe(150);
    expect(creditsTenths(courses, ['1a', '1b', '2', '3', '4'])).toBe(300);
  });

  it('names a code that is no course', () => {
    expect(() => creditsTenths(courses, ['2', '9z'])).toThrow('9z');
  });
});
