/** One reducer for each kind of fact; a kind without one does not compile. */
import type { RecordedFact } from '../../../../activities/facts/kind.ts';
import { type FactKindName, factKinds } from '../../../../activities/facts/record.ts';
import { fromDate } from '../../../../prisma/client.ts';
import type { Fact } from '../../../../prisma/generated/client.ts';
import type { Tables } from '../tables.ts';
import { certificateReducers } from './certificates.ts';
import { courseReducers } from './courses.ts';
import { decisionReducers } from './decisions.ts';
import { enrolmentReducers } from './enrolment.ts';
import { escalationReducers } from './escalation.ts';
import { messageReducers } from './messages.ts';
import { moneyReducers } from './money.ts';
import { offeringReducers } from './offerings.ts';
import { otherCourseReducers } from './otherCourses.ts';
import { peopleReducers } from './people.ts';
import { placeReducers } from './places.ts';
import { postReducers } from './posts.ts';
import type { ReducersOf } from './reducer.ts';
import { regionReducers } from './region.ts';

export const reducers: ReducersOf<FactKindName> = {
  ...regionReducers,
  ...enrolmentReducers,
  ...courseReducers,
  ...certificateReducers,
  ...peopleReducers,
  ...postReducers,
  ...decisionReducers,
  ...moneyReducers,
  ...messageReducers,
  ...otherCourseReducers,
  ...escalationReducers,
  ...placeReducers,
  ...offeringReducers,
};

const isKnown = (kind: string): kind is FactKindName => Object.hasOwn(reducers, kind);

/** A row of the log as projections, wake-ups and reducers read it, its data parsed by the schema of its kind. */
export function recorded(row: Fact): RecordedFact<unknown> {
  const { seq, subject, validOn, recordedAt, source, corrects } = row;
  const data = factKinds.get(row.kind)?.schema.parse(row.data);
  const dates = { validOn: fromDate(validOn), recordedAt: recordedAt.getTime() };
  return { seq, subject, ...dates, source, corrects, data };
}

/** Applies one fact to the current tables. */
export function reduce(tables: Tables, row: Fact): void {
  const { kind } = row;
  if (!isKnown(kind)) throw new Error(`the model has no reducer for facts of kind "${kind}"`);
  // The schema of the kind has parsed the data, which the compiler cannot follow across kinds.
  const reducer = reducers[kind] as (tables: Tables, fact: RecordedFact<unknown>) => void;
  reducer(tables, recorded(row));
}
