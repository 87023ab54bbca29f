/** Courses that do not go as planned: days moved or online, trainers who cannot come, what is missed, corrected, cancelled. */
import { firstDay } from '../../domain/offering/days.ts';
import { coordinator, type DayRef, type OfferingRef } from '../../domain/reference.ts';
import type { Habits, Intention } from './peopleHabits.ts';
import { happens } from './peopleHappens.ts';
import { rates } from './peopleRates.ts';
import type { PeopleState } from './peopleState.ts';

/** What a coordinator does to the programme's offerings of the opened terms. */
export function offeringEvents(terms: readonly string[], habits: Habits): Intention[] {
  const { reference } = habits;
  return reference.offerings
    .filter(({ term, course }) => terms.includes(term) && reference.course(course).kind === 'programme')
    .flatMap((offering) => [
      ...cancellation(offering, habits),
      ...offering.days.flatMap((day) => [
        ...dayMoved(offering, day, habits),
        ...dayOnline(offering, day, habits),
        ...trainerAway(offering, day, habits),
      ]),
    ]);
}

/** Three to eight weeks before the first day, as when too few have come. */
function cancellation(offering: OfferingRef, habits: Habits): Intention[] {
  const { calendar } = habits.reference;
  const { code } = offering;
  if (habits.share(code, 'cancelled') >= rates.cancelled) return [];
  const days = habits.pick(21, 56, code, 'cancelled when');
  const at = habits.working(calendar.addDays(firstDay(offering).date, -days), 10);
  const by = coordinator(habits.reference, calendar.dateOf(at)).id;
  return happens({ at, name: 'cancelled', subject: code, fact: 'offering_cancelled' }, (answers) =>
    answers.cancelOffering({ offering: code, by }),
  );
}

/** Draws about a day know its number, not its date: a day that was moved is not moved again. */
function dayMoved(offering: OfferingRef, day: DayRef, habits: Habits): Intention[] {
  const { calendar } = habits.reference;
  const { code } = offering;
  const { number } = day;
  if (day.occurrence > 1 || habits.share(code, number, 'moved') >= rates.dayMoved) return [];
  const at = habits.working(calendar.addDays(day.date, -habits.pick(7, 40, code, number, 'moved when')), 10);
  const by = coordinator(habits.reference, calendar.dateOf(at)).id;
  const date = calendar.orNextWorkingDay(
    calendar.addDays(day.date, habits.pick(1, 6, code, number, 'moved to')),
  );
  return happens({ at, name: `moved.${number}`, subject: code, fact: 'offering_changed' }, (answers) =>
    answers.changeDay({ offering: code, day: number, date, by }),
  );
}

function dayOnline(offering: OfferingRef, day: DayRef, habits: Habits): Intention[] {
  const { calendar } = habits.reference;
  const { code } = offering;
  const { number } = day;
  if (habits.share(code, number, 'online') >= rates.dayOnline) return [];
  const at = habits.working(calendar.addDays(day.date, -habits.pick(3, 14, code, number, 'online when')), 11);
  const by = coordinator(habits.reference, calendar.dateOf(at)).id;
  const link = `https://mote.ledarresan.example/${code}-${number}`;
  return happens({ at, name: `online.${number}`, subject: code, fact: 'offering_changed' }, (answers) =>
    answers.changeDay({ offering: code, day: number, link, by }),
  );
}

function trainerAway(offering: OfferingRef, day: DayRef, habits: Habits): Intention[] {
  const { calendar } = habits.reference;
  const { code } = offering;
  return day.trainers.flatMap(({ id: trainer }) => {
    if (habits.share(code, day.number, trainer, 'cannot come') >= rates.trainerCannotCome) return [];
    const days = habits.pick(2, 20, code, day.number, trainer, 'cannot come when');
    const at = habits.working(calendar.addDays(day.date, -days), 9);
    const subject = `${code}#${day.number}.${trainer}`;
    return happens({ at, name: 'cannot come', subject, fact: 'trainer_unavailable' }, (answers) =>
      answers.trainerUnavailable({ offering: code, day: day.number, trainer, by: trainer }),
    );
  });
}

/** Who has missed a day takes it in another offering of the course that gives the same day later. */
export function makeUps(state: PeopleState, habits: Habits): Intention[] {
  const { reference } = habits;
  const { calendar } = reference;
  return state.absences.flatMap(({ person, offering: home, day: homeDay, registeredAt }) => {
    if (habits.share(person, home, homeDay, 'makes up') >= rates.madeUp) return [];
    const days = habits.pick(1, 7, person, home, homeDay, 'makes up when');
    const at = habits.working(calendar.addDays(calendar.dateOf(registeredAt), days), 15);
    const { course } = reference.offering(home);
    const later = reference.offerings
      .filter((other) => other.course === course && other.code !== home && other.cancelled !== true)
      .flatMap(({ days: all }) => all.filter(({ number }) => number === homeDay))
      .filter(({ date, start }) => calendar.at(date, start) > at)
      .sort((a, b) => (a.date < b.date ? -1 : 1))[0];
    if (later === undefined) return [];
    const { offering, number: day } = later;
    const subject = `${home}#${homeDay}.${person}`;
    return happens({ at, name: 'makes up', subject, fact: 'make_up_booked' }, (answers) =>
      answers.bookMakeUp({ person, home, homeDay, offering, day }),
    );
  });
}

/** A result that was entered wrongly is put right weeks later, when the certificate may have gone out. */
export function correctedResults(state: PeopleState, habits: Habits): Intention[] {
  const { calendar } = habits.reference;
  return state.results.flatMap(({ person, offering, attempt, passed, decidedAt }) => {
    if (habits.share(person, offering, attempt, 'corrected') >= rates.resultCorrected) return [];
    const on = calendar.dateOf(decidedAt);
    const days = habits.pick(5, 40, person, offering, attempt, 'corrected when');
    const at = habits.working(calendar.addDays(on, days), 15);
    const by = coordinator(habits.reference, calendar.dateOf(at)).id;
    const subject = `${offering}.${person}`;
    return happens({ at, name: 'corrected', subject, fact: 'result_corrected' }, (answers) =>
      answers.correctResult({ person, offering, passed: !passed, by }),
    );
  });
}
