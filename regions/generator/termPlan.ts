/** The term plan: which courses each term gives, on which days, where and by whom. */
import type { Calendar } from '../../domain/calendar/calendar.ts';
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { CourseDay, Offering, Person, Term } from '../../domain/region.ts';
import type { RegionSettings } from '../reader/settings.ts';
import { type Draw, pick } from './draw.ts';
import { otherCourses } from './otherCourses.ts';

/** Which column of the real plan holds which course did not survive, so this is one that fits (see the docs). */
const coursesOfTerm: Readonly<Record<string, readonly string[]>> = {
  HT2026: ['1a', '1b', '1b', '2', '3', '4'],
  VT2027: ['1a', '1b', '2', '3', '3', '4'],
  HT2027: ['1a', '1b', '2', '2', '3', '4'],
  VT2028: ['1a', '1b', '2', '3', '4'],
};
/** The training groups that start in a term, by the courses they start with. */
const startingGroup: Readonly<Record<string, string>> = { HT2026: '1', VT2027: '2' };
const llusOfTerm: Readonly<Record<string, number>> = { HT2026: 3, VT2027: 4, HT2027: 3, VT2028: 4 };

const programmePlaces = ['Falun', 'Borlänge', 'Mora', 'Leksand', 'Ludvika', 'Falun'];
const lluPlaces = ['Borlänge', 'Mora', 'Falun', 'Ludvika'];
/** Course days come after the date of free withdrawal … */
const firstDayAfterStart = 21;
/** … and leave time for memo and result before the term ends. */
const lastDayBeforeEnd = 42;

interface Planning {
  readonly settings: RegionSettings;
  readonly calendar: Calendar;
  readonly draw: Draw;
  readonly lecturers: readonly Person[];
  readonly regionalTrainers: readonly Person[];
  readonly municipalTrainers: readonly Person[];
}

export function generateTermPlan(
  settings: RegionSettings,
  calendar: Calendar,
  people: readonly Person[],
  draw: Draw,
): Offering[] {
  const trainers = people.filter(({ role }) => role === 'trainer');
  const planning: Planning = {
    settings,
    calendar,
    draw,
    lecturers: trainers.filter(({ email }) => email.endsWith('@hda.example')),
    regionalTrainers: trainers.filter(({ email }) => email.endsWith('@rss.example')),
    municipalTrainers: trainers.filter(({ municipality }) => municipality !== ''),
  };
  return settings.terms.flatMap((term, t) => {
    const planned = [...programme(term, t, planning), ...courseDays(term, t, planning)];
    const { municipalTrainers, regionalTrainers } = planning;
    const candidates = [1, 2, 3, 4].flatMap((weekday) => candidateDays(term, weekday, planning)).toSorted();
    return [...planned, ...otherCourses(term, planned, { municipalTrainers, regionalTrainers, candidates })];
  });
}

function programme(term: Term, t: number, planning: Planning): Offering[] {
  const { draw, lecturers, municipalTrainers } = planning;
  const courses = coursesOfTerm[term.code] ?? [];
  // The first municipal trainer holds LLU; each of the others follows one offering a term, so none is double-booked.
  const partners = municipalTrainers.slice(1);
  return courses.map((course, i) => {
    const code = `${term.code}-${course}-${courses.slice(0, i + 1).filter((other) => other === course).length}`;
    const place = pickAt(programmePlaces, i + t);
    const count = draw('number of days', code) < 0.6 ? 5 : 6;
    const candidates = candidateDays(term, 2 + ((i + t) % 3), planning).slice(i % 2);
    const trainers = [
      { id: pickAt(lecturers, i + 2 * t).id, leader: true },
      { id: pickAt(partners, i + t).id, leader: false },
    ];
    return {
      code,
      course,
      term: term.code,
      trainingGroup: course.startsWith('1') ? (startingGroup[term.code] ?? '') : '',
      capacity: pick([25, 26, 28, 30], draw('capacity', code)),
      place,
      days: spread(candidates, count).map((date, n) => day(code, n + 1, date, place, trainers)),
    };
  });
}

/** Leda lärande och utveckling: single days, held by RSS, some together with the trainer from Mora. */
function courseDays(term: Term, t: number, planning: Planning): Offering[] {
  const { regionalTrainers, municipalTrainers } = planning;
  const count = llusOfTerm[term.code] ?? 0;
  const candidates = [2, 3, 4].flatMap((weekday) => candidateDays(term, weekday, planning)).toSorted();
  return spread(candidates, count).map((date, i) => {
    const code = `${term.code}-LLU-${i + 1}`;
    const place = pickAt(lluPlaces, i + t);
    const partner = i % 2 === 0 ? pickAt(municipalTrainers, 0) : pickAt(regionalTrainers, i + t + 1);
    const trainers = [
      { id: pickAt(regionalTrainers, i + t).id, leader: true },
      { id: partner.id, leader: false },
    ];
    return {
      code,
      course: 'LLU',
      term: term.code,
      trainingGroup: '',
      capacity: 30,
      place,
      days: [day(code, 1, date, place, trainers)],
    };
  });
}

function day(
  offering: string,
  number: number,
  date: IsoDate,
  place: string,
  trainers: CourseDay['trainers'],
): CourseDay {
  return { offering, number, date, start: '09:00', end: '16:00', place, trainers };
}

/** The working days on a weekday (1 Monday) in the part of a term where course days may lie, outside school breaks. */
function candidateDays(term: Term, weekday: number, { settings, calendar }: Planning): IsoDate[] {
  const last = calendar.addDays(term.end, -lastDayBeforeEnd);
  const days: IsoDate[] = [];
  for (
    let date = calendar.addDays(term.start, firstDayAfterStart);
    date <= last;
    date = calendar.addDays(date, 1)
  ) {
    const inBreak = settings.schoolBreaks.some(({ from, to }) => from <= date && date <= to);
    if (calendar.weekday(date) === weekday && calendar.isWorkingDay(date) && !inBreak) days.push(date);
  }
  return days;
}

/** `count` of the days, from the first to the last, as evenly as may be. */
function spread(days: readonly IsoDate[], count: number): IsoDate[] {
  if (days.length < count) throw new RangeError(`Only ${days.length} days to choose ${count} from`);
  return Array.from({ length: count }, (_, i) =>
    pickAt(days, count === 1 ? 0 : Math.round((i * (days.length - 1)) / (count - 1))),
  );
}

function pickAt<T>(items: readonly T[], i: number): T {
  const item = items[i % items.length];
  if (item === undefined) throw new RangeError('Nothing to choose from');
  return item;
}
