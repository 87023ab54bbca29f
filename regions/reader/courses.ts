/** `courses.csv`. */
import type { Course, Fee } from '../../domain/region.ts';
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
] as const;
export type CourseColumn = (typeof courseColumns)[number];
export type CourseIndex = Index<CourseColumn>;

/** @param fees undefined when they could not be read. */
export function readCourses(
  table: Table<CourseColumn>,
  fees: readonly Fee[] | undefined,
): { courses: Course[]; index: CourseIndex } {
  const index = indexBy(table, 'code', (row, first) =>
    row.wrong('code', `Kursen ${row.text('code')} finns redan på rad ${first.line}. Ta bort den ena.`),
  );
  const courses = table.rows.map((row): Course => {
    const creditsText = row.text('credits');
    const kind = row.oneOf('kind', ['programme', 'course_day', 'web']);
    const priceArticle = row.text('price_article');
    if (priceArticle !== '' && fees && !fees.some((fee) => fee.article === priceArticle)) {
      row.wrong(
        'price_article',
        `Artikeln ”${priceArticle}” har ingen avgift i region.yaml. Rätta namnet eller lägg till avgiften.`,
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
    };
  });
  checkAlternatives(table);
  return { courses, index };
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
