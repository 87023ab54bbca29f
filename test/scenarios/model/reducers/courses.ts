/** Presence, hand-ins, results and documents. */
import type { RecordedFact } from '../../../../activities/facts/kind.ts';
import type { FactData } from '../../../../activities/facts/record.ts';
import { toDate, toTimestamp } from '../../../../prisma/client.ts';
import type { CurrentTables } from '../tables.ts';
import type { ReducersOf } from './reducer.ts';

export const courseReducers: ReducersOf<
  | 'practical_information_published'
  | 'attendance_registered'
  | 'handed_in'
  | 'result_decided'
  | 'result_corrected'
  | 'result_withdrawn'
  | 'offering_closed'
  | 'document_frozen'
> = {
  practical_information_published({ offering }, { data, recordedAt }) {
    offering.update(({ code }) => code === data.offering, { practicalPublishedAt: toTimestamp(recordedAt) });
  },

  attendance_registered({ attendance, courseDay }, { data, recordedAt }) {
    const registeredAt = toTimestamp(recordedAt);
    attendance.remove(({ offering, day }) => offering === data.offering && day === data.day);
    for (const [people, present] of [
      [data.present, true],
      [data.absent, false],
    ] as const) {
      for (const person of people) {
        attendance.insert({ offering: data.offering, day: data.day, person, present, registeredAt });
      }
    }
    courseDay.update(({ offering, number }) => offering === data.offering && number === data.day, {
      attendanceRegisteredAt: registeredAt,
    });
  },

  handed_in({ handIn }, { data, validOn }) {
    handIn.putNew({ ...data, on: toDate(validOn) });
  },

  result_decided: decided,
  result_corrected: decided,

  result_withdrawn(tables, { data, recordedAt, source }) {
    const { offering, person, attempt } = data;
    version(tables, { ...data, passed: null }, recordedAt, source);
    tables.result.remove(
      (row) => row.offering === offering && row.person === person && row.attempt === attempt,
    );
    setSeat(tables, data, 'held');
  },

  offering_closed({ offering }, { data, recordedAt }) {
    offering.update(({ code }) => code === data.offering, { closedAt: toTimestamp(recordedAt) });
  },

  document_frozen({ document }, { data, recordedAt }) {
    document.insert({ ...data, issuedAt: toTimestamp(recordedAt) });
  },
};

type ResultOf = Pick<FactData<'result_decided'>, 'offering' | 'person' | 'attempt'>;

function version(
  { resultVersion }: CurrentTables,
  { offering, person, attempt, passed }: ResultOf & { readonly passed: boolean | null },
  at: number,
  source: string,
): number {
  const earlier = resultVersion.where(
    (row) => row.offering === offering && row.person === person && row.attempt === attempt,
  );
  const row = { offering, person, attempt, version: earlier.length + 1 };
  resultVersion.insert({ ...row, passed, decidedAt: toTimestamp(at), source });
  return row.version;
}

function decided(
  tables: CurrentTables,
  { data, validOn, recordedAt, source }: RecordedFact<FactData<'result_decided'>>,
): void {
  const { offering, person, attempt, passed } = data;
  tables.result.put({
    ...{ offering, person, attempt, passed, source },
    ...{ on: toDate(validOn), decidedAt: toTimestamp(recordedAt) },
    version: version(tables, data, recordedAt, source),
  });
  setSeat(tables, data, data.final ? (passed ? 'passed' : 'failed') : 'held');
}

/** Whoever waits for a result again opens the offering again. */
function setSeat(tables: CurrentTables, { offering, person }: ResultOf, state: string): void {
  const found = tables.seat.update(
    (row) =>
      row.offering === offering && row.person === person && ['held', 'passed', 'failed'].includes(row.state),
    { state },
  );
  if (state === 'held' && found > 0) reopenOffering(tables, offering);
}

/** Somebody in it waits for a result: it is open again if it had been closed. */
export function reopenOffering(tables: Pick<CurrentTables, 'offering'>, offering: string): void {
  tables.offering.update(
    ({ code, closedAt }) => code === offering && closedAt !== null,
    (row) => ({ closedAt: null, reopened: row.reopened + 1 }),
  );
}
