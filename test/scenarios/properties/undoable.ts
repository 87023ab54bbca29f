/** Events and what undoes them. Each engineer of an event adds the pair here. */
import { AnswerRefused, type Answers } from '../../../activities/answers/answers.ts';
import { type RespiteKind, respiteKinds } from '../../../domain/people/respites.ts';
import type { DayRef, Reference } from '../../../domain/reference.ts';
import { managerRoles, providerClasses } from '../../../domain/region.ts';
import type { Model } from '../model/model.ts';
import { terms } from './region.ts';
import type { Draw } from './scene.ts';

export interface Undoing {
  readonly draw: Draw;
  readonly model: Model;
  readonly reference: Reference;
}

type Act = (to: Answers, subject: string, about: Undoing) => Promise<unknown> | undefined;

type Subjects = (about: Pick<Undoing, 'model' | 'reference'>) => readonly string[];

export interface Undoable {
  /** Ids of what it is about; managers without it. */
  readonly about?: Subjects;
  /** Said before, and not taken back: what an undoing must leave as it was. */
  readonly prepares?: Act;
  /** Nothing happens where it gives nothing. */
  readonly does: Act;
  /** Said at once after it, with the same draws. */
  readonly undoes: Act;
}

const by = 'karin';

export const managersOf = ({ reference }: Pick<Undoing, 'reference'>): string[] =>
  reference.people.filter(({ role }) => managerRoles.includes(role)).map(({ id }) => id);
const offerings: Subjects = ({ reference }) => reference.offerings.map(({ code }) => code);
const mandates: Subjects = ({ reference }) => [...new Set(reference.mandates.map(({ id }) => id))];
const chiefs: Subjects = ({ reference }) =>
  reference.people.filter(({ role }) => role === 'chief').map(({ id }) => id);
/** The other one of the two in a municipality. */
const otherChief = (id: string) => (id.endsWith('-c1') ? id.replace('-c1', '-c2') : id.replace('-c2', '-c1'));
/** Managers of whom nothing has been said for the first term: an undoing takes back all that was. */
const unsaid: Subjects = (about) =>
  managersOf(about).filter((id) => !about.model.tables.nomination.find(({ person }) => person === id));

const respite = (kind: RespiteKind): Undoable => ({
  does: (to, person, { draw }) =>
    to.grantRespite({ person, kind, from: draw.date(-20, 0), until: draw.date(10, 200) }),
  undoes: (to, person) => to.undoRespite({ person, kind }),
});

/** One more of its kind; what was there stays as it was. */
const second = (kind: RespiteKind): Undoable => ({
  ...respite(kind),
  prepares: (to, person, { draw }) =>
    to.grantRespite({ person, kind, from: draw.date(-40, 10), until: draw.date(10, 100) }),
});

const post = (does: Act): Undoable => ({ does, undoes: (to, person) => to.undoPost({ person }) });
const more = (does: Act): Undoable => ({ does, undoes: (to, person) => to.undoExtension({ person }) });
const decision = (does: Act): Undoable => ({
  about: mandates,
  does,
  undoes: (to, mandate) => to.undoMandate({ mandate }),
});
const change = (does: Act): Undoable => ({
  about: offerings,
  does,
  undoes: (to, offering) => to.undoOfferingChange({ offering, by }),
});
const ending = (does: Act): Undoable => ({
  about: offerings,
  does,
  undoes: (to, offering) => to.reinstateOffering({ offering, by }),
});

const asked: Act = (to, person, { draw }) =>
  to.askExtension({ person, by: person, until: draw.date(20, 300), cause: 'family' });

const course = (draw: Draw): string => draw.one(['1a', '1b', '2', '3', '4']) ?? '';
const [term] = terms;
const headOf = (person: string, { reference }: Undoing) => `${reference.newestPost(person).municipality}-h`;

/** The same course in another offering. */
const another = (offering: string, { reference }: Undoing): string | undefined =>
  reference.offerings.find(
    ({ code, course: one }) => code !== offering && one === reference.offering(offering).course,
  )?.code;

/** `OFFERING/PERSON` of a row. */
const keyOf = ({ offering, person }: { readonly offering: string; readonly person: string }) =>
  `${offering}/${person}`;
const split = (key: string): { readonly offering: string; readonly person: string } => {
  const [offering = '', person = ''] = key.split('/');
  return { offering, person };
};
/** Seats that people might get, or have, of which they make up no day: every person with one offering. */
const placesOf =
  (offering: string): Subjects =>
  (about) =>
    managersOf(about)
      .filter((person) => !about.model.tables.makeUp.find((row) => row.person === person))
      .map((person) => keyOf({ offering, person }));
/** Of those the ones who have never had the seat. */
const placesNeverHad =
  (offering: string): Subjects =>
  (about) =>
    placesOf(offering)(about).filter((key) => {
      const seat = split(key);
      return !about.model.tables.seat.find((row) => row.offering === offering && row.person === seat.person);
    });
const given: Act = (to, key) => to.giveSeat(split(key));
const undoneSeat: Act = (to, key) => to.undoSeat({ ...split(key), by });

/** Goes on to the evening of a course day. */
async function eveningOf({ model, reference }: Undoing, day: DayRef | undefined): Promise<void> {
  const evening = day === undefined ? 0 : reference.calendar.at(day.date, '18:00');
  if (evening > (await model.now())) await model.moveTo(evening);
}

/** All that is needed for a result: a seat, the course over, and the memo. */
const examined: Act = async (to, key, about) => {
  const seat = split(key);
  await refusable(given(to, key, about));
  await eveningOf(about, lastDayOf(seat.offering, about));
  await refusable(to.handIn(seat));
  await refusable(to.registerResult({ ...seat, passed: about.draw.chance(50), by }));
};

/** A refusal is an answer too: what is prepared may be so already. */
async function refusable(answer: Promise<unknown> | undefined): Promise<void> {
  try {
    await answer;
  } catch (error) {
    if (!(error instanceof AnswerRefused)) throw error;
  }
}

/** The newest result is said to be the other way round: once more, and it is as it was. */
const turned: Act = (to, key, { model }) => {
  const { offering, person } = split(key);
  const latest = model.tables.result
    .where((row) => row.offering === offering && row.person === person)
    .toSorted((a, b) => b.attempt - a.attempt)[0];
  return latest && to.correctResult({ offering, person, passed: !latest.passed, by });
};

/** Somebody was on the course day of an offering, and everybody else who had a seat. */
const allThere =
  (day: number): Act =>
  async (to, key, about) => {
    const { offering } = split(key);
    await refusable(given(to, key, about));
    await eveningOf(
      about,
      about.reference.offering(offering).days.find(({ number }) => number === day),
    );
    await refusable(to.registerAttendance({ offering, day, absent: [], by }));
  };

const absent =
  (wasThere: boolean): Act =>
  (to, key) => {
    const { offering, person } = split(key);
    return to.registerAttendance({ offering, day: 1, absent: wasThere ? [] : [person], by });
  };

const activities: Subjects = ({ model }) => model.tables.planActivity.all().map(({ code }) => code);
const [preparation, reflection] = ['forberedelse', 'reflektion'];

const lastDayOf = (offering: string, { reference }: Undoing) => reference.offering(offering).days.at(-1);

export const undoables: Readonly<Record<string, Undoable>> = {
  ...Object.fromEntries(respiteKinds.map((kind) => [kind, respite(kind)])),
  ...Object.fromEntries(respiteKinds.map((kind) => [`one more ${kind}`, second(kind)])),
  back: {
    prepares: (to, person, { draw }) =>
      to.grantRespite({ person, kind: 'leave', from: draw.date(-20, 0), until: draw.date(10, 200) }),
    does: (to, person) => to.endRespite({ person, kind: 'leave' }),
    undoes: (to, person) => to.undoRespite({ person, kind: 'leave' }),
  },
  credit: {
    does: (to, person, { draw }) =>
      to.recogniseCredit({ person, course: course(draw), completedOn: '2025-01-10' }),
    undoes: (to, person, { draw }) => to.withdrawCredit({ person, course: course(draw), basis: 'prior' }),
  },
  equivalent: {
    does: (to, person, { draw }) =>
      to.recogniseEquivalent({
        person,
        course: course(draw),
        provider: providerClasses[0],
        completedOn: '2025-01-10',
        decidedOn: '2026-02-10',
        reference: 'SN 2026/1',
      }),
    undoes: (to, person, { draw }) =>
      to.withdrawCredit({ person, course: course(draw), basis: 'equivalent' }),
  },
  copiesDeclined: {
    about: chiefs,
    prepares: (to, person) => to.chooseCopies({ person, copies: 'seat_promoted', wanted: false }),
    does: (to, person, { draw }) =>
      to.chooseCopies({ person, copies: 'seats', wanted: draw.one([true, false]) ?? true }),
    undoes: (to, person) => to.undoCopies({ person }),
  },
  move: post((to, person, { draw }) => {
    const municipality = draw.one(['2080', '2081', '2062']) ?? '2081';
    const chief = `${municipality}-c1`;
    const workplace = `elderly_care/w${municipality}-2`;
    return to.changePost({ person, from: draw.date(-10, 20), municipality, workplace, chief });
  }),
  newWorkplace: post((to, person, { draw }) =>
    to.changePost({ person, from: draw.date(-10, 20), workplace: 'elderly_care/Hemtjänst Väst' }),
  ),
  leavesPost: post((to, person, { draw }) => to.leavePost({ person, on: draw.date(-5, 20) })),
  returns: {
    ...post((to, person) => to.returnToPost({ person })),
    prepares: (to, person, { draw }) => to.leavePost({ person, on: draw.date(-5, 0) }),
  },
  asksForTime: more(asked),
  timeGranted: {
    ...more((to, person, about) =>
      about.model.tables.extensionRequest.find((row) => row.person === person && row.state === 'asked')
        ? to.grantExtension({ person, by: headOf(person, about), until: about.draw.date(20, 300) })
        : undefined,
    ),
    prepares: asked,
  },
  timeRefused: {
    ...more((to, person, about) =>
      to.refuseExtension({ person, by: headOf(person, about), cause: 'operations' }),
    ),
    prepares: asked,
  },
  decisionChanged: decision((to, mandate, { draw }) =>
    to.changeMandate({ mandate, from: draw.date(0, 60), quotaPerYear: 5, completeWithinMonths: 24 }),
  ),
  decisionWithdrawn: decision((to, mandate, { draw }) =>
    to.withdrawMandate({ mandate, on: draw.date(0, 60) }),
  ),
  leavesCooperation: {
    about: () => ['2062', '2080'],
    does: (to, municipality, { draw }) => to.leaveCooperation({ municipality, on: draw.date(0, 100) }),
    undoes: (to, municipality) => to.stayInCooperation({ municipality }),
  },
  nominated: {
    about: unsaid,
    does: (to, person) => to.nominate({ term, person }),
    undoes: (to, person) => to.withdrawNomination({ term, person }),
  },
  notNominated: {
    about: unsaid,
    does: (to, person) => to.declineNomination({ term, person, cause: 'workload' }),
    undoes: (to, person) => to.withdrawNomination({ term, person }),
  },
  answerClosed: {
    about: chiefs,
    does: (to, chief) => to.closeAnswer({ term, chief }),
    undoes: (to, chief) => to.reopenAnswer({ term, chief }),
  },
  interest: {
    does: (to, person, { draw }) => to.registerInterest({ person, course: course(draw) }),
    undoes: (to, person, { draw }) => to.withdrawInterest({ person, course: course(draw) }),
  },
  capacity: {
    about: offerings,
    does: (to, offering, { reference }) =>
      to.changeCapacity({ offering, capacity: reference.offering(offering).capacity + 1, by }),
    undoes: (to, offering, { reference }) =>
      to.changeCapacity({ offering, capacity: reference.offering(offering).capacity, by }),
  },
  reserved: {
    about: ({ model, reference }) =>
      reference.offerings
        .map(({ code }) => code)
        .filter((code) => !model.tables.reservedPlace.find(({ offering }) => offering === code)),
    does: (to, offering, { draw }) =>
      to.reservePlaces({ offering, municipality: '2081', count: 1, releasedOn: draw.date(5, 60), by }),
    undoes: (to, offering, { draw }) =>
      to.reservePlaces({ offering, municipality: '2081', count: 0, releasedOn: draw.date(5, 60), by }),
  },
  dayMoved: change((to, offering, about) => {
    const day = lastDayOf(offering, about);
    const { calendar } = about.reference;
    const date = calendar.orNextWorkingDay(calendar.addDays(day?.date ?? '2026-12-01', 7));
    return to.changeDay({ offering, day: day?.number ?? 1, date, by });
  }),
  dayOnline: change((to, offering, about) =>
    to.changeDay({
      offering,
      day: lastDayOf(offering, about)?.number ?? 1,
      link: 'https://mote.example/2',
      by,
    }),
  ),
  shortened: change((to, offering, about) =>
    to.shortenOffering({ offering, without: [lastDayOf(offering, about)?.number ?? 1], by }),
  ),
  movedToAnotherTerm: change((to, offering, { reference }) => {
    const { calendar } = reference;
    const { start } = reference.term('HT2027');
    const dates = reference
      .offering(offering)
      .days.map((_day, index) => calendar.orNextWorkingDay(calendar.addDays(start, 14 * (index + 1))));
    return to.moveOffering({ offering, term: 'HT2027', dates, by });
  }),
  cancelled: ending((to, offering) => to.cancelOffering({ offering, by })),
  merged: ending((to, offering, about) => {
    const into = another(offering, about);
    return into === undefined ? undefined : to.mergeOffering({ offering, into, by });
  }),
  trainerAway: {
    about: offerings,
    does: (to, offering) => to.trainerUnavailable({ offering, day: 1, trainer: 'ylva', by: 'ylva' }),
    undoes: (to, offering) => to.trainerAvailable({ offering, day: 1, trainer: 'ylva', by: 'ylva' }),
  },
  trainerAssigned: {
    about: offerings,
    does: (to, offering) => to.assignTrainer({ offering, day: 1, trainer: 'tova', leader: false, by }),
    undoes: (to, offering) => to.unassignTrainer({ offering, day: 1, trainer: 'tova', by }),
  },
  madeUp: {
    about: placesOf('HT2026-1b-1'),
    prepares: given,
    does: (to, key, about) => {
      const { offering: home, person } = split(key);
      const offering = another(home, about);
      const homeDay = lastDayOf(home, about)?.number ?? 1;
      const day = offering === undefined ? 0 : (lastDayOf(offering, about)?.number ?? 1);
      return offering === undefined ? undefined : to.bookMakeUp({ person, home, homeDay, offering, day });
    },
    undoes: (to, key, about) => {
      const { offering: home, person } = split(key);
      return to.releaseMakeUp({ person, home, homeDay: lastDayOf(home, about)?.number ?? 1 });
    },
  },
  resultCorrected: {
    about: placesOf('HT2026-1b-1'),
    prepares: examined,
    does: turned,
    undoes: turned,
  },
  newChief: {
    about: chiefs,
    does: (to, old, { draw }) => to.replaceChief({ old, chief: otherChief(old), from: draw.date(-5, 20) }),
    undoes: (to, old) => to.undoReplaceChief({ old, chief: otherChief(old) }),
  },
  seatGiven: { about: placesNeverHad('HT2026-1b-1'), does: given, undoes: undoneSeat },
  seatLeft: {
    about: placesOf('HT2026-1b-1'),
    prepares: given,
    does: (to, key) => to.withdraw(split(key)),
    undoes: undoneSeat,
  },
  seatDeclined: {
    about: placesOf('HT2026-2-1'),
    prepares: given,
    does: (to, key) => to.declineSeat(split(key)),
    undoes: undoneSeat,
  },
  switchesGroup: {
    about: placesOf('HT2026-1b-1'),
    prepares: given,
    does: (to, key) => to.switchGroup({ person: split(key).person, term: 'VT2027', by }),
    undoes: (to, key) => to.undoSwitch({ person: split(key).person, by }),
  },
  attendanceCorrected: {
    about: placesOf('HT2026-1b-1'),
    prepares: allThere(1),
    does: absent(false),
    undoes: absent(true),
  },
  attendanceOfPartsCorrected: {
    about: placesOf('HT2026-LLU-1'),
    prepares: allThere(1),
    does: absent(false),
    undoes: absent(true),
  },
  partDone: {
    about: placesOf('HT2026-LLU-1'),
    prepares: given,
    does: (to, key) => to.completePart({ person: split(key).person, course: 'LLU', part: preparation }),
    undoes: (to, key) => to.reopenPart({ person: split(key).person, course: 'LLU', part: preparation }),
  },
  lastPartDone: {
    about: placesOf('HT2026-LLU-1'),
    async prepares(to, key, about) {
      await allThere(1)(to, key, about);
      await refusable(to.completePart({ person: split(key).person, course: 'LLU', part: preparation }));
    },
    does: (to, key) => to.completePart({ person: split(key).person, course: 'LLU', part: reflection }),
    undoes: (to, key) => to.reopenPart({ person: split(key).person, course: 'LLU', part: reflection }),
  },
  studyAssigned: {
    does: (to, person) => to.assignStudy({ person, course: 'ISU' }),
    undoes: (to, person) => to.unassignStudy({ person, course: 'ISU' }),
  },
  studyDone: {
    prepares: (to, person) => to.assignStudy({ person, course: 'ISU' }),
    does: (to, person) => to.completeStudy({ person, course: 'ISU', manner: 'alone' }),
    undoes: (to, person) => to.reopenStudy({ person, course: 'ISU' }),
  },
  activityDone: {
    about: activities,
    does: (to, activity) => to.completeActivity({ activity }),
    undoes: (to, activity) => to.reopenActivity({ activity }),
  },
  activityMoved: {
    about: activities,
    does: (to, activity, { draw }) => to.moveActivity({ activity, to: draw.date(5, 60) }),
    undoes: (to, activity) => to.undoActivity({ activity }),
  },
  activityCancelled: {
    about: activities,
    prepares: (to, activity, { draw }) => to.moveActivity({ activity, to: draw.date(5, 60) }),
    does: (to, activity) => to.cancelActivity({ activity }),
    undoes: (to, activity) => to.undoActivity({ activity }),
  },
};
