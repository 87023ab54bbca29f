/** Who and what there is, and what has been decided about it. */
import { z } from 'zod';
import { toDate } from '../../../../prisma/client.ts';
import { planOffering } from './offerings.ts';
import { type ReducersOf, renew } from './reducer.ts';

export const regionReducers: ReducersOf<
  | 'region_configured'
  | 'municipality_registered'
  | 'course_registered'
  | 'term_planned'
  | 'offering_planned'
  | 'credit_recognised'
> = {
  region_configured({ region }, { data, seq }) {
    region.put({ id: 1, name: data.name, settings: JSON.parse(JSON.stringify(data.settings)), version: seq });
  },

  municipality_registered(tables, { data, seq }) {
    tables.municipality.put(data);
    renew(tables, seq);
  },

  course_registered(tables, { data, seq }) {
    tables.course.put(data);
    renew(tables, seq);
  },

  term_planned(tables, { data, seq }) {
    const known = tables.term.find(({ code }) => code === data.code);
    const moments = known ?? { openedAt: null, proposedAt: null, allocatedAt: null, waitingEndedAt: null };
    tables.term.put({ ...moments, code: data.code, start: toDate(data.start), end: toDate(data.end) });
    renew(tables, seq);
  },

  offering_planned(tables, { data, seq, recordedAt, source }) {
    // The same number as in the plan before says nothing new about it: a coordinator's holds.
    const before = tables.fact
      .where((fact) => fact.kind === 'offering_planned' && fact.subject === data.code && fact.seq < seq)
      .at(-1);
    const isNew = z.object({ capacity: z.number() }).safeParse(before?.data).data?.capacity !== data.capacity;
    const inForce = tables.offering.find(({ code }) => code === data.code)?.capacity ?? data.capacity;
    const capacity = isNew ? data.capacity : inForce;
    planOffering(tables, { seq, recordedAt, source }, { ...data, capacity });
    renew(tables, seq);
  },

  credit_recognised(tables, { data }) {
    tables.credit.put({ ...data, basis: 'prior', completedOn: toDate(data.completedOn) });
  },
};
