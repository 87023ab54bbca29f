/** `courses.csv`. */
import {
  audiences,
  bookings,
  type Course,
  type CoursePart,
  careAreas,
  completions,
  courseKinds,
  type Fee,
  trainerSources,
} from '../../domain/region.ts';
import { type Index, indexBy } from './index.ts';
import type { Row } from './row.ts';
import type { Table } from './table.ts';
import { tenthsFromHp } from './values.ts';

export const courseColumns = [
  'code',
  'title',
  'credits',
  'kind',
  'alternative_group',
  'price_article',
  'audience',
  'area',
  'trainers_from',
  'completed_by',
  'booking',
] as const;
/** Columns that a region without such courses leaves out. */
export const optionalCourseColumns: readonly CourseColumn[] = [
  'audience',
  'area',
  'trainers_from',
  'completed_by',
  'booking',
];
export type CourseColumn = (typeof courseColumns)[number];
export type CourseIndex = Index<CourseColumn>;

/** @param fees undefined when they could not be read. */
export function readCourses(
  table: Table<CourseColumn>,
  fees: readonly Fee[] | undefined,
  parts: ReadonlyMap<string, readonly CoursePart[]>,
  outcomes: ReadonlyMap<string, readonly string[]>,
): { courses: Course[]; index: CourseIndex } {
  const index = indexBy(table, 'code', (row, first) =>
    row.wrong('code', `Kursen ${row.text('code')} finns redan på rad ${first.line}. Ta bort den ena.`),
  );
  const courses = table.rows.map((row): Course => {
    const creditsText = row.text('credits');
    const kind = row.oneOf('kind', courseKinds);
    const priceArticle = row.text('price_article');
    if (
      priceArticle !== '' &&
      fees &&
      !fees.some((fee) => fee.article === priceArticle && fee.basis === 'participant')
    ) {
      row.wrong(
        'price_article',
        `Artikeln ”${priceArticle}” har ingen avgift per deltagare i region.yaml. Rätta namnet eller lägg till avgiften.`,
      );
    }
    const credits = creditsText === '' ? 0 : tenthsFromHp(creditsText);
    if (credits === undefined) {
      row.wrong(
        'credits',
        `”${creditsText}” är inga högskolepoäng. Skriv till exempel 7.5, eller lämna tomt.`,
      );
    } else if (kind === 'programme' && credits === 0) {
      row.wrong('credits', 'En kurs i programmet måste ge högskolepoäng. Skriv till exempel 7.5.');
    }
    return {
      code: row.code('code'),
      title: row.required('title'),
      creditsTenths: credits ?? 0,
      kind,
      alternativeGroup: row.text('alternative_group'),
      priceArticle,
      audience: row.oneOfOrFirst('audience', audiences),
      area: row.text('area') === '' ? '' : row.oneOf('area', careAreas),
      trainersFrom: row.oneOfOrFirst('trainers_from', trainerSources),
      completedBy: row.oneOfOrFirst('completed_by', completions),
      booking: row.oneOfOrFirst('booking', bookings),
      parts: parts.get(row.text('code')) ?? [],
      outcomes: outcomes.get(row.text('code')) ?? [],
    };
  });
  for (const row of table.rows) checkProgramme(row);
  checkAlternatives(table);
  return { courses, index };
}

/** The programme has its own rules for who goes, who teaches and what is needed. */
function checkProgramme(row: Row<CourseColumn>): void {
  if (row.text('kind') !== 'programme') return;
  for (const column of optionalCourseColumns) {
    if (row.text(column) !== '') {
      row.wrong(column, `${column} gäller kurser utanför programmet. Lämna fältet tomt.`);
    }
  }
}

/** Courses of a group stand in for each other: at least two, all of the programme, with the same credits. */
function checkAlternatives(table: Table<CourseColumn>): void {
  const groups = new Map<string, Row<CourseColumn>[]>();
  for (const row of table.rows) {
    const group = row.text('alternative_group');
    if (group !== '') groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  for (const [group, rows] of groups) {
    const first = rows[0];
    if (!first) continue;
    if (rows.length < 2 && table.whole) {
      first.wrong(
        'alternative_group',
        `Gruppen ”${group}” har bara en kurs. Lägg en kurs till i gruppen eller lämna fältet tomt.`,
      );
    }
    for (const row of rows) checkMember(row, first, group);
  }
}

function checkMember(row: Row<CourseColumn>, first: Row<CourseColumn>, group: string): void {
  if (row.text('kind') !== 'programme') {
    row.wrong(
      'alternative_group',
      `Gruppen ”${group}” kan bara ha kurser av slaget programme. Lämna fältet tomt.`,
    );
  } else if (tenthsFromHp(row.text('credits')) !== tenthsFromHp(first.text('credits'))) {
    row.wrong(
      'credits',
      `Kurserna i gruppen ”${group}” ger olika många poäng. De ersätter varandra och ska ge lika många.`,
    );
  }
}
