/** What chiefs do: answer requests for nominations, book course days for their managers, plan for those who are late. */

import type { Answers, Outcome } from '../../activities/answers/answers.ts';
import { isFor } from '../../domain/courses/audience.ts';
import type { DeclineCause } from '../../domain/enrolment/nomination.ts';
import { firstDayStart } from '../../domain/offering/days.ts';
import type { OfferingRef, PersonRef } from '../../domain/reference.ts';
import { managerRoles } from '../../domain/region.ts';
import type { Transaction } from '../../prisma/client.ts';
import type { Habits, Intention } from './peopleHabits.ts';
import { isInPost } from './peopleHabits.ts';
import type { PeopleState } from './peopleState.ts';
import { unlessRefused } from './unlessRefused.ts';

/** One in ten never answers; the others after 1 to 25 days, on a working day between nine and four. */
export function requestAnswers(state: PeopleState, habits: Habits): Intention[] {
  const { calendar } = habits.reference;
  return state.requests.flatMap(({ term, chief, askedAt }): Intention[] => {
    if (habits.share(chief, 'never answers', term) < 0.1) return [];
    const days = habits.pick(1, 25, chief, 'answers after', term);
    const at = habits.working(
      calendar.addDays(calendar.dateOf(askedAt), days),
      habits.pick(9, 16, chief, 'hour', term),
    );
    if (!isInPost(habits, chief, at)) return [];
    return [
      {
        at,
        key: `nominate.${term}.${chief}`,
        perform: (answers, tx) => answerRequest({ term, chief }, habits, answers, tx),
      },
    ];
  });
}

/** Reasons for which somebody was not proposed although they could take a course. */
const held = ['share_full', 'stability_cap', 'quota_full', 'planned_later', 'seats_full'];

async function answerRequest(
  { term, chief }: { readonly term: string; readonly chief: string },
  habits: Habits,
  answers: Answers,
  tx: Transaction,
): Promise<number> {
  const rows = await tx.proposal.findMany({ where: { term, chief }, orderBy: { person: 'asc' } });
  const spare = rows.filter((row) => row.course === '' && held.includes(row.rule)).map((row) => row.person);
  let recorded = 0;
  const say = async (answer: Promise<Outcome>) => {
    recorded += await unlessRefused(answer);
  };
  for (const { person, course } of rows.filter((row) => row.course !== '')) {
    if (habits.share(person, 'approved', term) < 0.85) {
      await say(answers.nominate({ term, person, chief, course }));
      continue;
    }
    const otherwise = habits.share(person, 'otherwise', term);
    if (otherwise >= 0.8) continue;
    const instead = otherwise < 0.5 ? undefined : spare.shift();
    await say(
      instead === undefined
        ? answers.declineNomination({ term, person, chief, cause: reasonOf(person, term, habits) })
        : answers.replaceNomination({ term, person, instead, chief }),
    );
  }
  await say(answers.closeAnswer({ term, chief }));
  return recorded;
}

/** Most chiefs who do not send somebody cannot spare them. */
function reasonOf(person: string, term: string, habits: Habits): DeclineCause {
  const draw = habits.share(person, 'why not', term);
  if (draw < 0.6) return 'workload';
  if (draw < 0.85) return 'later_term';
  return draw < 0.95 ? 'leave' : 'other';
}

/**
 * A quarter of the managers who have not taken a course day book one each term, 40 to 70 days before the day; their
 * chief does it for all of them at the same time. Of staff and of the other target groups it is half.
 */
export function dayRegistrations(state: PeopleState, habits: Habits): Intention[] {
  const { reference } = habits;
  const taken = new Set(state.dayCourses.map(({ person, course }) => `${person}/${course}`));
  const byCourse = new Map<string, { readonly offering: OfferingRef; readonly openedAt: number }[]>();
  const full = new Set<string>();
  for (const { offering: code, openedAt, free } of state.dayOfferings) {
    const offering = reference.offering(code);
    const key = `${offering.term}/${offering.course}`;
    byCourse.set(key, [...(byCourse.get(key) ?? []), { offering, openedAt }]);
    if (free < 1) full.add(code);
  }
  const managers = reference.people.filter(({ role }) => managerRoles.includes(role));
  // Nobody is sent to two places on one day.
  const busy = new Set(
    state.seats.flatMap((seat) =>
      reference.offering(seat.offering).days.map((day) => `${seat.person}/${day.date}`),
    ),
  );
  return [...byCourse].flatMap(([key, choices]) => {
    choices.sort((a, b) => (a.offering.code < b.offering.code ? -1 : 1));
    const course = choices[0] && reference.course(choices[0].offering.course);
    if (course === undefined || course.booking === 'invitation') return [];
    const candidates =
      course.audience === 'leaders' ? managers : reference.people.filter((one) => isFor(course, one));
    const eager = course.audience === 'leaders' ? 0.25 : 0.5;
    return candidates.flatMap((person): Intention[] => {
      if (habits.share(person.id, 'takes', key) >= eager) return [];
      const choice = choices[habits.pick(0, choices.length - 1, person.id, 'which', key)];
      if (choice === undefined || taken.has(`${person.id}/${choice.offering.course}`)) return [];
      if (choice.offering.days.some((day) => busy.has(`${person.id}/${day.date}`))) return [];
      return full.has(choice.offering.code) ? [] : registration(person, choice, habits);
    });
  });
}

function registration(
  person: PersonRef,
  { offering, openedAt }: { readonly offering: OfferingRef; readonly openedAt: number },
  habits: Habits,
): Intention[] {
  const { calendar } = habits.reference;
  const begins = firstDayStart(offering, habits.reference);
  const chief = person.chiefId === '' ? person.municipality : person.chiefId;
  const before = habits.pick(40, 70, chief, 'books', offering.code);
  const wished = habits.working(calendar.addDays(calendar.dateOf(begins), -before), 10);
  // A term that is opened late is booked at once.
  const at = Math.max(wished, habits.working(calendar.addDays(calendar.dateOf(openedAt), 1), 10));
  if (at >= begins || !isInPost(habits, person.id, begins)) return [];
  const seat = { offering: offering.code, person: person.id };
  return [
    {
      at,
      key: `day_seat.${offering.code}.${person.id}`,
      perform: (answers) =>
        unlessRefused(
          person.role === 'staff'
            ? answers.bookStaff({ offering: seat.offering, people: [seat.person], by: person.chiefId })
            : answers.registerDaySeat(seat),
        ),
    },
  ];
}

/** Six of ten cases that a digest tells of are answered with a plan, within ten days. */
export function plans(state: PeopleState, habits: Habits): Intention[] {
  const { calendar } = habits.reference;
  return state.escalations.flatMap(({ key, person, askedAt }): Intention[] => {
    if (habits.share(person, 'plan', key) >= 0.6) return [];
    const asked = calendar.dateOf(askedAt);
    const at = habits.working(calendar.addDays(asked, habits.pick(1, 8, person, 'plan after', key)), 11);
    if (!isInPost(habits, person, at)) return [];
    const until = calendar.addDays(asked, habits.pick(60, 180, person, 'plan until', key));
    return [
      {
        at,
        key: `plan.${key}`,
        perform: (answers) => unlessRefused(answers.grantRespite({ person, kind: 'plan', until })),
      },
    ];
  });
}
