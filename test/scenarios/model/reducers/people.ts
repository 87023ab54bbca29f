/** What changes what is asked of a person, and what a coordinator has to look at. */
import { chosenCopies, copyChoiceKinds } from '../../../../activities/facts/copyChoice.ts';
import type { RecordedFact } from '../../../../activities/facts/kind.ts';
import { respitesOf } from '../../../../activities/facts/respiteEvents.ts';
import type { RespiteKind } from '../../../../domain/people/respites.ts';
import { managerRoles } from '../../../../domain/region.ts';
import { toDate, toDateOrNull, toTimestamp } from '../../../../prisma/client.ts';
import type { Tables } from '../tables.ts';
import { type ReducersOf, renew } from './reducer.ts';

/** The respites of one kind anew, from the whole log. */
function respites(tables: Tables, person: string, kind: RespiteKind): void {
  const kinds = ['respite_granted', 'respite_ended', 'respite_withdrawn'];
  const log = tables.fact.where((fact) => fact.subject === `${person}.${kind}` && kinds.includes(fact.kind));
  tables.respite.remove((row) => row.person === person && row.kind === kind);
  for (const { from, until, endedOn, ...row } of respitesOf(log, ({ recordedAt }) => recordedAt)) {
    tables.respite.put({
      id: `${person}.${kind}.${from}`,
      person,
      ...row,
      from: toDate(from),
      until: toDateOrNull(until),
      endedOn: toDateOrNull(endedOn),
    });
  }
}

function respite(
  tables: Tables,
  { data: { person, kind }, seq }: RecordedFact<{ readonly person: string; readonly kind: RespiteKind }>,
): void {
  respites(tables, person, kind);
  const role = tables.person.find(({ id }) => id === person)?.role;
  if (role !== undefined && !managerRoles.some((one) => one === role)) renew(tables, seq);
}

/** What is left of all that a person has said about copies, kind by kind. */
function copies(tables: Tables, person: string, seq: bigint): void {
  const log = tables.fact.where(
    ({ subject, kind }) => subject === person && copyChoiceKinds.some((one) => one === kind),
  );
  tables.copyPreference.remove((row) => row.person === person);
  for (const [kind, wanted] of chosenCopies(log)) tables.copyPreference.insert({ person, kind, wanted });
  renew(tables, seq);
}

export const peopleReducers: ReducersOf<
  | 'respite_granted'
  | 'respite_ended'
  | 'respite_withdrawn'
  | 'name_changed'
  | 'task_opened'
  | 'feed_opened'
  | 'feed_revoked'
  | 'copy_preference_set'
  | 'copy_preference_withdrawn'
> = {
  respite_granted: respite,
  respite_ended: respite,
  respite_withdrawn: respite,

  name_changed(tables, { seq }) {
    renew(tables, seq);
  },

  feed_opened({ calendarFeed }, { data, recordedAt }) {
    calendarFeed.insert({ ...data, openedAt: toTimestamp(recordedAt), revokedAt: null });
  },

  feed_revoked({ calendarFeed }, { data, recordedAt }) {
    const isMeant = ({ person, number }: typeof data) => person === data.person && number === data.number;
    calendarFeed.update(isMeant, { revokedAt: toTimestamp(recordedAt) });
  },

  copy_preference_set: (tables, { data, seq }) => copies(tables, data.person, seq),
  copy_preference_withdrawn: (tables, { data, seq }) => copies(tables, data.person, seq),

  task_opened({ coordinatorTask }, { data, recordedAt }) {
    coordinatorTask.putNew({ ...data, openedAt: toTimestamp(recordedAt), closedAt: null });
  },
};
