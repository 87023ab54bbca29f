/** Equivalents and credits taken back, parts of a course, web courses, and the plan for workplace learning. */
import { toDate, toTimestamp } from '../../../../prisma/client.ts';
import type { SelfStudy } from '../../../../prisma/generated/client.ts';
import type { CurrentTables } from '../tables.ts';
import type { ReducersOf } from './reducer.ts';

const studyOf = (
  { selfStudy }: CurrentTables,
  of: { readonly person: string; readonly course: string },
): SelfStudy =>
  selfStudy.find(({ person, course }) => person === of.person && course === of.course) ?? {
    person: of.person,
    course: of.course,
    assignedAt: null,
    dueOn: null,
    completedOn: null,
    completedAt: null,
    manner: '',
    byHand: false,
  };

/** A row that neither asks for anything nor says that something is done is no row. */
function keepOrDrop({ selfStudy }: CurrentTables, row: SelfStudy): void {
  if (row.assignedAt === null && row.completedOn === null) {
    selfStudy.remove(({ person, course }) => person === row.person && course === row.course);
  } else selfStudy.put(row);
}

export const otherCourseReducers: ReducersOf<
  | 'equivalent_recognised'
  | 'credit_withdrawn'
  | 'course_part_done'
  | 'course_part_reopened'
  | 'self_study_assigned'
  | 'self_study_unassigned'
  | 'self_study_completed'
  | 'self_study_reopened'
  | 'plan_activity_planned'
  | 'plan_activity_cancelled'
  | 'plan_activity_done'
  | 'plan_activity_reopened'
> = {
  equivalent_recognised({ credit }, { data: { person, course, completedOn, reference } }) {
    credit.put({ person, course, basis: 'equivalent', completedOn: toDate(completedOn), source: reference });
  },

  credit_withdrawn({ credit }, { data }) {
    credit.remove(
      ({ person, course, basis }) => person === data.person && course === data.course && basis === data.basis,
    );
  },

  course_part_done({ partDone }, { data, validOn, recordedAt, source }) {
    partDone.putNew({ ...data, on: toDate(validOn), recordedAt: toTimestamp(recordedAt), source });
  },

  course_part_reopened({ partDone }, { data }) {
    partDone.remove(
      ({ person, course, part }) => person === data.person && course === data.course && part === data.part,
    );
  },

  self_study_assigned(tables, { data, recordedAt, source }) {
    tables.selfStudy.put({
      ...studyOf(tables, data),
      assignedAt: toTimestamp(recordedAt),
      dueOn: toDate(data.dueOn),
      byHand: source === 'hand',
    });
  },

  self_study_unassigned(tables, { data }) {
    keepOrDrop(tables, { ...studyOf(tables, data), assignedAt: null, dueOn: null });
  },

  self_study_completed(tables, { data, validOn, recordedAt, source }) {
    tables.selfStudy.put({
      ...studyOf(tables, data),
      completedOn: toDate(validOn),
      completedAt: toTimestamp(recordedAt),
      manner: data.manner,
      byHand: source === 'hand',
    });
  },

  self_study_reopened(tables, { data }) {
    keepOrDrop(tables, { ...studyOf(tables, data), completedOn: null, completedAt: null, manner: '' });
  },

  plan_activity_planned({ planActivity, fact }, { data, seq }) {
    const before = planActivity.find(({ code }) => code === data.code);
    const plannedOn = toDate(data.plannedOn);
    const isMoved = before !== undefined && before.plannedOn.getTime() !== plannedOn.getTime();
    const earlier = fact.where(
      (row) => row.kind === 'plan_activity_planned' && row.subject === data.code && row.seq < seq,
    );
    planActivity.put({
      ...data,
      plannedOn,
      doneOn: before?.doneOn ?? null,
      cancelledOn: null,
      occurrence: data.occurrence ?? (isMoved ? earlier.length + 1 : (before?.occurrence ?? 1)),
    });
  },

  plan_activity_cancelled({ planActivity }, { data, validOn }) {
    planActivity.update(({ code }) => code === data.code, { cancelledOn: toDate(validOn) });
  },

  plan_activity_done({ planActivity }, { data, validOn }) {
    planActivity.update(({ code }) => code === data.code, { doneOn: toDate(validOn) });
  },

  plan_activity_reopened({ planActivity }, { data }) {
    planActivity.update(({ code }) => code === data.code, { doneOn: null });
  },
};
