/** A missed course day made up in another offering of the same course. */
import { activeSeatStates } from '../../domain/journey/facts.ts';
import type { DayRef, OfferingRef } from '../../domain/reference.ts';
import type { NewFact } from '../facts/record.ts';
import { assertInPost, findDay, findOffering, findPerson } from './lookUp.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { givenOffering, sameCourse } from './offeringChecks.ts';
import { AnswerRefused } from './refused.ts';

export interface MissedDay {
  readonly person: string;
  /** The offering in which the person has a seat, and the number of the day missed there. */
  readonly home: string;
  readonly homeDay: number;
}

export interface MakeUpAnswers {
  /** Books a seat for one day elsewhere. Another booking of the same missed day takes the place of the first. */
  bookMakeUp(answer: MissedDay & { readonly offering: string; readonly day: number }): Promise<Outcome>;
  /** The person will not come to the day that was booked. */
  releaseMakeUp(answer: MissedDay): Promise<Outcome>;
}

export const makeUpAnswers = (run: Answering): MakeUpAnswers => ({
  bookMakeUp: (answer) => run(answer.person, (occasion) => booking(occasion, answer)),
  releaseMakeUp: (answer) =>
    run(answer.person, async (occasion) => {
      const { tx, reference, at } = occasion;
      const { person, home, homeDay } = answer;
      findPerson(reference, person);
      findDay(findOffering(reference, home), homeDay);
      const booked = await tx.makeUp.findFirst({ where: { person, home, homeDay, state: 'booked' } });
      if (booked === null) {
        const before = await tx.makeUp.count({ where: { person, home, homeDay } });
        if (before > 0) return [];
        throw new AnswerRefused(
          'no_make_up',
          `${person} har inte bokat någon dag i stället för träff ${homeDay} på ${home}. Kontrollera träffen.`,
        );
      }
      const day = findDay(findOffering(reference, booked.offering), booked.day);
      if (reference.calendar.at(day.date, day.start) <= at) throw alreadyHeld(booked.offering, day);
      return [released(booked)];
    }),
});

interface Booked {
  readonly home: string;
  readonly homeDay: number;
  readonly person: string;
  readonly number: number;
  readonly offering: string;
}

const released = ({ home, homeDay, person, number, offering }: Booked): NewFact => ({
  kind: 'make_up_released',
  subject: `${home}#${homeDay}.${person}`,
  data: { home, homeDay, person, number, offering },
});

const alreadyHeld = (code: string, day: DayRef) =>
  new AnswerRefused(
    'day_held',
    `Träff ${day.number} på ${code} var ${day.date}. Välj en dag som inte har varit.`,
  );

async function booking(
  occasion: Occasion,
  answer: MissedDay & { readonly offering: string; readonly day: number },
): Promise<NewFact[]> {
  const { tx, reference, at, today } = occasion;
  const { person: id, home: homeCode, homeDay } = answer;
  const person = findPerson(reference, id);
  assertInPost(person, today);
  const home = givenOffering(occasion, homeCode);
  const missed = findDay(home, homeDay);
  const offering = givenOffering(occasion, answer.offering);
  const day = findDay(offering, answer.day);
  const seat = await tx.seat.findUnique({ where: { offering_person: { offering: homeCode, person: id } } });
  if (seat === null || !activeSeatStates.some((state) => state === seat.state)) {
    throw new AnswerRefused(
      'not_a_participant',
      `${id} har ingen plats på ${homeCode}. Rätta personen eller tillfället.`,
    );
  }
  if (homeCode === offering.code || !sameCourse(occasion, home, offering)) {
    throw new AnswerRefused(
      'unknown_course',
      `${offering.code} är inte ett annat tillfälle av samma kurs. En missad dag tas igen i samma kurs.`,
    );
  }
  if (reference.calendar.at(day.date, day.start) <= at) throw alreadyHeld(offering.code, day);
  await assertMissed(occasion, home, missed, id);
  const bookings = await tx.makeUp.findMany({ where: { home: homeCode, person: id } });
  const current = bookings.find((row) => row.homeDay === homeDay && row.state === 'booked');
  if (current?.offering === offering.code && current.day === day.number) return [];
  const others = bookings.filter((row) => row.state === 'booked' && row.homeDay !== homeDay);
  const allowed = reference.rules.offerings.makeUpDaysAllowed;
  if (others.length >= allowed) {
    throw new AnswerRefused(
      'make_ups_used',
      `${id} tar redan igen ${others.length} dagar av ${homeCode}; högst ${allowed} får tas igen. Prata med kursledaren.`,
    );
  }
  await assertFreeThatDay(occasion, id, day, current?.offering ?? '');
  const number = bookings.filter((row) => row.homeDay === homeDay).length + 1;
  return [
    ...(current === undefined ? [] : [released(current)]),
    {
      kind: 'make_up_booked',
      subject: `${homeCode}#${homeDay}.${id}`,
      data: {
        home: homeCode,
        homeDay,
        person: id,
        number,
        offering: offering.code,
        day: day.number,
        seatNumber: await freeThatDay(occasion, offering, day),
      },
    },
  ];
}

/** A day is missed when it was registered so, or when the person says so before it. */
async function assertMissed(
  { tx, reference, at }: Occasion,
  home: OfferingRef,
  day: DayRef,
  person: string,
): Promise<void> {
  const row = await tx.attendance.findUnique({
    where: { offering_day_person: { offering: home.code, day: day.number, person } },
  });
  const isAhead = reference.calendar.at(day.date, day.start) > at;
  if (row?.present === false || (row === null && isAhead)) return;
  throw new AnswerRefused(
    'day_attended',
    row === null
      ? `Närvaron på träff ${day.number} på ${home.code} är inte registrerad än. Be kursledaren registrera den först.`
      : `${person} var med på träff ${day.number} på ${home.code} och har inget att ta igen.`,
  );
}

/** Nobody is in two places: neither on a day of a seat nor on one that is made up. */
async function assertFreeThatDay(
  { tx, reference }: Occasion,
  person: string,
  day: DayRef,
  instead: string,
): Promise<void> {
  const seats = await tx.seat.findMany({ where: { person, state: 'held' }, select: { offering: true } });
  const guest = await tx.makeUp.findMany({ where: { person, state: 'booked', NOT: { offering: instead } } });
  const dates = [
    ...seats.flatMap(({ offering }) => reference.offering(offering).days),
    ...guest.flatMap((row) =>
      reference.offering(row.offering).days.filter(({ number }) => number === row.day),
    ),
  ];
  const clash = dates.find(({ date }) => date === day.date);
  if (clash === undefined) return;
  throw new AnswerRefused(
    'day_taken',
    `${person} har redan en kursdag ${day.date}, på ${clash.offering}. Välj en annan dag.`,
  );
}

/** Lowest seat number that is free on that day; waits for everybody who wants one of this offering. */
async function freeThatDay({ tx }: Occasion, offering: OfferingRef, day: DayRef): Promise<number> {
  const { code, capacity } = offering;
  await tx.$executeRaw`select 1 from seat_number where offering = ${code} order by number for update`;
  const guests = await tx.makeUp.findMany({
    where: { offering: code, day: day.number, state: 'booked' },
    select: { seatNumber: true },
  });
  const free = await tx.seatNumber.findFirst({
    where: {
      offering: code,
      number: { lte: capacity, notIn: guests.map(({ seatNumber }) => seatNumber) },
      seats: { none: { state: { in: [...activeSeatStates] } } },
    },
    orderBy: { number: 'asc' },
  });
  if (free !== null) return free.number;
  throw new AnswerRefused(
    'offering_full',
    `Träff ${day.number} på ${code} är full: alla ${capacity} platser är tagna den dagen. Välj ett annat tillfälle.`,
  );
}
