/** Credits, and the courses outside the programme: parts, web courses, lines of an implementation plan. */
import type { IsoDate } from '../calendar/dates.ts';
import { isRealDate } from '../calendar/days.ts';
import type { CourseCode } from '../region.ts';
import { code, dated, type Forms, isCode } from './form.ts';

export type OtherCourseAct =
  /** `COURSE DATE`: the person of the line had passed the course before. */
  | { readonly kind: 'credit'; readonly course: CourseCode; readonly completedOn: IsoDate }
  /** `COURSE PROVIDER COMPLETED DECIDED REFERENCE`: the municipality recognises another provider's course. */
  | {
      readonly kind: 'equivalent';
      readonly course: CourseCode;
      readonly provider: string;
      readonly completedOn: IsoDate;
      readonly decidedOn: IsoDate;
      readonly reference: string;
    }
  /** `COURSE prior` or `COURSE equivalent`: the credit was a mistake. */
  | { readonly kind: 'credit_withdrawn'; readonly course: CourseCode; readonly basis: 'prior' | 'equivalent' }
  /** `COURSE#PART`: the person of the line has done a part of a course, or has not after all. */
  | { readonly kind: 'part_done' | 'part_reopened'; readonly course: CourseCode; readonly part: string }
  /** `COURSE` or `COURSE DATE`: the person of the line is to take a web course, by the rule or by that day. */
  | { readonly kind: 'study_assigned'; readonly course: CourseCode; readonly due: IsoDate | '' }
  /** `COURSE`: the person is not to take it, or has not taken it after all. */
  | { readonly kind: 'study_unassigned' | 'study_reopened'; readonly course: CourseCode }
  /** `COURSE` or `COURSE group`: the person of the line has taken a web course or an introduction. */
  | { readonly kind: 'study_done'; readonly course: CourseCode; readonly manner: 'alone' | 'group' }
  /** `ACTIVITY`, or `ACTIVITY DATE`: a line of a municipality's implementation plan. */
  | {
      readonly kind: 'activity_done' | 'activity_reopened' | 'activity_cancelled' | 'undo_activity';
      readonly activity: string;
    }
  | { readonly kind: 'activity_moved'; readonly activity: string; readonly to: IsoDate };

const partForm = new RegExp(`^(?<course>${code})#(?<part>${code})$`);
const basisForm = new RegExp(`^(?<course>${code}) +(?<basis>prior|equivalent)$`);
const mannerForm = new RegExp(`^(?<course>${code})(?: +(?<manner>group))?$`);
const equivalentForm = new RegExp(
  `^(?<course>${code}) +(?<provider>[a-z_]+) +(?<completed>\\d{4}-\\d{2}-\\d{2}) +(?<decided>\\d{4}-\\d{2}-\\d{2}) +(?<reference>\\S.*)$`,
);

const ofPart = <Kind extends 'part_done' | 'part_reopened'>(kind: Kind) => ({
  form: 'KURS#DEL',
  read(value: string) {
    const groups = partForm.exec(value)?.groups;
    return groups && { kind, course: groups.course ?? '', part: groups.part ?? '' };
  },
});

const ofCourse = <Kind extends 'study_unassigned' | 'study_reopened'>(kind: Kind) => ({
  form: 'KURS',
  read: (value: string) => (isCode(value) ? { kind, course: value } : undefined),
});

const ofActivity = <
  Kind extends 'activity_done' | 'activity_reopened' | 'activity_cancelled' | 'undo_activity',
>(
  kind: Kind,
) => ({
  form: 'AKTIVITET',
  read: (value: string) => (isCode(value) ? { kind, activity: value } : undefined),
});

export const otherCourseForms: Forms<OtherCourseAct> = {
  credit: {
    form: 'KURS DATUM, till exempel 2 2024-06-05',
    read(value) {
      const { code: course, date } = dated(value);
      return date === '' ? undefined : { kind: 'credit', course, completedOn: date };
    },
  },
  equivalent: {
    form: 'KURS ANORDNARE KLAR BESLUTAD BETECKNING, till exempel 3 university 2024-06-05 2026-09-01 SN 2026/12',
    read(value) {
      const groups = equivalentForm.exec(value)?.groups;
      const { course = '', provider = '', completed = '', decided = '', reference = '' } = groups ?? {};
      return isRealDate(completed) && isRealDate(decided)
        ? { kind: 'equivalent', course, provider, completedOn: completed, decidedOn: decided, reference }
        : undefined;
    },
  },
  credit_withdrawn: {
    form: 'KURS prior eller KURS equivalent',
    read(value) {
      const groups = basisForm.exec(value)?.groups;
      const basis = groups?.basis === 'prior' ? 'prior' : 'equivalent';
      return groups && { kind: 'credit_withdrawn', course: groups.course ?? '', basis };
    },
  },
  part_done: ofPart('part_done'),
  part_reopened: ofPart('part_reopened'),
  study_assigned: {
    form: 'KURS, eller KURS DATUM med sista dagen',
    read(value) {
      const { code: course, date } = dated(value);
      return course === '' ? undefined : { kind: 'study_assigned', course, due: date };
    },
  },
  study_unassigned: ofCourse('study_unassigned'),
  study_done: {
    form: 'KURS, eller KURS group när den togs i grupp',
    read(value) {
      const groups = mannerForm.exec(value)?.groups;
      const manner = groups?.manner === 'group' ? 'group' : 'alone';
      return groups && { kind: 'study_done', course: groups.course ?? '', manner };
    },
  },
  study_reopened: ofCourse('study_reopened'),
  activity_done: ofActivity('activity_done'),
  activity_reopened: ofActivity('activity_reopened'),
  activity_cancelled: ofActivity('activity_cancelled'),
  undo_activity: ofActivity('undo_activity'),
  activity_moved: {
    form: 'AKTIVITET DATUM',
    read(value) {
      const { code: activity, date } = dated(value);
      return date === '' ? undefined : { kind: 'activity_moved', activity, to: date };
    },
  },
};
