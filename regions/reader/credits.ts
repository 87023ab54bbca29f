/** `credits.csv`: courses that people had passed before the system took over. */
import type { PriorCredit } from '../../domain/region.ts';
import type { CourseIndex } from './courses.ts';
import type { PersonIndex } from './people.ts';
import type { Table } from './table.ts';

export const creditColumns = ['person', 'course', 'completed_on', 'source'] as const;
export type CreditColumn = (typeof creditColumns)[number];

export function readCredits(
  table: Table<CreditColumn>,
  people: PersonIndex,
  courses: CourseIndex,
): PriorCredit[] {
  const seen = new Map<string, number>();
  return table.rows.map((row): PriorCredit => {
    const person = row.required('person');
    if (person !== '' && people.lacks(person)) {
      row.wrong(
        'person',
        `Personen ”${person}” finns inte i people.csv. Rätta id:t eller lägg till personen.`,
      );
    }
    const course = row.required('course');
    if (course !== '' && courses.lacks(course)) {
      row.wrong('course', `Kursen ”${course}” finns inte i courses.csv. Rätta koden eller lägg till kursen.`);
    }
    const key = `${person} ${course}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, row.line);
    else row.wrong('course', `${person} har redan kursen ${course} på rad ${first}. Ta bort den ena raden.`);
    return { person, course, completedOn: row.date('completed_on'), source: row.required('source') };
  });
}
