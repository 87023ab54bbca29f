/** Seats that people book, accept or give up, and those that a coordinator gives by hand. */

import { audienceInWords, isFor } from '../../domain/courses/audience.ts';
import { standsFor } from '../../domain/courses/programme.ts';
import { activeSeatStates, type SeatHow } from '../../domain/journey/facts.ts';
import { firstDayStart, lastDay } from '../../domain/offering/days.ts';
import { type OfferingRef, type PersonRef, postOn, responsibleChief } from '../../domain/reference.ts';
import { deadlines } from '../../domain/term/deadlines.ts';
import { freeNumbers } from '../enrolment/seats.ts';
import type { NewFact } from '../facts/record.ts';
import { assertCooperates, assertInPost, findManager, findOffering, findPerson } from './lookUp.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { givenOffering } from './offeringChecks.ts';
import { AnswerRefused } from './refused.ts';

export interface SeatOf {
  readonly offering: string;
  readonly person: string;
}

export interface StaffBooking {
  readonly offering: string;
  readonly people: readonly string[];
  /** The chief of those people, or a coordinator. */
  readonly by: string;
}

export interface SeatAnswers {
  /** A coordinator gives a seat, past the enrolment of the term. */
  giveSeat(seat: SeatOf): Promise<Outcome>;
  /** Books a seat on a course outside the programme; first come, first served. */
  registerDaySeat(seat: SeatOf): Promise<Outcome>;
  /** A unit manager books several of their own at once: all of them, or none. */
  bookStaff(booking: StaffBooking): Promise<Outcome>;
  acceptSeat(seat: SeatOf): Promise<Outcome>;
  /** No to a seat, until the region's last day for it. */
  declineSeat(seat: SeatOf): Promise<Outcome>;
  /** Leaves a course. */
  withdraw(seat: SeatOf): Promise<Outcome>;
}

export const seatAnswers = (run: Answering): SeatAnswers => ({
  giveSeat: ({ offering: code, person: id }) =>
    run(id, async (occasion) => {
      const { today } = occasion;
      const offering = givenOffering(occasion, code);
      const person = isProgramme(occasion, offering)
        ? findManager(occasion, id)
        : findParticipant(occasion, offering, id);
      if (await hasActiveSeat(occasion, code, id)) return [];
      if (lastDay(offering).date < today) {
        throw new AnswerRefused(
          'offering_over',
          `${code} slutade ${lastDay(offering).date}. Välj ett senare tillfälle.`,
        );
      }
      await assertMayTake(occasion, offering, person);
      const manner = { how: 'hand', rule: 'seat-by-hand', reason: 'Samordnaren gav platsen.' } as const;
      return [(await seatGiven(occasion, offering, person, manner)).fact];
    }),

  registerDaySeat: ({ offering: code, person: id }) =>
    run(id, async (occasion) => {
      const { reference, at } = occasion;
      const offering = givenOffering(occasion, code);
      assertBookable(occasion, offering);
      const person = findParticipant(occasion, offering, id);
      if (await hasActiveSeat(occasion, code, id)) return [];
      if (at >= firstDayStart(offering, reference)) {
        throw new AnswerRefused('offering_begun', `${code} har redan börjat. Välj ett senare tillfälle.`);
      }
      await assertMayTake(occasion, offering, person);
      const manner = { how: 'registration', rule: 'first-come', reason: `Anmäld till ${code}.` } as const;
      return [(await seatGiven(occasion, offering, person, manner)).fact];
    }),

  bookStaff: ({ offering: code, people, by }) =>
    run(code, async (occasion) => {
      const { tx, reference, at } = occasion;
      const offering = findOffering(reference, code);
      assertBookable(occasion, offering);
      if (at >= firstDayStart(offering, reference)) {
        throw new AnswerRefused('offering_begun', `${code} har redan börjat. Välj ett senare tillfälle.`);
      }
      const facts: NewFact[] = [];
      const taken: number[] = [];
      for (const id of [...new Set(people)].sort()) {
        // Somebody else may answer about the same person at this moment.
        await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`answer ${id}`}, 0))`;
        const person = findParticipant(occasion, offering, id);
        assertAnswersFor(occasion, by, person);
        if (await hasActiveSeat(occasion, code, id)) continue;
        await assertMayTake(occasion, offering, person);
        const manner = {
          how: 'registration',
          rule: 'booked-by-manager',
          reason: `Bokad till ${code} av chefen.`,
        } as const;
        const { fact, number } = await seatGiven(occasion, offering, person, manner, taken);
        taken.push(number);
        facts.push(fact);
      }
      return facts;
    }),

  acceptSeat: ({ offering, person }) =>
    run(person, async (occasion) => {
      const { acceptedAt } = await heldSeat(occasion, { offering, person });
      if (acceptedAt !== null) return [];
      return [{ kind: 'seat_accepted', subject: `${offering}.${person}`, data: { offering, person } }];
    }),

  declineSeat: ({ offering: code, person }) =>
    run(person, async (occasion) => {
      const { reference, today } = occasion;
      const offering = findOffering(reference, code);
      if (await hasGivenUp(occasion, code, person, 'declined')) return [];
      const seat = await heldSeat(occasion, { offering: code, person });
      const until = isProgramme(occasion, offering)
        ? deadlines(reference, offering.term).declineUntil
        : reference.calendar.addDays(reference.calendar.dateOf(firstDayStart(offering, reference)), -1);
      if (today > until) {
        throw new AnswerRefused(
          'too_late_to_decline',
          `Sista dag att tacka nej till ${code} var ${until}. Anmäl i stället att du lämnar kursen.`,
        );
      }
      return [givenUp(code, person, seat.term, 'declined')];
    }),

  withdraw: ({ offering, person }) =>
    run(person, async (occasion) => {
      if (await hasGivenUp(occasion, offering, person, 'withdrawn')) return [];
      const seat = await heldSeat(occasion, { offering, person });
      return [givenUp(offering, person, seat.term, 'withdrawn')];
    }),
});

function assertBookable(occasion: Occasion, offering: OfferingRef): void {
  if (!isProgramme(occasion, offering)) return;
  throw new AnswerRefused(
    'not_a_course_day',
    `${offering.code} hör till programmet; de platserna fördelas efter nominering. Välj en kursdag utanför programmet.`,
  );
}

/** A chief answers for those whose nearest chief they are, or for whom they stand in; a coordinator for everybody. */
export function assertAnswersFor({ reference, today }: Occasion, by: string, person: PersonRef): void {
  const answering = findPerson(reference, by);
  if (answering.role === 'coordinator' || by === person.id) return;
  const above = responsibleChief(reference, person.id, today);
  const next = above === undefined ? undefined : responsibleChief(reference, above.id, today);
  if (by === above?.id || by === next?.id) return;
  throw new AnswerRefused(
    'not_their_staff',
    `${by} är inte chef för ${person.id} och kan inte svara här. Det gör närmaste chef eller en samordnare.`,
  );
}

const isProgramme = ({ reference }: Occasion, offering: OfferingRef): boolean =>
  reference.course(offering.course).kind === 'programme';

/** Somebody whom a course outside the programme is for. */
function findParticipant({ reference, today }: Occasion, offering: OfferingRef, id: string): PersonRef {
  const person = postOn(reference, findPerson(reference, id).id, today);
  const course = reference.course(offering.course);
  if (!isFor(course, person)) {
    const area = course.area === '' ? '' : ' i kursens verksamhetsområde';
    throw new AnswerRefused(
      'not_for_them',
      `${offering.code} är inte för ${id}: den är för ${audienceInWords(course)}${area}.`,
    );
  }
  assertInPost(person, today);
  return person;
}

const active = { in: [...activeSeatStates] };

const hasActiveSeat = async ({ tx }: Occasion, offering: string, person: string): Promise<boolean> =>
  (await tx.seat.count({ where: { offering, person, state: active } })) > 0;

const hasGivenUp = async (
  { tx }: Occasion,
  offering: string,
  person: string,
  state: string,
): Promise<boolean> => (await tx.seat.count({ where: { offering, person, state } })) > 0;

async function assertMayTake(occasion: Occasion, offering: OfferingRef, person: PersonRef): Promise<void> {
  assertCooperates(occasion, person, offering.term);
  await assertHasNoOther(occasion, offering, person);
}

/** One programme seat a person and term, one seat at a time in a course, and no course twice. */
export async function assertHasNoOther(
  { tx, reference }: Occasion,
  offering: OfferingRef,
  person: PersonRef,
): Promise<void> {
  const course = reference.course(offering.course);
  const same = (code: string): boolean => standsFor(reference.course(code), course);
  const seats = await tx.seat.findMany({ where: { person: person.id, state: active } });
  const inTerm = seats.find((seat) => seat.term === offering.term && seat.courseKind === 'programme');
  if (course.kind === 'programme' && inTerm !== undefined) {
    throw new AnswerRefused(
      'seat_in_term',
      `${person.id} har redan en plats på ${inTerm.offering} i ${offering.term}. En plats per termin; ta först bort den.`,
    );
  }
  const inCourse = seats.find(
    (seat) => seat.state === 'held' && same(reference.offering(seat.offering).course),
  );
  if (inCourse !== undefined) {
    throw new AnswerRefused(
      'seat_in_course',
      `${person.id} går redan samma kurs på ${inCourse.offering}. Ta först bort den platsen.`,
    );
  }
  const dates = new Set(offering.days.map((day) => day.date));
  const clash = seats
    .filter((seat) => seat.state === 'held' && seat.offering !== offering.code)
    .flatMap((seat) => reference.offering(seat.offering).days)
    .find((day) => dates.has(day.date));
  if (clash !== undefined) {
    throw new AnswerRefused(
      'day_taken',
      `${person.id} har redan en kursdag ${clash.date}, på ${clash.offering}. Välj ett annat tillfälle.`,
    );
  }
  const credits = await tx.credit.findMany({ where: { person: person.id } });
  const passed =
    seats.some((seat) => seat.state === 'passed' && same(reference.offering(seat.offering).course)) ||
    credits.some((credit) => same(credit.course));
  if (passed) {
    throw new AnswerRefused(
      'already_passed',
      `${person.id} har redan godkänt på kurs ${course.code}. Välj en kurs som saknas.`,
    );
  }
}

interface Manner {
  readonly how: SeatHow;
  readonly rule: string;
  readonly reason: string;
}

/**
 * The free numbers of an offering, ascending, without those that the same answer has taken.
 * @throws AnswerRefused when there is none
 */
export async function freeSeatNumbers(
  { tx, reference, today }: Occasion,
  { code, capacity }: OfferingRef,
  taken: readonly number[] = [],
): Promise<readonly [number, ...number[]]> {
  // Everybody who wants a number of this offering waits here, so that what is read next stays true.
  await tx.$executeRaw`select 1 from seat_number where offering = ${code} order by number for update`;
  const numbers = (await freeNumbers(tx, reference, [code], today)).get(code) ?? [];
  const [first, ...others] = numbers.filter((number) => !taken.includes(number));
  if (first !== undefined) return [first, ...others];
  throw new AnswerRefused(
    'offering_full',
    `${code} är fullt: alla ${capacity} platser är tagna. Välj ett annat tillfälle.`,
  );
}

/** A seat on the lowest free number; `taken` are numbers that the same answer has given. */
export async function seatGiven(
  occasion: Occasion,
  offering: OfferingRef,
  person: PersonRef,
  manner: Manner,
  taken: readonly number[] = [],
): Promise<{ readonly fact: NewFact; readonly number: number }> {
  const { code, term } = offering;
  const [free] = await freeSeatNumbers(occasion, offering, taken);
  const { courseKind } = await occasion.tx.offering.findUniqueOrThrow({
    where: { code },
    select: { courseKind: true },
  });
  const fact = {
    kind: 'seat_given',
    subject: `${code}.${person.id}`,
    data: {
      offering: code,
      person: person.id,
      number: free,
      term,
      courseKind,
      municipality: person.municipality,
      ...manner,
    },
  } as const;
  return { fact, number: free };
}

const givenUp = (
  offering: string,
  person: string,
  term: string,
  state: 'declined' | 'withdrawn',
): NewFact => ({
  kind: 'seat_given_up',
  subject: `${offering}.${person}`,
  data: { offering, person, term, state },
});

async function heldSeat({ tx, reference }: Occasion, { offering, person }: SeatOf) {
  findOffering(reference, offering);
  findPerson(reference, person);
  const seat = await tx.seat.findUnique({ where: { offering_person: { offering, person } } });
  if (seat === null) {
    throw new AnswerRefused(
      'no_seat',
      `${person} har ingen plats på ${offering}. Rätta personen eller tillfället.`,
    );
  }
  if (seat.state !== 'held') {
    const what = {
      passed: 'är godkänd',
      failed: 'har slutresultat',
      declined: 'har tackat nej',
      cancelled: 'har blivit av med platsen, för att tillfället är inställt,',
      retracted: 'fick platsen av misstag och har den inte längre',
      withdrawn: 'har lämnat',
    };
    const found = Object.entries(what).find(([state]) => state === seat.state)?.[1] ?? seat.state;
    throw new AnswerRefused(
      'seat_ended',
      `${person} ${found} på ${offering}. Det går inte att ändra; kontakta samordnaren om det är fel.`,
    );
  }
  return seat;
}
