/** Courses that earlier participants passed before the system took over, HT2022 to VT2026. */
import type { Calendar } from '../../domain/calendar/calendar.ts';
import type { Person, PriorCredit } from '../../domain/region.ts';
import { type Draw, shuffled } from './draw.ts';

const participants = 143;
const newAsLeaderMonths = 24;

const earlierTerms = [
  { code: 'HT2022', start: '2022-08-29', completed: '2023-01-20' },
  { code: 'VT2023', start: '2023-01-23', completed: '2023-06-09' },
  { code: 'HT2023', start: '2023-08-28', completed: '2024-01-19' },
  { code: 'VT2024', start: '2024-01-22', completed: '2024-06-05' },
  { code: 'HT2024', start: '2024-08-26', completed: '2025-01-17' },
  { code: 'VT2025', start: '2025-01-20', completed: '2025-06-05' },
  { code: 'HT2025', start: '2025-08-25', completed: '2026-01-16' },
  { code: 'VT2026', start: '2026-01-19', completed: '2026-06-05' },
] as const;

export function generateCredits(people: readonly Person[], calendar: Calendar, draw: Draw): PriorCredit[] {
  const managers = people.filter(({ targetGroup }) => targetGroup === 'I');
  const credits = shuffled(managers, ({ id }) => id, draw, 'earlier participants')
    .map((person) => creditsOf(person, calendar, draw))
    .filter((own) => own.length > 0)
    .slice(0, participants)
    .flat();
  return credits.toSorted((a, b) => compare(a.person, b.person) || compare(a.completedOn, b.completedOn));
}

/** One course a term in terms that began after the person took up the post. */
function creditsOf(person: Person, calendar: Calendar, draw: Draw): PriorCredit[] {
  const possible = earlierTerms.filter(
    ({ start, completed }) =>
      start >= person.postSince && (person.leftOn === '' || completed < person.leftOn),
  );
  const terms = shuffled(possible, ({ code }) => code, draw, `earlier terms ${person.id}`)
    .slice(0, courseCount(draw('earlier courses', person.id)))
    .toSorted((a, b) => compare(a.start, b.start));
  const courses = shuffled(['1', '2', '3', '4'], (course) => course, draw, `earlier courses ${person.id}`);
  return terms.map(({ code, start, completed }, i) => {
    const isNew = person.postSince !== '' && calendar.addMonths(person.postSince, newAsLeaderMonths) > start;
    const course = courses[i] ?? '2';
    return {
      person: person.id,
      course: course === '1' ? (isNew ? '1a' : '1b') : course,
      completedOn: completed,
      source: `Högskolan Dalarna, ${code}`,
    };
  });
}

/** Mostly one to three courses, all four for one in twenty. */
function courseCount(draw: number): number {
  if (draw < 0.45) return 1;
  if (draw < 0.75) return 2;
  return draw < 0.95 ? 3 : 4;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
