/** What municipalities decide. */
import { mandateEvents, mandateKinds } from '../../../../activities/facts/mandateEvents.ts';
import { versionsFrom } from '../../../../domain/mandate/versions.ts';
import { toDate, toDateOrNull } from '../../../../prisma/client.ts';
import type { Tables } from '../tables.ts';
import { type ReducersOf, renew } from './reducer.ts';

/** The versions of one decision anew, from the whole log. */
function versions(tables: Tables, id: string, seq: bigint): void {
  const log = tables.fact.where(
    (fact) => fact.subject === id && mandateKinds.some((kind) => kind === fact.kind),
  );
  tables.mandate.remove((row) => row.id === id);
  for (const [index, version] of versionsFrom(mandateEvents(log)).entries()) {
    tables.mandate.insert({
      ...version,
      roles: [...version.roles],
      version: index + 1,
      decidedOn: toDate(version.decidedOn),
      validFrom: toDate(version.validFrom),
      validTo: toDateOrNull(version.validTo),
      countsFrom: { ...version.countsFrom },
    });
  }
  renew(tables, seq);
}

export const decisionReducers: ReducersOf<
  (typeof mandateKinds)[number] | 'municipality_left' | 'municipality_stayed'
> = {
  mandate_decided: (tables, { data, seq }) => versions(tables, data.id, seq),
  mandate_changed: (tables, { data, seq }) => versions(tables, data.mandate, seq),
  mandate_withdrawn: (tables, { data, seq }) => versions(tables, data.mandate, seq),
  mandate_change_withdrawn: (tables, { data, seq }) => versions(tables, data.mandate, seq),

  municipality_left(tables, { data, seq }) {
    tables.departure.put({ municipality: data.municipality, leavesOn: toDate(data.on) });
    renew(tables, seq);
  },

  municipality_stayed(tables, { data, seq }) {
    tables.departure.remove(({ municipality }) => municipality === data.municipality);
    renew(tables, seq);
  },
};
