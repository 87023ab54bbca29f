/** Events and what undoes them. Each engineer of an event adds the pair here. */
import type { Answers } from '../../../activities/answers/answers.ts';
import { type RespiteKind, respiteKinds } from '../../../domain/people/respites.ts';
import type { Reference } from '../../../domain/reference.ts';
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

export interface Undoable {
  /** Ids of what it is about; managers without it. */
  readonly about?: (about: Pick<Undoing, 'model' | 'reference'>) => readonly string[];
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
const offerings: Undoable['about'] = ({ reference }) => reference.offerings.map(({ code }) => code);
const mandates: Undoable['about'] = ({ reference }) => [...new Set(reference.mandates.map(({ id }) => id))];
/** Managers of whom nothing has been said for the first term: an undoing takes back all that was. */
const unsaid: Undoable['about'] = (about) =>
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
/** Seats of people who make up no day of them. */
const heldWithoutMakeUp: Undoable['about'] = ({ model: { tables } }) =>
  tables.seat
    .where(({ state }) => state === 'held')
    .filter((seat) => !tables.makeUp.find((row) => row.home === seat.offering && row.person === seat.person))
    .map(keyOf);

/** The newest result is said to be the other way round: once more, and it is as it was. */
const turned: Act = (to, key, { model }) => {
  const { offering, person } = split(key);
  const latest = model.tables.result
    .where((row) => row.offering === offering && row.person === person)
    .toSorted((a, b) => b.attempt - a.attempt)[0];
  return latest && to.correctResult({ offering, person, passed: !latest.passed, by });
};

const lastDayOf = (offering: string, { reference }: Undoing) => reference.offering(offering).days.at(-1);

export const undoables: Readonly<Record<string, Undoable>> = {
  ...Object.fromEntries(respiteKinds.map((kind) => [kind, respite(kind)])),
  ...Object.fromEntries(respiteKinds.map((kind) => [`one more ${kind}`, second(kind)])),
  back: {
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
    about: ({ reference }) => reference.people.filter(({ role }) => role === 'chief').map(({ id }) => id),
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
  returns: post((to, person) => to.returnToPost({ person })),
  asksForTime: more((to, person, { draw }) =>
    to.askExtension({ person, by: person, until: draw.date(20, 300), cause: 'family' }),
  ),
  timeGranted: more((to, person, about) =>
    about.model.tables.extensionRequest.find((row) => row.person === person && row.state === 'asked')
      ? to.grantExtension({ person, by: headOf(person, about), until: about.draw.date(20, 300) })
      : undefined,
  ),
  timeRefused: more((to, person, about) =>
    to.refuseExtension({ person, by: headOf(person, about), cause: 'operations' }),
  ),
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
    about: ({ reference }) => reference.people.filter(({ role }) => role === 'chief').map(({ id }) => id),
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
    about: heldWithoutMakeUp,
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
    about: ({ model }) => [...new Set(model.tables.result.all().map(keyOf))],
    does: turned,
    undoes: turned,
  },
};
