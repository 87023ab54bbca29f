/** `implementation_plan.csv`: what municipalities have planned for workplace learning (kommunal genomförandeplan). */
import type { PlanActivity } from '../../domain/region.ts';
import { indexBy } from './index.ts';
import type { MunicipalityIndex } from './municipalities.ts';
import type { PersonIndex } from './people.ts';
import type { Table } from './table.ts';

export const planColumns = ['code', 'municipality', 'title', 'planned_on', 'support_person'] as const;
export type PlanColumn = (typeof planColumns)[number];

export function readImplementationPlan(
  table: Table<PlanColumn>,
  municipalities: MunicipalityIndex,
  people: PersonIndex,
): PlanActivity[] {
  indexBy(table, 'code', (row, first) =>
    row.wrong(
      'code',
      `Aktiviteten ${row.text('code')} finns redan på rad ${first.line}. Ge den en egen kod.`,
    ),
  );
  return table.rows.map((row): PlanActivity => {
    const municipality = row.required('municipality');
    if (municipality !== '' && municipalities.lacks(municipality)) {
      row.wrong('municipality', `Kommunen ”${municipality}” finns inte i municipalities.csv. Rätta koden.`);
    }
    const supportPerson = row.required('support_person');
    const person = people.get(supportPerson);
    if (supportPerson !== '' && people.lacks(supportPerson)) {
      row.wrong('support_person', `Personen ”${supportPerson}” finns inte i people.csv. Rätta id:t.`);
    } else if (person && person.text('municipality') !== municipality) {
      row.wrong(
        'support_person',
        `${supportPerson} hör inte till kommunen ${municipality}. Välj någon som gör det.`,
      );
    }
    return {
      code: row.code('code'),
      municipality,
      title: row.required('title'),
      plannedOn: row.date('planned_on'),
      supportPerson,
    };
  });
}
