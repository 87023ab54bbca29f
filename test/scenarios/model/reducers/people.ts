/** What changes what is asked of a person, and what a coordinator has to look at. */
import { toDate, toDateOrNull, toTimestamp } from '../../../../prisma/client.ts';
import type { ReducersOf } from './reducer.ts';

export const peopleReducers: ReducersOf<'respite_granted' | 'task_opened'> = {
  respite_granted({ respite }, { data, recordedAt }) {
    respite.put({
      person: data.person,
      kind: data.kind,
      from: toDate(data.from),
      until: toDateOrNull(data.until),
      recordedAt: toTimestamp(recordedAt),
    });
  },

  task_opened({ coordinatorTask }, { data, recordedAt }) {
    coordinatorTask.putNew({ ...data, openedAt: toTimestamp(recordedAt), closedAt: null });
  },
};
