/** What happens around a course: participants accept, hand in and leave; trainers register days and results. */

import { completedBy, partDue, recordedParts } from '../../domain/courses/parts.ts';
import { groupBy } from '../../domain/groupBy.ts';
import {
  assignmentDue,
  courseLeader,
  lastDay,
  memoDeadline,
  resultDeadline,
} from '../../domain/offering/days.ts';
import { covers } from '../../domain/people/respites.ts';
import { coordinator, type DayRef, type OfferingRef } from '../../domain/reference.ts';
import { deadlines } from '../../domain/term/deadlines.ts';
import type { Habits, Intention } from './peopleHabits.ts';
import { isInPost } from './peopleHabits.ts';
import { happens } from './peopleHappens.ts';
import { rates } from './peopleRates.ts';
import type { PeopleState } from './peopleState.ts';
import { unlessRefused } from './unlessRefused.ts';

type SeatState = PeopleState['seats'][number];

/** Everything that the holders of seats do, and the results they wait for. */
export function participation(state: PeopleState, habits: Habits): Intention[] {
  const { reference } = habits;
  const registered = new Map(state.days.map((day) => [`${day.offering}#${day.day}`, day.registeredAt]));
  return state.seats.flatMap((seat) => {
    const offering = reference.offering(seat.offering);
    const by = completedBy(reference.course(offering.course));
    // Presence decides, and it is registered for the whole day.
    if (by === 'presence') return [];
    if (by !== 'examination') {
      const registeredAt = registered.get(`${offering.code}#${lastDay(offering).number}`) ?? null;
      return by === 'parts'
        ? [...parts(seat, offering, habits), ...unfinished(seat, offering, registeredAt, habits)]
        : dayResult(seat, offering, registeredAt, habits);
    }
    return [
      ...seatAnswer(seat, offering, habits),
      ...withdrawal(seat, offering, habits),
      ...assignments(seat, offering, habits),
      ...memo(seat, offering, habits),
      ...memoResult(seat, offering, habits),
    ].filter(
      (intention) => intention.key.startsWith('result.') || isInPost(habits, seat.person, intention.at),
    );
  });
}

const who = ({ offering, person }: SeatState) => ({ offering, person });

/** 85 % say yes and 6 % no, 1 to 10 days before the last day to say no; the others say nothing. */
function seatAnswer(seat: SeatState, offering: OfferingRef, habits: Habits): Intention[] {
  if (seat.accepted) return [];
  const { calendar } = habits.reference;
  const answer = habits.share(seat.person, 'seat', seat.offering);
  if (answer >= 0.91) return [];
  const { declineUntil } = deadlines(habits.reference, offering.term);
  // Who moves up from the waiting list answers within days.
  const soon = habits.working(
    calendar.addDays(calendar.dateOf(seat.givenAt), habits.pick(1, 3, seat.person, 'soon', seat.offering)),
    12,
  );
  const unhurried = habits.working(
    calendar.addDays(declineUntil, -habits.pick(1, 10, seat.person, 'answers', seat.offering)),
    12,
  );
  const wished = seat.hasToAnswer ? soon : unhurried;
  if (answer >= 0.85) {
    return wished <= seat.givenAt
      ? []
      : [
          {
            at: wished,
            key: `decline.${seat.offering}.${seat.person}`,
            perform: (answers) => unlessRefused(answers.declineSeat(who(seat))),
          },
        ];
  }
  return [
    {
      at: wished > seat.givenAt ? wished : soon,
      together: 'accept',
      key: `accept.${seat.offering}.${seat.person}`,
      perform: (answers) => unlessRefused(answers.acceptSeat(who(seat))),
    },
  ];
}

/** Two of a hundred leave during the term, some while it is still free and some after. */
function withdrawal(seat: SeatState, offering: OfferingRef, habits: Habits): Intention[] {
  if (habits.share(seat.person, 'leaves', seat.offering) >= 0.02) return [];
  const { calendar } = habits.reference;
  const { start } = habits.reference.term(offering.term);
  const length = Math.max(2, calendar.daysBetween(start, lastDay(offering).date) - 3);
  const days = habits.pick(1, length, seat.person, 'leaves after', seat.offering);
  const at = habits.working(calendar.addDays(start, days), 12);
  return at <= seat.givenAt
    ? []
    : [
        {
          at,
          key: `withdraw.${seat.offering}.${seat.person}`,
          perform: (answers) => unlessRefused(answers.withdraw(who(seat))),
        },
      ];
}

/** Nine of ten assignments are handed in, up to a week before they are due. */
function assignments(seat: SeatState, offering: OfferingRef, habits: Habits): Intention[] {
  const { calendar } = habits.reference;
  return offering.days.flatMap((day): Intention[] => {
    const due = assignmentDue(offering, day.number, habits.reference);
    if (due === undefined || seat.assignments.includes(day.number)) return [];
    const question = [seat.person, 'assignment', seat.offering, day.number] as const;
    if (habits.share(...question) >= 0.9) return [];
    const wished = calendar.addDays(due, -habits.pick(0, 7, ...question, 'when'));
    const on = wished > day.date ? wished : calendar.addDays(day.date, 1);
    const at = habits.hour(on < due ? on : due, 20);
    if (at <= calendar.at(day.date, day.start) || at <= seat.givenAt) return [];
    return [
      {
        at,
        together: 'assignment',
        key: `assignment.${seat.offering}.${day.number}.${seat.person}`,
        perform: (answers) => unlessRefused(answers.handIn({ ...who(seat), day: day.number })),
      },
    ];
  });
}

/** Nine of ten memos come in time, most others up to ten days late, and some never. */
function memoMoment(seat: SeatState, offering: OfferingRef, habits: Habits): number | null {
  const { calendar } = habits.reference;
  const attempt = seat.results + 1;
  const question = [seat.person, 'memo', seat.offering, attempt] as const;
  const deadline = memoDeadline(offering, habits.reference, seat.failedOn ?? undefined);
  const share = habits.share(...question);
  if (share >= 0.97) return null;
  const days =
    share < 0.9 ? -habits.pick(0, 8, ...question, 'early') : habits.pick(1, 10, ...question, 'late');
  return habits.hour(calendar.addDays(deadline, days), 20);
}

function memo(seat: SeatState, offering: OfferingRef, habits: Habits): Intention[] {
  const attempt = seat.results + 1;
  if (seat.memos.includes(attempt)) return [];
  const at = memoMoment(seat, offering, habits);
  if (at === null) return [];
  return [
    {
      at,
      together: 'memo',
      key: `memo.${seat.offering}.${attempt}.${seat.person}`,
      perform: (answers) => unlessRefused(answers.handIn(who(seat))),
    },
  ];
}

/**
 * Results come 5 to 14 working days after the memo's deadline, or two working days after a memo that was later than
 * that. 6 % fail the first time and 15 % a retake; who has handed in nothing fails.
 */
function memoResult(seat: SeatState, offering: OfferingRef, habits: Habits): Intention[] {
  const { reference } = habits;
  const { calendar } = reference;
  const attempt = seat.results + 1;
  const question = [seat.person, 'result', seat.offering, attempt] as const;
  const deadline = memoDeadline(offering, reference, seat.failedOn ?? undefined);
  const ordinary = calendar.addWorkingDays(deadline, habits.pick(5, 14, ...question, 'when'));
  const isIn = seat.memos.includes(attempt);
  const expected = memoMoment(seat, offering, habits);
  const afterMemo = expected === null ? ordinary : calendar.addWorkingDays(calendar.dateOf(expected), 2);
  const at = habits.hour(afterMemo > ordinary ? afterMemo : ordinary, 15);
  const passed = isIn && habits.share(...question) >= (attempt === 1 ? 0.06 : 0.15);
  return [resultIntention(seat, offering, at, passed, habits)];
}

/** Of the parts of a course 85 of a hundred are done in time, nine up to six days late, and six never. */
function parts(seat: SeatState, offering: OfferingRef, habits: Habits): Intention[] {
  const { reference } = habits;
  const { calendar } = reference;
  return recordedParts(reference.course(offering.course)).flatMap((part): Intention[] => {
    const question = [seat.person, 'part', seat.offering, part.code] as const;
    const share = habits.share(...question);
    if (seat.parts.includes(part.code) || share >= 0.94) return [];
    const days =
      share < 0.85 ? -habits.pick(0, 4, ...question, 'early') : habits.pick(1, 6, ...question, 'late');
    const wished = habits.hour(calendar.addDays(partDue(part, offering, reference), days), 20);
    const soon = habits.hour(calendar.addDays(calendar.dateOf(seat.givenAt), 1), 20);
    const at = Math.max(wished, soon);
    if (!isInPost(habits, seat.person, at)) return [];
    const done = { person: seat.person, course: offering.course, part: part.code };
    return [
      {
        at,
        key: `part.${seat.offering}.${part.code}.${seat.person}`,
        perform: (answers) => unlessRefused(answers.completePart(done)),
      },
    ];
  });
}

/** Who still has parts to do when results are due fails, and may take another offering. */
function unfinished(
  seat: SeatState,
  offering: OfferingRef,
  registeredAt: number | null,
  habits: Habits,
): Intention[] {
  if (registeredAt === null) return [];
  const { reference } = habits;
  const due = resultDeadline(memoDeadline(offering, reference), reference);
  return [resultIntention(seat, offering, Math.max(habits.hour(due, 15), registeredAt), false, habits)];
}

/** A course day: the result follows from presence, 3 to 10 working days after the day. */
function dayResult(
  seat: SeatState,
  offering: OfferingRef,
  registeredAt: number | null,
  habits: Habits,
): Intention[] {
  if (registeredAt === null) return [];
  const days = habits.pick(3, 10, offering.code, 'result after');
  const on = habits.reference.calendar.addWorkingDays(lastDay(offering).date, days);
  const at = Math.max(habits.hour(on, 15), registeredAt);
  return [resultIntention(seat, offering, at, seat.absences === 0, habits)];
}

function resultIntention(
  seat: SeatState,
  offering: OfferingRef,
  at: number,
  passed: boolean,
  habits: Habits,
): Intention {
  return {
    at,
    together: 'result',
    key: `result.${seat.offering}.${seat.results + 1}.${seat.person}`,
    perform: (answers) =>
      unlessRefused(
        answers.registerResult({ ...who(seat), passed, by: registrar(lastDay(offering), habits) }),
      ),
  };
}

const registrar = (day: DayRef, { reference }: Habits): string =>
  courseLeader(day) ?? coordinator(reference, day.date).id;

/**
 * Presence is registered the same evening (80 %), one or two working days later, or (5 %) only after the reminder. Six
 * of a hundred are absent on a day, and whoever has left or is on leave. What was entered wrongly is corrected in the
 * week after.
 */
export function attendances(state: PeopleState, habits: Habits): Intention[] {
  const { reference } = habits;
  const { calendar, rules } = reference;
  const participants = groupBy(state.seats, (seat) => seat.offering);
  const leaves = groupBy(state.leaves, ({ person }) => person);
  return state.days.flatMap(({ offering: code, day: number, registeredAt }): Intention[] => {
    const day = reference.offering(code).days.find((row) => row.number === number);
    if (day === undefined) return [];
    const promptness = habits.share(code, number, 'attendance');
    const later = (least: number, most: number) =>
      habits.hour(
        calendar.addWorkingDays(day.date, habits.pick(least, most, code, number, 'attendance after')),
        10,
      );
    const within = rules.courseDays.attendanceWithinWorkingDays;
    const evening = calendar.at(day.date, day.end) + 3_600_000;
    const at =
      promptness < 0.8
        ? evening
        : promptness < 0.95
          ? later(1, Math.max(1, within))
          : later(within + 1, within + 3);
    const people = (participants.get(code) ?? []).map(({ person }) => person).sort();
    const absent = people.filter(
      (person) =>
        !isInPost(habits, person, evening) ||
        (leaves.get(person) ?? []).some((leave) => covers(leave, day.date)) ||
        habits.share(person, 'absent', code, number) < 0.06,
    );
    const by = registrar(day, habits);
    if (registeredAt === null) {
      return [
        {
          at,
          key: `attendance.${code}.${String(number).padStart(2, '0')}`,
          perform: (answers) =>
            unlessRefused(answers.registerAttendance({ offering: code, day: number, absent, by })),
        },
      ];
    }
    return corrected({ code, number, day, registeredAt, people, absent }, habits);
  });
}

interface RegisteredDay {
  readonly code: string;
  readonly number: number;
  readonly day: DayRef;
  readonly registeredAt: number;
  readonly people: readonly string[];
  readonly absent: readonly string[];
}

/** One of the participants was there after all, or was not. */
function corrected(
  { code, number, day, registeredAt, people, absent }: RegisteredDay,
  habits: Habits,
): Intention[] {
  const { calendar } = habits.reference;
  if (habits.share(code, number, 'presence corrected') >= rates.presenceCorrected) return [];
  const one = people[habits.pick(0, Math.max(0, people.length - 1), code, number, 'whose presence')];
  const days = habits.pick(4, 8, code, number, 'presence corrected after');
  const at = habits.hour(calendar.addWorkingDays(day.date, days), 10);
  if (one === undefined || registeredAt >= at) return [];
  const instead = absent.includes(one) ? absent.filter((id) => id !== one) : [...absent, one].sort();
  const happening = { at, name: 'presence', subject: `${code}#${number}`, fact: 'attendance_registered' };
  return happens(happening, (answers) =>
    answers.registerAttendance({ offering: code, day: number, absent: instead, by: registrar(day, habits) }),
  );
}
