/** Courses beside the programme: course days for staff, LeDa for the other target groups, and start-up meetings. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { CourseDay, Offering, Person, Term } from '../../domain/region.ts';

/** What a term gives: the real titles stand in courses.csv, the days are ours. */
interface Given {
  readonly course: string;
  readonly days: number;
  readonly place: string;
  readonly capacity: number;
  readonly by: 'municipal' | 'regional';
  /** In spring only, as the start-up meetings. */
  readonly springOnly?: true;
  readonly hours?: readonly [start: string, end: string];
}

const given: readonly Given[] = [
  {
    ...{ course: 'UPP', days: 1, place: 'Digitalt', capacity: 300, by: 'regional' },
    ...{ springOnly: true, hours: ['13:00', '14:30'] },
  },
  { course: 'UA', days: 1, place: 'Borlänge', capacity: 25, by: 'municipal' },
  { course: 'DS', days: 2, place: 'Falun', capacity: 25, by: 'municipal' },
  { course: 'SS1', days: 2, place: 'Falun', capacity: 20, by: 'regional' },
  { course: 'NPL', days: 1, place: 'Borlänge', capacity: 20, by: 'regional' },
];

export interface OtherPlanning {
  readonly municipalTrainers: readonly Person[];
  readonly regionalTrainers: readonly Person[];
  /** Days on which a course day may lie, in order. */
  readonly candidates: readonly IsoDate[];
}

/**
 * The offerings of a term.
 * @param planned what the term has already: its trainers are busy on those days
 */
export function otherCourses(term: Term, planned: readonly Offering[], planning: OtherPlanning): Offering[] {
  const busy = new Set(
    planned.flatMap(({ days }) =>
      days.flatMap(({ date, trainers }) => trainers.map(({ id }) => `${id} ${date}`)),
    ),
  );
  const isSpring = term.code.startsWith('VT');
  return given
    .filter(({ springOnly }) => springOnly !== true || isSpring)
    .map((one, i) => {
      const code = `${term.code}-${one.course}-1`;
      const trainers = one.by === 'municipal' ? planning.municipalTrainers : planning.regionalTrainers;
      const first = Math.floor((planning.candidates.length * (i + 1)) / (given.length + 2));
      const days: CourseDay[] = [];
      for (const date of planning.candidates.slice(first)) {
        const free = trainers.filter(({ id }) => !busy.has(`${id} ${date}`)).slice(0, 2);
        if (free.length < 2 || days.length === one.days) continue;
        const [start, end] = one.hours ?? ['09:00', '16:00'];
        const held = free.map(({ id }, n) => ({ id, leader: n === 0 }));
        const number = days.length + 1;
        days.push({ offering: code, number, date, start, end, place: one.place, trainers: held });
        for (const { id } of free) busy.add(`${id} ${date}`);
      }
      if (days.length < one.days) throw new RangeError(`no day with two free trainers is left for ${code}`);
      const { course, capacity, place } = one;
      return { code, course, term: term.code, trainingGroup: '', capacity, place, days };
    });
}
