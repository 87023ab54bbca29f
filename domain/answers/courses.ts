/** What happens in a course: attendance, hand-ins, results, and a missed day made up elsewhere. */
import type { OfferingCode, PersonId } from '../region.ts';
import { code, dayOf, type Forms, isCode } from './form.ts';

export type CourseAct =
  /** `OFFERING#DAY`, or `OFFERING#DAY absent=ID;ID`: a trainer registers a course day; the others were present. */
  | {
      readonly kind: 'attendance';
      readonly offering: OfferingCode;
      readonly day: number;
      readonly absent: readonly PersonId[];
    }
  /** `OFFERING#DAY`: the manager hands in the home assignment that belongs to that course day. */
  | { readonly kind: 'assignment'; readonly offering: OfferingCode; readonly day: number }
  /** `OFFERING`: the manager hands in the memo. */
  | { readonly kind: 'memo'; readonly offering: OfferingCode }
  /** `PERSON@OFFERING pass` or `… fail`: a trainer reports a result. */
  | {
      readonly kind: 'result';
      readonly examinee: PersonId;
      readonly offering: OfferingCode;
      readonly passed: boolean;
    }
  /** `PERSON@OFFERING pass`, `… fail` or `… awaited`: the newest result was wrong, or entered by mistake. */
  | {
      readonly kind: 'correct_result';
      readonly examinee: PersonId;
      readonly offering: OfferingCode;
      readonly passed: boolean | null;
    }
  /** `HOME#DAY at=OFFERING#DAY`: the manager makes up a missed day elsewhere. */
  | {
      readonly kind: 'make_up';
      readonly home: OfferingCode;
      readonly homeDay: number;
      readonly offering: OfferingCode;
      readonly day: number;
    }
  /** `HOME#DAY`: … and will not come there after all. */
  | { readonly kind: 'cancel_make_up'; readonly home: OfferingCode; readonly homeDay: number };

const attendanceForm = new RegExp(
  `^(?<offering>${code})#(?<day>[1-9]\\d?)(?: +absent=(?<absent>(?:${code}(?:;${code})*)?))?$`,
);
const resultForm = new RegExp(`^(?<person>${code})@(?<offering>${code}) +(?<grade>pass|fail)$`);
const correctionForm = new RegExp(`^(?<person>${code})@(?<offering>${code}) +(?<grade>pass|fail|awaited)$`);
const makeUpForm = new RegExp(
  `^(?<home>${code})#(?<homeDay>[1-9]\\d?) +at=(?<offering>${code})#(?<day>[1-9]\\d?)$`,
);

export const courseForms: Forms<CourseAct> = {
  attendance: {
    form: 'KURSTILLFÄLLE#TRÄFF absent=PERSON;PERSON (utan absent när alla var där)',
    read(value) {
      const groups = attendanceForm.exec(value)?.groups;
      if (!groups) return undefined;
      const absent = (groups.absent ?? '').split(';').filter((id) => id !== '');
      return { kind: 'attendance', offering: groups.offering ?? '', day: Number(groups.day), absent };
    },
  },
  assignment: {
    form: 'KURSTILLFÄLLE#TRÄFF',
    read(value) {
      const day = dayOf(value);
      return day && { kind: 'assignment', ...day };
    },
  },
  memo: {
    form: 'KURSTILLFÄLLE',
    read: (value) => (isCode(value) ? { kind: 'memo', offering: value } : undefined),
  },
  result: {
    form: 'PERSON@KURSTILLFÄLLE pass eller PERSON@KURSTILLFÄLLE fail',
    read(value) {
      const groups = resultForm.exec(value)?.groups;
      const { person = '', offering = '', grade } = groups ?? {};
      return groups && { kind: 'result', examinee: person, offering, passed: grade === 'pass' };
    },
  },
  correct_result: {
    form: 'PERSON@KURSTILLFÄLLE pass, PERSON@KURSTILLFÄLLE fail eller PERSON@KURSTILLFÄLLE awaited',
    read(value) {
      const groups = correctionForm.exec(value)?.groups;
      const { person = '', offering = '', grade } = groups ?? {};
      const passed = grade === 'awaited' ? null : grade === 'pass';
      return groups && { kind: 'correct_result', examinee: person, offering, passed };
    },
  },
  make_up: {
    form: 'KURSTILLFÄLLE#TRÄFF at=KURSTILLFÄLLE#TRÄFF',
    read(value) {
      const groups = makeUpForm.exec(value)?.groups;
      const { home = '', homeDay, offering = '', day } = groups ?? {};
      return groups && { kind: 'make_up', home, homeDay: Number(homeDay), offering, day: Number(day) };
    },
  },
  cancel_make_up: {
    form: 'KURSTILLFÄLLE#TRÄFF',
    read(value) {
      const day = dayOf(value);
      return day && { kind: 'cancel_make_up', home: day.offering, homeDay: day.day };
    },
  },
};
