/** Whether a deadline can still be met with the offerings that are planned; shown before it passes. */
import type { IsoDate } from '../calendar/dates.ts';
import { missingCourses } from '../courses/programme.ts';
import { passedCourses } from '../journey/achievement.ts';
import type { JourneyFacts } from '../journey/facts.ts';
import { leaderSince, type Reference } from '../reference.ts';
import type { CourseCode, TermCode } from '../region.ts';
import { deadlines } from '../term/deadlines.ts';

export interface Reach {
  /** True also when nobody can say: the deadline lies beyond the terms that have been planned. */
  readonly possible: boolean;
  /** The first term in which it can be done; empty when no planned term can. */
  readonly earliest: TermCode | '';
}

interface Goal {
  readonly what: 'start' | 'complete';
  readonly deadline: IsoDate;
}

interface OfferedTerm {
  readonly code: TermCode;
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly closesOn: IsoDate;
  readonly courses: ReadonlySet<CourseCode>;
}

const plans = new WeakMap<Reference, readonly OfferedTerm[]>();

/** Terms in which courses of the programme are planned, first to last. */
function offeredTerms(reference: Reference): readonly OfferedTerm[] {
  const known = plans.get(reference);
  if (known !== undefined) return known;
  const terms = reference.terms
    .map(({ code, start, end }) => ({
      code,
      start,
      end,
      closesOn: deadlines(reference, code).closesOn,
      courses: new Set(
        reference
          .offeringsOf(code)
          .map(({ course }) => course)
          .filter((course) => reference.course(course).kind === 'programme'),
      ),
    }))
    .filter(({ courses }) => courses.size > 0)
    .sort((a, b) => (a.start < b.start ? -1 : 1));
  plans.set(reference, terms);
  return terms;
}

/**
 * @param missing courses that the manager still misses
 * @param from the day on which it is asked: a term whose nominations have closed by then is out of reach
 */
export function reach(
  goal: Goal,
  missing: readonly CourseCode[],
  from: IsoDate,
  reference: Reference,
): Reach {
  const all = offeredTerms(reference);
  const open = all.filter(({ closesOn }) => closesOn >= from);
  const earliest =
    goal.what === 'start'
      ? open.find(({ courses }) => missing.some((course) => courses.has(course)))
      : lastOf(missing, open);
  const horizon = all.at(-1)?.end ?? '';
  if (earliest === undefined) return { possible: goal.deadline > horizon, earliest: '' };
  const by = goal.what === 'start' ? earliest.start : earliest.end;
  return { possible: by <= goal.deadline || goal.deadline > horizon, earliest: earliest.code };
}

/** The term in which the last missing course falls, one course a term; undefined when the planned ones do not do. */
function lastOf(missing: readonly CourseCode[], terms: readonly OfferedTerm[]): OfferedTerm | undefined {
  const left = new Set(missing);
  for (const [index, term] of terms.entries()) {
    const later = terms.slice(index + 1);
    const chances = (course: CourseCode) => later.filter(({ courses }) => courses.has(course)).length;
    // The course with the fewest later chances first, so that none is missed for want of another term.
    const [next] = [...left]
      .filter((course) => term.courses.has(course))
      .sort((a, b) => chances(a) - chances(b) || (a < b ? -1 : 1));
    if (next !== undefined) left.delete(next);
    if (left.size === 0) return term;
  }
  return undefined;
}

/**
 * The same for a manager.
 * @param from the day on which it is asked
 */
export function reachOf(facts: JourneyFacts, goal: Goal, from: IsoDate, reference: Reference): Reach {
  const missing = missingCourses(reference.courses, [...passedCourses(facts, reference)], {
    postSince: leaderSince(reference, facts.person),
    termStart: from,
    newAsLeaderMonths: reference.rules.enrolment.newAsLeaderMonths,
  });
  return reach(goal, missing, from, reference);
}

/**
 * The first day from which a deadline can no longer be met; null when it can until its end.
 * @param since nothing before this day is looked at
 */
export function outOfReachFrom(
  facts: JourneyFacts,
  goal: Goal,
  since: IsoDate,
  reference: Reference,
): IsoDate | null {
  const { calendar } = reference;
  const days = [since, ...offeredTerms(reference).map(({ closesOn }) => calendar.addDays(closesOn, 1))]
    .filter((day) => day >= since && day <= goal.deadline)
    .sort();
  return days.find((day) => !reachOf(facts, goal, day, reference).possible) ?? null;
}
