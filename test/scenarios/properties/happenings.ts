/** Things that people do, in any order; many are refused, as in life. Each engineer of an event adds it here. */
import {
  AnswerRefused,
  type AnswerSource,
  type Answers,
  answers,
} from '../../../activities/answers/answers.ts';
import { importRegion } from '../../../activities/region/import.ts';
import { openTerm } from '../../../activities/terms.ts';
import type { Reference } from '../../../domain/reference.ts';
import { draw } from '../../../domain/stableHash.ts';
import type { Model } from '../model/model.ts';
import { inModel } from '../planners.ts';
import type { Draft } from '../region.ts';
import { ofCourses } from './happeningsOfCourses.ts';
import { ofEnrolment } from './happeningsOfEnrolment.ts';
import { ofOtherCourses } from './happeningsOfOtherCourses.ts';
import { ofPosts } from './happeningsOfPosts.ts';
import { busyRegion, terms } from './region.ts';
import {
  aboutManager,
  aboutSeat,
  type Draw,
  daysHeld,
  type Happening,
  heldSeats,
  managers,
  offerings,
  place,
  type Scene,
  term,
} from './scene.ts';

const ordinary: Readonly<Record<string, Happening>> = {
  nominate: aboutManager((to, person, scene) => to.nominate({ term: term(scene), person })),
  volunteer: aboutManager((to, person, scene) => to.nominate({ term: term(scene), person, chief: person })),
  declineNomination: aboutManager((to, person, scene) => to.declineNomination({ term: term(scene), person })),
  accept: aboutSeat((to, seat) => to.acceptSeat(seat)),
  decline: aboutSeat((to, seat) => to.declineSeat(seat)),
  withdraw: aboutSeat((to, seat) => to.withdraw(seat)),
  switchesGroup: aboutSeat((to, { person }) => to.switchGroup({ person, term: 'VT2027', by: person })),
  switchesBack: aboutSeat((to, { person }) => to.undoSwitch({ person, by: person })),
  takenByHand: aboutSeat((to, seat) => to.withdraw(seat), 'hand'),
  seatUndone: aboutManager(
    (to, person, scene) => to.undoSeat({ offering: place(scene), person, by: 'karin' }),
    'hand',
  ),
  givenByHand: aboutManager((to, person, scene) => to.giveSeat({ offering: place(scene), person }), 'hand'),
  bookDay: aboutManager((to, person, scene) => to.registerDaySeat({ offering: place(scene), person })),
  memo: aboutSeat((to, seat) => to.handIn(seat)),
  assignment: aboutSeat((to, seat) => to.handIn({ ...seat, day: 1 })),
  examination: async (scene) => {
    const hasEnded = ({ offering }: { readonly offering: string }) =>
      scene.reference.offering(offering).days.every(({ date }) => date < scene.today);
    const seat = scene.draw.one(heldSeats(scene).filter(hasEnded));
    if (seat === undefined) return;
    const { offering, person } = seat;
    const passed = scene.draw.chance(70);
    if (scene.draw.chance(80)) await scene.says((to) => to.handIn({ offering, person }));
    await scene.says((to) => to.registerResult({ offering, person, passed, by: 'torsten' }));
  },
  attendance: async (scene) => {
    const day = scene.draw.one(daysHeld(scene));
    if (day === undefined) return;
    const { offering, number } = day;
    const there = scene.model.tables.seat.where(
      (seat) => seat.offering === offering && seat.state === 'held',
    );
    const away = scene.draw.chance(50) ? scene.draw.one(there) : undefined;
    const absent = away === undefined ? [] : [away.person];
    await scene.says((to) => to.registerAttendance({ offering, day: number, absent, by: 'torsten' }));
  },
  allAttendance: async (scene) => {
    for (const { offering, number: day } of daysHeld(scene)) {
      await scene.says((to) => to.registerAttendance({ offering, day, absent: [], by: 'torsten' }));
    }
  },
  chiefsAnswer: async (scene) => {
    const code = term(scene);
    for (const person of managers(scene)) {
      if (scene.draw.chance(60)) await scene.says((to) => to.nominate({ term: code, person }));
    }
  },
  leave: aboutManager((to, person, { draw }) =>
    to.grantRespite({ person, kind: 'leave', from: draw.date(0, 30), until: draw.date(30, 200) }),
  ),
  exempt: aboutManager((to, person, { draw }) =>
    to.grantRespite({ person, kind: 'exempt', until: draw.chance(30) ? '' : draw.date(1, 200) }),
  ),
  extension: aboutManager((to, person, { draw }) =>
    to.grantRespite({ person, kind: 'extension', until: draw.date(1, 300) }),
  ),
  back: aboutManager((to, person) => to.endRespite({ person, kind: 'leave' })),
  notOnLeaveAfterAll: aboutManager((to, person) => to.undoRespite({ person, kind: 'leave' }), 'hand'),
  credit: aboutManager((to, person, { draw }) =>
    to.recogniseCredit({ person, course: draw.one(['1a', '2', '3', '4']) ?? '', completedOn: '2025-01-10' }),
  ),
  creditTakenBack: aboutManager((to, person, { draw }) =>
    to.withdrawCredit({ person, course: draw.one(['1a', '2', '3', '4']) ?? '', basis: 'prior' }),
  ),
  plan: aboutManager((to, person, { draw }) =>
    to.grantRespite({ person, kind: 'plan', until: draw.date(1, 100) }),
  ),
  leavesPost: async (scene) => {
    const id = scene.draw.one(managers(scene));
    const leftOn = scene.draw.date(0, 30);
    await scene.changes((draft) => {
      draft.people = draft.people.map((row) => (row.id === id ? { ...row, leftOn } : row));
    });
  },
  addressGoesOrComes: async (scene) => {
    const id = scene.draw.one(managers(scene));
    await scene.changes((draft) => {
      draft.people = draft.people.map((row) =>
        row.id === id ? { ...row, email: row.email === '' ? `${id}@ledarresan.example` : '' } : row,
      );
    });
  },
  dayMoved: async (scene) => {
    const code = scene.draw.one(offerings(scene));
    await scene.changes((draft) => {
      draft.offerings = draft.offerings.map((offering) => {
        const last = offering.days.at(-1);
        if (offering.code !== code || last === undefined || last.date <= scene.today) return offering;
        const date = scene.reference.calendar.orNextWorkingDay(
          scene.reference.calendar.addDays(last.date, 7),
        );
        return { ...offering, days: [...offering.days.slice(0, -1), { ...last, date }] };
      });
    });
  },
  moreSeats: async (scene) => {
    const code = scene.draw.one(offerings(scene));
    if (code === undefined) return;
    const { capacity } = scene.reference.offering(code);
    await scene.changes((draft) => {
      draft.offerings = draft.offerings.map((offering) =>
        offering.code === code ? { ...offering, capacity: Math.min(8, capacity + 1) } : offering,
      );
    });
  },
  newRule: async (scene) => {
    const firstReminderDaysBefore = scene.draw.one([7, 14, 21, 30]) ?? 14;
    await scene.changes((draft) => {
      draft.rules = { ...draft.rules, courseDays: { ...draft.rules.courseDays, firstReminderDaysBefore } };
    });
  },
};

const happenings: Readonly<Record<string, Happening>> = {
  ...ordinary,
  ...ofPosts,
  ...ofCourses,
  ...ofEnrolment,
  ...ofOtherCourses,
};

/** What happens often stands several times. */
const often = [
  ...['chiefsAnswer', 'chiefsAnswer', 'chiefsAnswer', 'proposalApproved', 'proposalApproved', 'answerClosed'],
  ...['examination', 'examination', 'allAttendance', 'allAttendance', 'makesUp', 'makesUp'],
];
export const kindsOfHappenings: readonly string[] = [...Object.keys(happenings), ...often];

/** One thing that happens: what, the number its draws come from, and how many hours after the one before. */
export interface Event {
  readonly what: string;
  readonly draws: number;
  readonly hours: number;
}

/** The busy region in the model, its terms opened, at the first of April 2026. */
export async function busyModel(): Promise<{ readonly model: Model; readonly draft: Draft }> {
  const draft = busyRegion();
  const { model } = await inModel(draft, '2026-04-01 00:00');
  for (const code of terms) await openTerm(model.deps, code, 'answers');
  await model.moveTo(await model.now());
  return { model, draft };
}

/** Draws that follow from a number and what is asked; each draw gives another. */
export function drawFrom(seed: number, about: string, today: string, { calendar }: Reference): Draw {
  let asked = 0;
  const number = (below: number): number => {
    asked += 1;
    return Math.floor(draw(seed, about, asked) * below);
  };
  return {
    one: (items) => (items.length === 0 ? undefined : items[number(items.length)]),
    chance: (percent) => number(100) < percent,
    date: (from, to) => calendar.addDays(today, from + number(to - from + 1)),
  };
}

/** What somebody says; a refusal is an answer too. */
export async function says(
  model: Model,
  source: AnswerSource,
  act: (to: Answers) => Promise<unknown>,
): Promise<void> {
  try {
    await act(answers(model.deps, source));
  } catch (error) {
    if (!(error instanceof AnswerRefused)) throw error;
  }
}

/** Lets the hours pass, then lets the event happen, and what follows from it at once. */
export async function happen(model: Model, draft: Draft, { what, draws, hours }: Event): Promise<void> {
  await model.moveTo((await model.now()) + hours * 3_600_000);
  const reference = await model.deps.reference();
  const today = reference.calendar.dateOf(await model.now());
  const scene: Scene = {
    model,
    draft,
    reference,
    today,
    draw: drawFrom(draws, what, today, reference),
    says: (act, source = 'answers') => says(model, source, act),
    async changes(change) {
      change(draft);
      await importRegion(model.deps, draft, 'happenings');
    },
  };
  await happenings[what]?.(scene);
  await model.moveTo(await model.now());
}
