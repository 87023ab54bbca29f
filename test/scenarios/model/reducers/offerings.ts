/** Offerings that do not go as planned, trainers, and days made up elsewhere. */
import { z } from 'zod';
import type { RecordedFact } from '../../../../activities/facts/kind.ts';
import type { FactData } from '../../../../activities/facts/record.ts';
import { fromDate, toDate, toTimestamp } from '../../../../prisma/client.ts';
import type { CourseDay, MakeUp } from '../../../../prisma/generated/client.ts';
import type { CurrentTables } from '../tables.ts';
import { numberSeats, raise } from './places.ts';
import { type ReducersOf, renew } from './reducer.ts';

type Said = Pick<RecordedFact<unknown>, 'seq' | 'recordedAt' | 'source'>;
type Plan = Omit<FactData<'offering_planned'>, 'days'> & {
  readonly days: FactData<'offering_changed'>['days'];
};

const shown = (day: CourseDay | undefined) =>
  day === undefined
    ? null
    : { date: fromDate(day.date), start: day.start, end: day.end, place: day.place, link: day.link };

function release(
  { makeUp }: CurrentTables,
  holds: (row: MakeUp) => boolean,
  at: number,
  releasedBy: string,
  cause: string,
): void {
  makeUp.update((row) => row.state === 'booked' && holds(row), {
    ...{ state: 'released', releasedAt: toTimestamp(at), releasedBy, cause },
  });
}

/** Bookings that fell with a change come back with it. */
const restore = (tables: CurrentTables, change: string): void =>
  restoreMakeUps(tables, ({ releasedBy }) => releasedBy === `fact ${change}`);

/** Released bookings come back, unless the person or the seat is taken. */
export function restoreMakeUps(tables: CurrentTables, isMeant: (row: MakeUp) => boolean): void {
  for (const row of tables.makeUp.where((one) => one.state === 'released' && isMeant(one))) {
    const { home, homeDay, person, offering, day, seatNumber } = row;
    const other = tables.makeUp.find(
      (one) =>
        one.state === 'booked' &&
        ((one.home === home && one.homeDay === homeDay && one.person === person) ||
          (one.offering === offering && one.day === day && one.seatNumber === seatNumber)),
    );
    const holder = tables.seat.find(
      (seat) =>
        seat.offering === offering &&
        seat.number === seatNumber &&
        ['held', 'passed', 'failed'].includes(seat.state),
    );
    if (other !== undefined || holder !== undefined) continue;
    tables.makeUp.put({ ...row, state: 'booked', releasedAt: null, releasedBy: '', cause: '' });
  }
}

/** Writes the plan of one offering, and what is different from the one before. */
export function planOffering(tables: CurrentTables, { seq, recordedAt, source }: Said, data: Plan): void {
  const { days, ...plan } = data;
  const known = tables.offering.find(({ code }) => code === data.code);
  tables.offering.put({
    ...plan,
    practicalPublishedAt: known?.practicalPublishedAt ?? null,
    closedAt: known?.closedAt ?? null,
    cancelledAt: known?.cancelledAt ?? null,
    mergedInto: known?.mergedInto ?? '',
    reopened: known?.reopened ?? 0,
  });
  const before = tables.courseDay.where(({ offering }) => offering === data.code);
  tables.courseDay.remove(({ offering }) => offering === data.code);
  for (const { date, link: said, occurrence: restored, ...day } of days) {
    const old = before.find(({ number }) => number === day.number);
    const changes = tables.offeringChange.where(
      (row) => row.offering === data.code && row.day === day.number,
    );
    const newest = Math.max(old?.version ?? 1, changes.length + 1);
    const row = { ...day, offering: data.code, date: toDate(date), link: said ?? old?.link ?? '' };
    const was = JSON.stringify(shown(old));
    const is = JSON.stringify(shown({ ...row, occurrence: 1, version: 1, attendanceRegisteredAt: null }));
    const version = (old === undefined ? changes.length > 0 : was !== is) ? newest + 1 : newest;
    const moved =
      old !== undefined && (fromDate(old.date) !== date || old.start !== day.start || old.end !== day.end);
    tables.courseDay.insert({
      ...row,
      version,
      occurrence: restored ?? (moved ? version : (old?.occurrence ?? version)),
      attendanceRegisteredAt: old?.attendanceRegisteredAt ?? null,
    });
  }
  if (known !== undefined) tellChanges(tables, { seq, recordedAt, source }, data.code, before);
  numberSeats(tables, data.code, data.capacity);
  if (known !== undefined && data.capacity > known.capacity) raise(tables, data.code, { recordedAt, source });
}

function tellChanges(
  tables: CurrentTables,
  { seq, recordedAt, source }: Said,
  offering: string,
  before: readonly CourseDay[],
): void {
  const after = tables.courseDay.where((day) => day.offering === offering);
  const numbers = [...new Set([...before, ...after].map(({ number }) => number))].sort((a, b) => a - b);
  for (const number of numbers) {
    const was = shown(before.find((day) => day.number === number));
    const is = shown(after.find((day) => day.number === number));
    if (JSON.stringify(was) === JSON.stringify(is)) continue;
    const earlier = tables.offeringChange.where((row) => row.offering === offering);
    tables.offeringChange.insert({
      ...{ offering, number: earlier.length + 1, day: number, before: was, after: is },
      ...{ recordedAt: toTimestamp(recordedAt), source },
    });
    if (was?.date === is?.date && was?.start === is?.start) continue;
    const there = (row: MakeUp) => row.offering === offering && row.day === number;
    release(tables, there, recordedAt, `fact ${seq}`, 'moved');
  }
}

function change(
  tables: CurrentTables,
  said: Said,
  { offering: code, term, days }: Pick<FactData<'offering_changed'>, 'offering' | 'term' | 'days'>,
): void {
  const known = tables.offering.find((row) => row.code === code);
  if (known !== undefined) planOffering(tables, said, { ...known, term, days });
  tables.seat.update((seat) => seat.offering === code && ['held', 'passed', 'failed'].includes(seat.state), {
    term,
  });
  renew(tables, said.seq);
}

const trainers = z.array(z.object({ id: z.string(), leader: z.boolean() }));
type Trainers = z.infer<typeof trainers>;

function changeTrainers(
  { courseDay }: CurrentTables,
  at: { readonly offering: string; readonly day: number },
  to: (now: Trainers) => Trainers,
): void {
  courseDay.update(
    ({ offering, number }) => offering === at.offering && number === at.day,
    (row) => ({ trainers: to(trainers.parse(row.trainers)) }),
  );
}

export const offeringReducers: ReducersOf<
  | 'offering_changed'
  | 'offering_change_withdrawn'
  | 'offering_cancelled'
  | 'offering_reinstated'
  | 'trainer_unavailable'
  | 'trainer_available'
  | 'trainer_assigned'
  | 'trainer_unassigned'
  | 'make_up_booked'
  | 'make_up_released'
  | 'task_closed'
> = {
  offering_changed(tables, { data, ...said }) {
    change(tables, said, data);
  },

  offering_change_withdrawn(tables, { data, ...said }) {
    change(tables, said, data);
    restore(tables, data.change);
  },

  offering_cancelled(tables, { seq, data, recordedAt, validOn, source }) {
    const { offering: code, people, into, waiting = [] } = data;
    const at = toTimestamp(recordedAt);
    const term = tables.offering.find((row) => row.code === code)?.term;
    tables.waitingPlace.update(
      (place) => place.term === term && waiting.includes(place.person) && place.state === 'waiting',
      { state: 'ended', endedAt: at, cancelledAt: at },
    );
    tables.seat.update(({ offering, person }) => offering === code && people.includes(person), {
      ...{ state: 'cancelled', endedAt: at, endedOn: toDate(validOn) },
    });
    tables.offering.update((row) => row.code === code, { cancelledAt: at, mergedInto: into });
    const number = tables.offeringEnding.where(({ offering }) => offering === code).length + 1;
    tables.offeringEnding.insert({
      ...{ offering: code, number, mergedInto: into, at, source, reinstatedAt: null, reinstatedBy: '' },
    });
    const theirs = (row: MakeUp) => row.offering === code || row.home === code;
    release(tables, theirs, recordedAt, `fact ${seq}`, 'cancelled');
    renew(tables, seq);
  },

  offering_reinstated(tables, { seq, data, recordedAt, validOn, source }) {
    const { offering: code, people, from, waiting = [] } = data;
    const at = toTimestamp(recordedAt);
    const term = tables.offering.find((row) => row.code === code)?.term;
    tables.waitingPlace.update(
      (place) => place.term === term && waiting.includes(place.person),
      (place) => ({ state: 'waiting', endedAt: null, restoredAt: at, restored: place.restored + 1 }),
    );
    tables.seat.update(
      (seat) =>
        seat.offering === from &&
        people.includes(seat.person) &&
        seat.how === 'merge' &&
        seat.state === 'held',
      { state: 'cancelled', endedAt: at, endedOn: toDate(validOn) },
    );
    tables.seat.update(
      (seat) => seat.offering === code && people.includes(seat.person) && seat.state === 'cancelled',
      (seat) => ({ state: 'held', endedAt: null, endedOn: null, reinstated: seat.reinstated + 1 }),
    );
    tables.offering.update((row) => row.code === code, { cancelledAt: null, mergedInto: '' });
    tables.offeringEnding.update((row) => row.offering === code && row.reinstatedAt === null, {
      reinstatedAt: at,
      reinstatedBy: source,
    });
    restore(tables, data.change);
    renew(tables, seq);
  },

  trainer_unavailable(tables, { seq, data, recordedAt, source }) {
    const { offering, day, trainer } = data;
    let leader = false;
    changeTrainers(tables, data, (now) => {
      leader = now.some((one) => one.id === trainer && one.leader);
      return now.filter(({ id }) => id !== trainer);
    });
    const before = tables.trainerAbsence.find(
      (row) => row.offering === offering && row.day === day && row.trainer === trainer,
    );
    tables.trainerAbsence.put({
      ...{ offering, day, trainer, number: (before?.number ?? 0) + 1, leader, source },
      ...{ reportedAt: toTimestamp(recordedAt), replacedBy: '', replacedAt: null, withdrawnAt: null },
    });
    renew(tables, seq);
  },

  trainer_available(tables, { seq, data, recordedAt }) {
    const theirs = (row: { readonly offering: string; readonly day: number; readonly trainer: string }) =>
      row.offering === data.offering && row.day === data.day && row.trainer === data.trainer;
    tables.trainerAbsence.update(theirs, { withdrawnAt: toTimestamp(recordedAt) });
    const led = tables.trainerAbsence.find(theirs)?.leader === true;
    changeTrainers(tables, data, (now) => [
      ...now,
      { id: data.trainer, leader: led && !now.some(({ leader }) => leader) },
    ]);
    renew(tables, seq);
  },

  trainer_assigned(tables, { seq, data, recordedAt }) {
    const { offering, day, trainer, leader } = data;
    changeTrainers(tables, data, (now) => [
      ...now.filter(({ id }) => id !== trainer).map((one) => ({ id: one.id, leader: one.leader && !leader })),
      { id: trainer, leader },
    ]);
    const [missing] = tables.trainerAbsence
      .where(
        (row) =>
          row.offering === offering && row.day === day && row.withdrawnAt === null && row.replacedBy === '',
      )
      .toSorted(
        (a, b) =>
          (Number(b.leader) - Number(a.leader)) * (leader ? 1 : -1) ||
          a.reportedAt.getTime() - b.reportedAt.getTime() ||
          (a.trainer < b.trainer ? -1 : 1),
      );
    if (missing !== undefined) {
      const replaced = { replacedBy: trainer, replacedAt: toTimestamp(recordedAt) };
      tables.trainerAbsence.put({ ...missing, ...replaced });
    }
    renew(tables, seq);
  },

  trainer_unassigned(tables, { seq, data }) {
    changeTrainers(tables, data, (now) => now.filter(({ id }) => id !== data.trainer));
    tables.trainerAbsence.update(
      (row) => row.offering === data.offering && row.day === data.day && row.replacedBy === data.trainer,
      { replacedBy: '', replacedAt: null },
    );
    renew(tables, seq);
  },

  make_up_booked({ makeUp }, { data, recordedAt, source }) {
    makeUp.insert({
      ...data,
      ...{ state: 'booked', bookedAt: toTimestamp(recordedAt), bookedBy: source },
      ...{ releasedAt: null, releasedBy: '', cause: '' },
    });
  },

  make_up_released(tables, { data, recordedAt, source }) {
    const { home, homeDay, person, number } = data;
    const theirs = (row: MakeUp) =>
      row.home === home && row.homeDay === homeDay && row.person === person && row.number === number;
    release(tables, theirs, recordedAt, source, 'given_up');
  },

  task_closed({ coordinatorTask }, { data, recordedAt }) {
    coordinatorTask.update(({ key, closedAt }) => key === data.key && closedAt === null, {
      closedAt: toTimestamp(recordedAt),
    });
  },
};
