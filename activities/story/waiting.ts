/** Who waits for a seat, and how many want a course that has no date. */
import { type CourseDemand, demandOf } from '../../domain/enrolment/demand.ts';
import { activeSeatStates } from '../../domain/journey/facts.ts';
import { inPost } from '../../domain/reference.ts';
import { managerRoles } from '../../domain/region.ts';
import { fromDate } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';

export interface WaitingReport {
  /** In line, by term and course. */
  readonly waiting: readonly {
    readonly term: string;
    readonly course: string;
    readonly position: number;
    readonly person: string;
    readonly reason: string;
  }[];
  /** Promoted, and not answered yet. */
  readonly promised: readonly {
    readonly offering: string;
    readonly person: string;
    readonly answerBy: string;
  }[];
  readonly reserved: readonly {
    readonly offering: string;
    readonly municipality: string;
    readonly count: number;
    readonly releasedOn: string;
  }[];
  readonly demand: readonly CourseDemand[];
}

/** @param term only this term's lists; demand is that of all */
export async function waitingAndDemand(
  { db, clock, reference: load }: Pick<Dependencies, 'db' | 'clock' | 'reference'>,
  term?: string,
): Promise<WaitingReport> {
  const reference = await load();
  const today = reference.calendar.dateOf(await clock.now(db));
  const inTerm = term === undefined ? {} : { term };
  const waiting = await db.waitingPlace.findMany({
    where: { ...inTerm, state: 'waiting' },
    orderBy: [{ term: 'asc' }, { course: 'asc' }, { position: 'asc' }],
  });
  const promised = await db.seat.findMany({
    where: { ...inTerm, state: 'held', acceptedAt: null, answerBy: { not: null } },
    orderBy: [{ answerBy: 'asc' }, { offering: 'asc' }, { person: 'asc' }],
  });
  const reserved = await db.reservedPlace.findMany({
    where: { releasedAt: null },
    orderBy: [{ releasedOn: 'asc' }, { offering: 'asc' }, { municipality: 'asc' }],
  });
  const ended = await db.waitingPlace.findMany({ where: { state: 'ended' } });
  const seats = await db.seat.findMany({
    where: { courseKind: 'programme', state: { in: [...activeSeatStates] } },
  });
  const has = [
    ...seats.map(({ person, offering }) => ({ person, course: reference.offering(offering).course })),
    ...(await db.credit.findMany()),
  ];
  const managers = new Set(
    reference.people
      .filter((person) => managerRoles.includes(person.role) && inPost(person, today))
      .map(({ id }) => id),
  );
  const isOfTerm = (offering: string) => term === undefined || reference.offering(offering).term === term;
  return {
    waiting: waiting.map(({ term: of, course, position, person, reason }) => ({
      term: of,
      course,
      position,
      person,
      reason,
    })),
    promised: promised.flatMap(({ offering, person, answerBy }) =>
      answerBy === null ? [] : [{ offering, person, answerBy: fromDate(answerBy) }],
    ),
    reserved: reserved
      .filter(({ offering, releasedOn }) => isOfTerm(offering) && fromDate(releasedOn) > today)
      .map(({ offering, municipality, count, releasedOn }) => ({
        offering,
        municipality,
        count,
        releasedOn: fromDate(releasedOn),
      })),
    demand: demandOf(await db.interest.findMany(), ended, has, reference, (person) => managers.has(person)),
  };
}

/** How many want a course, in a line for a terminal. */
export const demandLine = ({ course, people, interested, waited }: CourseDemand): string =>
  `${course}: ${people} (${interested} said so, ${waited} waited in a term)`;

/** The same for a terminal. */
export function waitingText({ waiting, promised, reserved, demand }: WaitingReport): string {
  const part = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : [`${title}: ${lines.length}`, ...lines.map((line) => `  ${line}`)];
  const lines = [
    ...part(
      'Waiting',
      waiting.map(
        ({ term, course, position, person, reason }) => `${term} ${course} #${position} ${person}: ${reason}`,
      ),
    ),
    ...part(
      'Promoted, to answer',
      promised.map(({ offering, person, answerBy }) => `${offering} ${person}: by ${answerBy}`),
    ),
    ...part(
      'Kept for a municipality',
      reserved.map(
        ({ offering, municipality, count, releasedOn }) =>
          `${offering} ${municipality}: ${count} until ${releasedOn}`,
      ),
    ),
    ...part('Wanted without a date', demand.map(demandLine)),
  ];
  return lines.length === 0 ? 'Nobody waits' : lines.join('\n');
}
