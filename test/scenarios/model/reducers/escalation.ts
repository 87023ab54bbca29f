/** Escalation cases, the digests that tell of them, and a later last day that somebody asks for. */
import { toDate, toDateOrNull, toTimestamp } from '../../../../prisma/client.ts';
import type { CurrentTables } from '../tables.ts';
import type { ReducersOf } from './reducer.ts';

type Kinds =
  | 'case_opened'
  | 'case_level_raised'
  | 'case_answered'
  | 'case_resumed'
  | 'case_handed_over'
  | 'case_closed'
  | 'digest_made'
  | 'task_closed'
  | 'extension_asked'
  | 'extension_withdrawn'
  | 'extension_answered'
  | 'extension_answer_withdrawn';

type Change = Partial<ReturnType<CurrentTables['escalationCase']['all']>[number]>;

/** One more event of a case that is open. */
function change({ escalationCase }: CurrentTables, id: string, recordedAt: number, more: Change): void {
  const row = escalationCase.find((one) => one.id === id);
  if (row?.state !== 'open') throw new Error(`no open case ${id}`);
  escalationCase.put({ ...row, changedAt: toTimestamp(recordedAt), events: row.events + 1, ...more });
}

const unanswered = { answer: '', answeredUntil: null };

export const escalationReducers: ReducersOf<Kinds> = {
  case_opened({ escalationCase }, { data, recordedAt }) {
    const { case: id, deadline, ...rest } = data;
    const before = escalationCase.find((row) => row.id === id);
    const at = toTimestamp(recordedAt);
    escalationCase.put({
      ...rest,
      id,
      deadline: toDate(deadline),
      occurrence: (before?.occurrence ?? 0) + 1,
      state: 'open',
      level: 'notice',
      head: '',
      handedOver: false,
      openedAt: at,
      anchorAt: at,
      changedAt: at,
      ...unanswered,
      escalations: before?.escalations ?? 0,
      events: (before?.events ?? 0) + 1,
    });
  },
  case_level_raised(tables, { data, recordedAt }) {
    const { level, head } = data;
    const before = tables.escalationCase.find((row) => row.id === data.case)?.escalations ?? 0;
    change(tables, data.case, recordedAt, {
      level,
      head,
      anchorAt: toTimestamp(recordedAt),
      escalations: before + 1,
    });
  },
  case_answered(tables, { data, recordedAt }) {
    change(tables, data.case, recordedAt, { answer: data.answer, answeredUntil: toDate(data.until) });
  },
  case_resumed(tables, { data, recordedAt }) {
    change(tables, data.case, recordedAt, { ...unanswered, anchorAt: toTimestamp(recordedAt) });
  },
  case_handed_over(tables, { data, recordedAt }) {
    change(tables, data.case, recordedAt, { chief: data.chief, head: data.head, handedOver: true });
  },
  case_closed(tables, { data, recordedAt }) {
    change(tables, data.case, recordedAt, { state: 'closed', cause: data.cause, ...unanswered });
  },

  digest_made({ digest, digestRow }, { data, recordedAt }) {
    const key = { chief: data.chief, week: toDate(data.week) };
    digest.insert({ ...key, madeAt: toTimestamp(recordedAt) });
    for (const row of data.rows) digestRow.insert({ ...key, ...row });
  },

  task_closed({ coordinatorTask }, { data, recordedAt }) {
    coordinatorTask.update((row) => row.key === data.key && row.closedAt === null, {
      closedAt: toTimestamp(recordedAt),
    });
  },

  extension_asked({ extensionRequest }, { data, recordedAt, source }) {
    extensionRequest.insert({
      ...data,
      until: toDate(data.until),
      askedAt: toTimestamp(recordedAt),
      source,
      state: 'asked',
      answers: 0,
      answeredBy: '',
      answeredAt: null,
      answerSource: '',
      grantedUntil: null,
      refusal: '',
    });
  },
  extension_withdrawn({ extensionRequest }, { data }) {
    extensionRequest.update((row) => row.id === data.id, { state: 'withdrawn' });
  },
  extension_answered({ extensionRequest }, { data, recordedAt, source }) {
    const before = extensionRequest.find((row) => row.id === data.id)?.answers ?? 0;
    extensionRequest.update((row) => row.id === data.id, {
      state: data.grantedUntil === '' ? 'refused' : 'granted',
      answers: before + 1,
      answeredBy: data.by,
      answeredAt: toTimestamp(recordedAt),
      answerSource: source,
      grantedUntil: toDateOrNull(data.grantedUntil),
      refusal: data.refusal,
    });
  },
  extension_answer_withdrawn({ extensionRequest }, { data }) {
    extensionRequest.update((row) => row.id === data.id, {
      state: 'asked',
      answeredBy: '',
      answeredAt: null,
      answerSource: '',
      grantedUntil: null,
      refusal: '',
    });
  },
};
