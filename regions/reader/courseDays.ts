/** A row of `course_days.csv`. */
import type { Calendar } from '../../domain/calendar/calendar.ts';
import type { CourseDay, Term } from '../../domain/region.ts';
import type { PersonIndex } from './people.ts';
import type { Row } from './row.ts';
import type { RegionSettings } from './settings.ts';

export const courseDayColumns = ['offering', 'number', 'date', 'start', 'end', 'place', 'trainers'] as const;
export type CourseDayColumn = (typeof courseDayColumns)[number];

interface DayContext {
  readonly people: PersonIndex;
  readonly settings: RegionSettings | undefined;
  readonly calendar: Calendar | undefined;
}

/** @param term of the offering, when it is known. */
export function readCourseDay(
  row: Row<CourseDayColumn>,
  term: Term | undefined,
  context: DayContext,
): CourseDay {
  const date = row.date('date');
  const problem = date === '' ? undefined : dateProblem(date, term, context);
  if (problem !== undefined) row.wrong('date', problem);
  const start = row.time('start');
  const end = row.time('end');
  if (start !== '' && end !== '' && end <= start) {
    row.wrong('end', `Träffen slutar ${end} men börjar ${start}. Rätta tiderna.`);
  }
  return {
    offering: row.required('offering'),
    number: row.integer('number', 1, 99),
    date,
    start,
    end,
    place: row.required('place'),
    trainers: readTrainers(row, context.people),
  };
}

const weekdays = ['måndag', 'tisdag', 'onsdag', 'torsdag', 'fredag', 'lördag', 'söndag'];

function dateProblem(
  date: string,
  term: Term | undefined,
  { settings, calendar }: DayContext,
): string | undefined {
  if (term && (date < term.start || date > term.end)) {
    return `${date} ligger utanför terminen ${term.code} (${term.start} till ${term.end}). Välj en dag i terminen.`;
  }
  const weekday = calendar?.weekday(date) ?? 1;
  if (weekday > 5) return `${date} är en ${weekdays[weekday - 1]}. Välj en vardag.`;
  if (calendar && !calendar.isWorkingDay(date))
    return `${date} är en röd dag eller helgafton. Välj en arbetsdag.`;
  const pause = settings?.schoolBreaks.find(({ from, to }) => from <= date && date <= to);
  if (pause)
    return `${date} ligger i ett skollov (${pause.from} till ${pause.to}). Välj en dag utanför loven.`;
  return undefined;
}

/** `t-01*;t-02`: the star marks the course leader. */
function readTrainers(row: Row<CourseDayColumn>, people: PersonIndex): CourseDay['trainers'] {
  row.required('trainers');
  const trainers = row.list('trainers').map((text) => ({
    id: text.endsWith('*') ? text.slice(0, -1) : text,
    leader: text.endsWith('*'),
  }));
  trainers.forEach(({ id }, i) => {
    const role = people.get(id)?.text('role');
    if (trainers.findIndex((other) => other.id === id) < i) {
      row.wrong('trainers', `Utbildaren ${id} står två gånger. Ta bort den ena.`);
    } else if (people.lacks(id)) {
      row.wrong(
        'trainers',
        `Utbildaren ”${id}” finns inte i people.csv. Rätta id:t eller lägg till personen.`,
      );
    } else if (role !== undefined && role !== 'trainer') {
      row.wrong('trainers', `${id} har rollen ${role}, inte trainer. Välj en utbildare.`);
    }
  });
  if (trainers.filter(({ leader }) => leader).length > 1) {
    row.wrong('trainers', 'Flera utbildare är märkta med * som kursledare. Märk bara en.');
  }
  return trainers;
}
