/** What one fact does to the current tables: a second opinion of the projections in `activities/facts`. */
import type { RecordedFact } from '../../../../activities/facts/kind.ts';
import type { FactData, FactKindName } from '../../../../activities/facts/record.ts';
import type { CurrentTables, Tables } from '../tables.ts';

export type Reducer<Name extends FactKindName> = (tables: Tables, fact: RecordedFact<FactData<Name>>) => void;

/** Some of the reducers, by kind of fact. */
export type ReducersOf<Name extends FactKindName> = { readonly [N in Name]: Reducer<N> };

/** Planners read the region anew when one of its facts has come. */
export function renew({ region }: CurrentTables, version: bigint): void {
  region.update(() => true, { version });
}
