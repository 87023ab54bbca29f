/** `municipalities.csv`. */

import { isOrganisationNumber } from '../../domain/checkDigits.ts';
import { invoicePeople, type Municipality } from '../../domain/region.ts';
import { type Index, indexBy } from './index.ts';
import type { Table } from './table.ts';
import { organisationNumberProblem, peppolProblem } from './values.ts';

export const municipalityColumns = [
  'code',
  'name',
  'organisation_number',
  'population',
  'peppol_id',
  'invoice_reference',
  'invoice_email',
  'funding',
  'invoice_people',
] as const;
/** Left out, every municipality has the first choice. */
export const optionalMunicipalityColumns = [
  'invoice_people',
] as const satisfies readonly MunicipalityColumn[];
export type MunicipalityColumn = (typeof municipalityColumns)[number];
export type MunicipalityIndex = Index<MunicipalityColumn>;

export function readMunicipalities(table: Table<MunicipalityColumn>): {
  municipalities: Municipality[];
  index: MunicipalityIndex;
} {
  const index = indexBy(table, 'code', (row, first) =>
    row.wrong('code', `Kommunen ${row.text('code')} finns redan på rad ${first.line}. Ta bort den ena.`),
  );
  const municipalities = table.rows.map((row): Municipality => {
    const code = row.required('code');
    if (code !== '' && !/^\d{4}$/.test(code)) {
      row.wrong('code', `”${code}” är ingen kommunkod. Skriv fyra siffror, till exempel 2081.`);
    }
    const organisationNumber = row.required('organisation_number');
    const problem = organisationNumber === '' ? undefined : organisationNumberProblem(organisationNumber);
    if (problem !== undefined) row.wrong('organisation_number', problem);
    const peppolId = row.required('peppol_id');
    if (peppolId !== '' && isOrganisationNumber(organisationNumber)) {
      const peppol = peppolProblem(peppolId, organisationNumber);
      if (peppol !== undefined) row.wrong('peppol_id', peppol);
    }
    return {
      code,
      name: row.required('name'),
      organisationNumber,
      population: row.integer('population', 1, 3_000_000),
      peppolId,
      invoiceReference: row.required('invoice_reference'),
      invoiceEmail: row.email('invoice_email', 'required'),
      funding: row.text('funding'),
      invoicePeople: row.oneOfOrFirst('invoice_people', invoicePeople),
    };
  });
  return { municipalities, index };
}
