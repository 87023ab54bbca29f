/** How many places an offering has, and who would like a course without a date. */
import { activeSeatStates } from '../../domain/journey/facts.ts';
import { lastDay } from '../../domain/offering/days.ts';
import { fromDate } from '../../prisma/client.ts';
import type { NewFact } from '../facts/record.ts';
import { assertCoordinator, assertProgrammeCourse, findManager, findOffering } from './lookUp.ts';
import { newest } from './newest.ts';
import type { Answering, Outcome } from './occasion.ts';
import { AnswerRefused } from './refused.ts';

export interface InterestOf {
  readonly person: string;
  readonly course: string;
}

export interface Capacity {
  readonly offering: string;
  readonly capacity: number;
  /** Who says so, when it is not entered by hand: a coordinator. */
  readonly by?: string;
}

export interface Reserve {
  readonly offering: string;
  readonly municipality: string;
  readonly count: number;
  /** The first day on which anybody may have what is left; not needed to take places away. */
  readonly releasedOn: string;
  /** Who says so, when it is not entered by hand: a coordinator. */
  readonly by?: string;
}

export interface PlaceAnswers {
  /** More or fewer places; what comes free goes to the waiting list. The number before undoes it. */
  changeCapacity(answer: Capacity): Promise<Outcome>;
  /** Keeps places of an offering for a municipality until a day; 0 places takes it away. */
  reservePlaces(answer: Reserve): Promise<Outcome>;
  /** A manager wants a course of the programme, whenever it is given. */
  registerInterest(answer: InterestOf): Promise<Outcome>;
  withdrawInterest(answer: InterestOf): Promise<Outcome>;
}

/** As many as a region's file may say. */
const mostPlaces = 500;

export const placeAnswers = (run: Answering): PlaceAnswers => ({
  changeCapacity: ({ offering: code, capacity, by }) =>
    run(`offering ${code}`, async ({ tx, reference, today }) => {
      if (by !== undefined) assertCoordinator(reference, by);
      const offering = findOffering(reference, code);
      const { capacity: before } = await tx.offering.findUniqueOrThrow({ where: { code } });
      if (before === capacity) return [];
      if (!Number.isInteger(capacity) || capacity < 1 || capacity > mostPlaces) {
        throw new AnswerRefused(
          'capacity_impossible',
          `${code} kan ha 1 till ${mostPlaces} platser. Skriv ett heltal däremellan.`,
        );
      }
      if (lastDay(offering).date < today) {
        throw new AnswerRefused(
          'offering_over',
          `${code} slutade ${lastDay(offering).date}. Välj ett senare tillfälle.`,
        );
      }
      const taken = await tx.seat.count({
        where: { offering: code, state: { in: [...activeSeatStates] } },
      });
      if (capacity < taken) {
        throw new AnswerRefused(
          'capacity_impossible',
          `${code} har redan ${taken} deltagare. Ta först bort platser, eller ange minst ${taken}.`,
        );
      }
      return [{ kind: 'capacity_changed', subject: code, data: { offering: code, capacity } }];
    }),

  reservePlaces: ({ offering: code, municipality, count, releasedOn, by }) =>
    run(`offering ${code}`, async ({ tx, reference, today }) => {
      if (by !== undefined) assertCoordinator(reference, by);
      const offering = findOffering(reference, code);
      if (reference.course(offering.course).kind !== 'programme') {
        throw new AnswerRefused(
          'not_a_programme_course',
          `${code} hör inte till programmet. Platser reserveras bara på programmets kurser.`,
        );
      }
      if (!reference.municipalities.some((row) => row.code === municipality)) {
        throw new AnswerRefused(
          'unknown_municipality',
          `Kommunen ”${municipality}” finns inte. Skriv dess kod, till exempel 2081.`,
        );
      }
      const id = { offering_municipality: { offering: code, municipality } };
      const before = await tx.reservedPlace.findUnique({ where: id });
      const day = count === 0 ? today : releasedOn;
      if (count === 0 && before === null) return [];
      if (before?.count === count && fromDate(before.releasedOn) === day) return [];
      if (day < today || (count > 0 && day === today)) {
        throw new AnswerRefused(
          'date_passed',
          `Platserna ska släppas en dag framåt i tiden, inte ${day}. Ange en senare dag.`,
        );
      }
      const others = await tx.reservedPlace.findMany({
        where: { offering: code, municipality: { not: municipality }, releasedAt: null },
      });
      const total = others.reduce((sum, other) => sum + other.count, count);
      if (total > offering.capacity) {
        throw new AnswerRefused(
          'capacity_impossible',
          `${code} har ${offering.capacity} platser, och ${total} skulle bli reserverade. Ange färre.`,
        );
      }
      return [
        {
          kind: 'places_reserved',
          subject: `${code}.${municipality}`,
          data: { offering: code, municipality, count, releasedOn: day },
        },
      ];
    }),

  registerInterest: ({ person, course }) =>
    run(person, async (occasion) => {
      findManager(occasion, person);
      assertProgrammeCourse(occasion, course);
      const { tx } = occasion;
      if ((await tx.interest.count({ where: { person, course } })) > 0) return [];
      return [{ kind: 'interest_registered', subject: `${person}.${course}`, data: { person, course } }];
    }),

  withdrawInterest: ({ person, course }) =>
    run(person, async (occasion): Promise<NewFact[]> => {
      findManager(occasion, person);
      assertProgrammeCourse(occasion, course);
      const { tx } = occasion;
      if ((await tx.interest.count({ where: { person, course } })) === 0) return [];
      const subject = `${person}.${course}`;
      return [
        {
          kind: 'interest_withdrawn',
          subject,
          data: { person, course },
          ...(await newest(tx, 'interest_registered', subject)),
        },
      ];
    }),
});
