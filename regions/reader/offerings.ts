/** `offerings.csv` and `course_days.csv`: when and where courses are given, and by whom. */
import type { Calendar } from '../../domain/calendar/calendar.ts';
import { findFee } from '../../domain/invoicing/fees.ts';
import type { CourseDay, Offering } from '../../domain/region.ts';
import { type CourseDayColumn, readCourseDay } from './courseDays.ts';
import type { CourseIndex } from './courses.ts';
import { type Index, indexBy } from './index.ts';
import type { PersonIndex } from './people.ts';
import type { Row } from './row.ts';
import type { RegionSettings } from './settings.ts';
import type { Table } from './table.ts';

export const offeringColumns = ['code', 'course', 'term', 'training_group', 'capacity', 'place'] as const;
export type OfferingColumn = (typeof offeringColumns)[number];
export type OfferingIndex = Index<OfferingColumn>;

/** What offerings refer to; settings and calendar are undefined when region.yaml could not be read. */
export interface OfferingContext {
  readonly courses: CourseIndex;
  readonly people: PersonIndex;
  readonly settings: RegionSettings | undefined;
  readonly calendar: Calendar | undefined;
}

interface DayOfTable {
  readonly row: Row<CourseDayColumn>;
  readonly day: CourseDay;
}

export function readOfferings(
  table: Table<OfferingColumn>,
  dayTable: Table<CourseDayColumn>,
  context: OfferingContext,
): { offerings: Offering[]; index: OfferingIndex } {
  const index = indexBy(table, 'code', (row, first) =>
    row.wrong(
      'code',
      `Kurstillfället ${row.text('code')} finns redan på rad ${first.line}. Ge det en egen kod.`,
    ),
  );
  const termOf = (code: string) =>
    context.settings?.terms.find((term) => term.code === index.get(code)?.text('term'));
  const days = dayTable.rows.map((row): DayOfTable => {
    const offering = row.text('offering');
    if (offering !== '' && index.lacks(offering)) {
      row.wrong(
        'offering',
        `Kurstillfället ”${offering}” finns inte i offerings.csv. Rätta koden eller lägg till kurstillfället.`,
      );
    }
    return { row, day: readCourseDay(row, termOf(offering), context) };
  });
  checkTrainersFree(days);

  const byOffering = new Map<string, DayOfTable[]>();
  for (const entry of days) {
    const list = byOffering.get(entry.day.offering);
    if (list) list.push(entry);
    else byOffering.set(entry.day.offering, [entry]);
  }
  const offerings = table.rows.map((row) => {
    const own = byOffering.get(row.text('code')) ?? [];
    if (own.length === 0 && dayTable.whole) {
      row.wrong(
        'code',
        `Kurstillfället ${row.text('code')} har inga träffar. Lägg till dem i course_days.csv.`,
      );
    }
    checkNumbers(own);
    const offering = readOffering(row, own, context);
    checkFee(row, offering, own, context);
    return offering;
  });
  return { offerings, index };
}

function readOffering(
  row: Row<OfferingColumn>,
  own: readonly DayOfTable[],
  context: OfferingContext,
): Offering {
  const course = row.required('course');
  if (course !== '' && context.courses.lacks(course)) {
    row.wrong('course', `Kursen ”${course}” finns inte i courses.csv. Rätta koden eller lägg till kursen.`);
  } else if (context.courses.get(course)?.text('kind') === 'web') {
    row.wrong('course', `Kursen ${course} går på webben och har inga kurstillfällen. Ta bort raden.`);
  } else if (context.courses.get(course)?.text('kind') === 'introduction') {
    row.wrong(
      'course',
      `${course} är kommunens egen introduktion och har inga kurstillfällen. Ta bort raden.`,
    );
  }
  if (context.courses.get(course)?.text('trainers_from') === 'municipal')
    checkMunicipal(own, course, context);
  const term = row.required('term');
  if (term !== '' && context.settings && !context.settings.terms.some((known) => known.code === term)) {
    row.wrong(
      'term',
      `Terminen ”${term}” finns inte i region.yaml. Terminerna är ${context.settings.terms.map((known) => known.code).join(', ')}.`,
    );
  }
  return {
    code: row.code('code'),
    course,
    term,
    trainingGroup: row.text('training_group'),
    capacity: row.integer('capacity', 1, 500),
    place: row.required('place'),
    days: own.map(({ day }) => day).toSorted((a, b) => a.number - b.number),
  };
}

/** Courses for staff are held by the municipalities' own trainers, when the course says so. */
function checkMunicipal(own: readonly DayOfTable[], course: string, { people }: OfferingContext): void {
  for (const { row, day } of own) {
    for (const { id } of day.trainers) {
      const trainer = people.get(id);
      if (trainer?.text('municipality') === '') {
        row.wrong(
          'trainers',
          `${id} är inte kommunens utbildare, och ${course} hålls av kommunernas egna. Välj en utbildare från en kommun.`,
        );
      }
    }
  }
}

/** Course days are numbered 1, 2, 3 … in the order of their dates. */
function checkNumbers(own: readonly DayOfTable[]): void {
  const inOrder = own.toSorted((a, b) => a.day.number - b.day.number);
  for (const [i, { row, day }] of inOrder.entries()) {
    const before = inOrder[i - 1]?.day;
    if (day.number !== i + 1) {
      row.wrong(
        'number',
        `Träffarna för ${day.offering} ska ha nummer 1 till ${own.length} utan hål. Här väntades ${i + 1}.`,
      );
      return;
    }
    if (before && day.date !== '' && before.date >= day.date) {
      row.wrong(
        'date',
        `Träff ${day.number} ligger ${day.date}, inte efter träff ${before.number} (${before.date}). Rätta datum eller nummer.`,
      );
    }
  }
}

/** A trainer cannot be in two places at once. */
function checkTrainersFree(days: readonly DayOfTable[]): void {
  const busy = new Map<string, DayOfTable[]>();
  for (const entry of days) {
    const { row, day } = entry;
    if (day.date === '' || day.start === '' || day.end === '') continue;
    for (const { id } of day.trainers) {
      const key = `${id} ${day.date}`;
      const others = busy.get(key) ?? [];
      const clash = others.find(
        (other) => other.day.start < day.end && day.start < other.day.end && other.row !== row,
      );
      if (clash) {
        row.wrong(
          'trainers',
          `Utbildaren ${id} håller redan ${clash.day.offering} träff ${clash.day.number} samma tid (rad ${clash.row.line}). Välj en annan utbildare.`,
        );
      }
      busy.set(key, [...others, entry]);
    }
  }
}

/**
 * What an offering costs must be known for the year it concerns: of a programme seat, the year of the last day
 * of free withdrawal, when the seat is charged; of a course day, its own year.
 */
function checkFee(
  row: Row<OfferingColumn>,
  offering: Offering,
  own: readonly DayOfTable[],
  { courses, settings, calendar }: OfferingContext,
): void {
  const course = courses.get(offering.course);
  const article = course?.text('price_article') ?? '';
  const ofArticle = settings?.fees.filter((fee) => fee.article === article) ?? [];
  if (!settings || !calendar || ofArticle.length === 0) return;
  const missing = (date: string): number | undefined => {
    const year = Number(date.slice(0, 4));
    return date === '' || findFee(ofArticle, article, date) !== undefined ? undefined : year;
  };
  const message = (year: number): string =>
    `Avgiften ${article} för ${year} saknas i region.yaml. Lägg till den under fees.`;
  if (course?.text('kind') === 'programme') {
    const term = settings.terms.find((known) => known.code === offering.term);
    const year = term && missing(term.start);
    if (year !== undefined) row.wrong('course', message(year));
    return;
  }
  for (const entry of own) {
    const year = missing(entry.day.date);
    if (year !== undefined) entry.row.wrong('date', message(year));
  }
}
