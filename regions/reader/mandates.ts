/** `mandates.csv`: the municipalities' decisions that the programme is mandatory. */
import { type Mandate, managerRoles, type Role } from '../../domain/region.ts';
import type { Rules } from '../../domain/rules.ts';
import type { MunicipalityIndex } from './municipalities.ts';
import type { Row } from './row.ts';
import type { Table } from './table.ts';

export const mandateColumns = [
  'municipality',
  'decided_on',
  'decided_by',
  'reference',
  'roles',
  'quota_per_year',
  'start_within_months',
  'complete_within_months',
  'valid_from',
  'valid_to',
] as const;
export type MandateColumn = (typeof mandateColumns)[number];

/** @param rules gives the periods where the file leaves them empty. */
export function readMandates(
  table: Table<MandateColumn>,
  municipalities: MunicipalityIndex,
  rules: Rules['mandate'],
): Mandate[] {
  const read = table.rows.map((row) => ({ row, mandate: readMandate(row, municipalities, rules) }));
  read.forEach(({ row, mandate }, i) => {
    const earlier = read.slice(0, i).find((other) => overlap(other.mandate, mandate));
    if (!earlier) return;
    row.wrong(
      earlier.mandate.id === mandate.id ? 'decided_on' : 'valid_from',
      earlier.mandate.id === mandate.id
        ? `Samma beslut finns redan på rad ${earlier.row.line}. Ta bort den ena raden.`
        : `Beslutet gäller samtidigt som det på rad ${earlier.row.line} för samma roller. Avsluta det gamla med valid_to.`,
    );
  });
  return read.map(({ mandate }) => mandate);
}

function overlap(a: Mandate, b: Mandate): boolean {
  if (a.municipality !== b.municipality || a.municipality === '') return false;
  if (a.id === b.id) return true;
  const endsBefore = (x: Mandate, y: Mandate): boolean => x.validTo !== '' && x.validTo < y.validFrom;
  return a.roles.some((role) => b.roles.includes(role)) && !endsBefore(a, b) && !endsBefore(b, a);
}

function readMandate(
  row: Row<MandateColumn>,
  municipalities: MunicipalityIndex,
  rules: Rules['mandate'],
): Mandate {
  const municipality = row.required('municipality');
  if (municipality !== '' && municipalities.lacks(municipality)) {
    row.wrong(
      'municipality',
      `Kommunen ”${municipality}” finns inte i municipalities.csv. Rätta koden eller lägg till kommunen.`,
    );
  }
  const decidedOn = row.date('decided_on');
  const validFrom = row.date('valid_from');
  const validTo = row.optionalDate('valid_to');
  if (validTo !== '' && validFrom !== '' && validTo < validFrom) {
    row.wrong(
      'valid_to',
      `Beslutet upphör ${validTo}, innan det börjar gälla ${validFrom}. Rätta det ena datumet.`,
    );
  }
  const months = (column: 'start_within_months' | 'complete_within_months', otherwise: number): number =>
    row.text(column) === '' ? otherwise : row.integer(column, 1, 400);
  const startWithinMonths = months('start_within_months', rules.startWithinMonths);
  const completeWithinMonths = months('complete_within_months', rules.completeWithinMonths);
  if (completeWithinMonths < startWithinMonths) {
    row.wrong(
      'complete_within_months',
      `Tiden att bli klar (${completeWithinMonths} månader) är kortare än tiden att börja (${startWithinMonths}). Rätta den ena.`,
    );
  }
  return {
    id: `${municipality}:${decidedOn}`,
    municipality,
    decidedOn,
    decidedBy: row.required('decided_by'),
    reference: row.required('reference'),
    roles: mandatedRoles(row),
    quotaPerYear: row.integer('quota_per_year', 1, 1000),
    startWithinMonths,
    completeWithinMonths,
    validFrom,
    validTo,
  };
}

function mandatedRoles(row: Row<MandateColumn>): Role[] {
  row.required('roles');
  return row.list('roles').flatMap((text) => {
    const role = managerRoles.find((known) => known === text);
    if (role === undefined) {
      row.wrong(
        'roles',
        `Rollen ”${text}” kan inte omfattas av ett beslut. Välj bland ${managerRoles.join(', ')} med semikolon emellan.`,
      );
      return [];
    }
    return [role];
  });
}
