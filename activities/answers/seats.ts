/** Seats that people book, accept or give up, and those that a coordinator gives by hand. */

import { activeSeatStates } from '../../domain/journey/facts.ts';
import { firstDayStart, lastDay } from '../../domain/offering/days.ts';
import type { OfferingRef, PersonRef } from '../../domain/reference.ts';
import type { Role } from '../../domain/region.ts';
import { deadlines } from '../../domain/term/deadlines.ts';
import type { NewFact } from '../facts/record.ts';
import { assertInPost, findManager, findOffering, findPerson } from './lookUp.ts';
import type { Answering, Occasion, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

export interface SeatOf {
  readonly offering: string;
  readonly person: string;
}

export interface SeatAnswers {
  /** A coordinator gives a seat, past the enrolment of the term. */
  giveSeat(seat: SeatOf): Promise<Outcome>;
  /** Books a seat on a course outside the programme; first come, first served. */
  registerDaySeat(seat: SeatOf): Promise<Outcome>;
  acceptSeat(seat: SeatOf): Promise<Outcome>;
  /** No to a seat, until the region's last day for it. */
  declineSeat(seat: SeatOf): Promise<Outcome>;
  /** Leaves a course. */
  withdraw(seat: SeatOf): Promise<Outcome>;
}

export const seatAnswers = (run: Answering): SeatAnswers => ({
  giveSeat: ({ offering: code, person: id }) =>
    run(id, async (occasion) => {
      const { reference, today } = occasion;
      const offering = findOffering(reference, code);
      const person = isProgramme(occasion, offering)
        ? findManager(occasion, id)
        : findParticipant(occasion, id);
      if (await hasActiveSeat(occasion, code, id)) return [];
      if (lastDay(offering).date < today) {
        throw new AnswerRefused(
          'offering_over',
          `${code} slutade ${lastDay(offering).date}. Välj ett senare tillfälle.`,
        );
      }
      await assertMayTake(occasion, offering, person);
      return [
        await seatGiven(occasion, offering, person, {
          how: 'hand',
          rule: 'seat-by-hand',
          reason: 'Samordnaren gav platsen.',
        }),
      ];
    }),

  registerDaySeat: ({ offering: code, person: id }) =>
    run(id, async (occasion) => {
      const { reference, at } = occasion;
      const offering = findOffering(reference, code);
      if (isProgramme(occasion, offering)) {
        throw new AnswerRefused(
          'not_a_course_day',
          `${code} hör till programmet; de platserna fördelas efter nominering. Välj en kursdag utanför programmet.`,
        );
      }
      const person = findParticipant(occasion, id);
      if (await hasActiveSeat(occasion, code, id)) return [];
      if (at >= firstDayStart(offering, reference)) {
        throw new AnswerRefused('offering_begun', `${code} har redan börjat. Välj ett senare tillfälle.`);
      }
      await assertMayTake(occasion, offering, person);
      return [
        await seatGiven(occasion, offering, person, {
          how: 'registration',
          rule: 'first-come',
          reason: `Anmäld till ${code}.`,
        }),
      ];
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

const isProgramme = ({ reference }: Occasion, offering: OfferingRef): boolean =>
  reference.course(offering.course).kind === 'programme';

const leadingRoles: readonly Role[] = ['manager', 'deputy_manager', 'chief', 'head_of_social_services'];

/** Course days outside the programme are for all who have staff. */
function findParticipant({ reference, today }: Occasion, id: string): PersonRef {
  const person = findPerson(reference, id);
  if (!leadingRoles.includes(person.role)) {
    throw new AnswerRefused(
      'not_a_manager',
      `${id} är inte chef. Kursdagen är för dem som leder medarbetare.`,
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

/** One programme seat a person and term, one seat at a time in a course, and no course twice. */
async function assertMayTake(
  { tx, reference }: Occasion,
  offering: OfferingRef,
  person: PersonRef,
): Promise<void> {
  const course = reference.course(offering.course);
  const same = (code: string): boolean => {
    const other = reference.course(code);
    return (
      code === course.code ||
      (course.alternativeGroup !== '' && other.alternativeGroup === course.alternativeGroup)
    );
  };
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
  readonly how: 'hand' | 'registration';
  readonly rule: string;
  readonly reason: string;
}

async function seatGiven(
  { tx }: Occasion,
  offering: OfferingRef,
  person: PersonRef,
  manner: Manner,
): Promise<NewFact> {
  const { code, term } = offering;
  // Everybody who wants a number of this offering waits here, so that what is read next stays true.
  await tx.$executeRaw`select 1 from seat_number where offering = ${code} order by number for update`;
  const free = await tx.seatNumber.findFirst({
    where: { offering: code, number: { lte: offering.capacity }, seats: { none: { state: active } } },
    orderBy: { number: 'asc' },
  });
  if (free === null) {
    throw new AnswerRefused(
      'offering_full',
      `${code} är fullt: alla ${offering.capacity} platser är tagna. Välj ett annat tillfälle.`,
    );
  }
  const { courseKind } = await tx.offering.findUniqueOrThrow({
    where: { code },
    select: { courseKind: true },
  });
  return {
    kind: 'seat_given',
    subject: `${code}.${person.id}`,
    data: {
      offering: code,
      person: person.id,
      number: free.number,
      term,
      courseKind,
      municipality: person.municipality,
      ...manner,
    },
  };
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
