/** Handing out the seats of a term among those whom the municipalities have nominated. */
import type { CourseCode, MunicipalityCode, PersonId } from '../region.ts';
import { stableHash } from '../stableHash.ts';
import { ineligible } from './eligibility.ts';
import { largestRemainder } from './largestRemainder.ts';
import { createLimits, type Limits } from './limits.ts';
import { compareText } from './order.ts';
import { mergeQueues, type Nominee, onePerPerson, queuesOf } from './queues.ts';
import { capReason, courseFullReason, ineligibleReason, seatReason, unknownPersonReason } from './reasons.ts';
import { createSpreading, createSupply, type Supply } from './supply.ts';
import type {
  Allocation,
  Candidate,
  EnrolmentInput,
  Nomination,
  Refusal,
  Seat,
  SeatRule,
  WaitingPlace,
} from './types.ts';

type Shares = ReadonlyMap<CourseCode, Map<MunicipalityCode, number>>;
type Weights = ReadonlyMap<CourseCode, ReadonlyMap<MunicipalityCode, number>>;

export interface AllocationInput extends EnrolmentInput {
  readonly nominations: readonly Nomination[];
}

/**
 * Gives every nominated person a seat, a place on a waiting list, or a refusal; exactly one of them.
 *
 * First the places kept for a municipality go to its own, in its order. Then in rounds: each nominee asks for one course (the one nominated for while it has seats, otherwise one that they miss
 * and that has most seats). The free seats of each course are divided between the municipalities by largest remainder
 * on their managers who are eligible for it, and each gives its share in its own order. Seats that are not used go
 * round again, between the municipalities that still ask, until nobody can be placed. Whoever a limit holds back waits,
 * since a colleague's refusal lifts it.
 *
 * @param planned the course in which each has a seat by a seat plan; it decides then, instead of the rounds.
 * @throws RangeError when a candidate's municipality is not among `municipalities`.
 */
export function allocate(input: AllocationInput, planned?: ReadonlyMap<PersonId, CourseCode>): Allocation {
  const supply = createSupply(input.offerings);
  const limits = createLimits(input);
  const nominations = onePerPerson(input.nominations);
  const { entitled, refused } = sift(nominations, supply, input);
  const line = mergeQueues(queuesOf(entitled, nominations, input));
  const weights = eligibleManagers(supply, input);
  // The course on whose waiting list each stands if need be.
  const firstAsked = wishes(line, supply.isOffered, supply);

  const seats: Seat[] = [];
  const seated = new Set<PersonId>();
  const give = ({ candidate, asked }: Nominee, course: CourseCode, rule: SeatRule): void => {
    const offering = supply.take(course, candidate.municipality);
    if (offering === null) return;
    limits.add(candidate);
    seated.add(candidate.person);
    const { person, municipality } = candidate;
    const reasonSv = seatReason(rule, candidate, course, asked, input);
    seats.push({ person, municipality, offering, course, rule, reasonSv });
  };

  if (planned !== undefined) {
    for (const nominee of line) {
      const course = planned.get(nominee.candidate.person);
      if (course === undefined) continue;
      const isKept = supply.kept(course, nominee.candidate.municipality) > 0;
      give(nominee, course, isKept ? 'reserved' : 'plan');
    }
    return { seats, waiting: waitingPlaces(line, seated, firstAsked, limits, input), refused };
  }
  for (const nominee of line) {
    const { candidate } = nominee;
    const course = keptCourse(nominee, supply);
    if (course !== null && limits.holdsBack(candidate) === null) give(nominee, course, 'reserved');
  }

  let asking = askersOf(line, seated, supply, limits);
  let shares = sharesOf(weights, supply, input);
  let rule: SeatRule = 'share';
  while (asking.size > 0) {
    for (const [nominee, course] of asking) {
      if (drawShare(shares, course, nominee.candidate.municipality)) give(nominee, course, rule);
    }
    asking = askersOf(line, seated, supply, limits);
    shares = sharesOf(weightsOfAskers(asking, weights), supply, input);
    rule = 'unused_seats';
  }
  return { seats, waiting: waitingPlaces(line, seated, firstAsked, limits, input), refused };
}

/** A course for which the nominee's municipality has a place kept: the one asked for, or the first that is missing. */
function keptCourse({ candidate, asked }: Nominee, supply: Supply): CourseCode | null {
  const kept = candidate.missing.filter((course) => supply.kept(course, candidate.municipality) > 0);
  return asked !== null && kept.includes(asked) ? asked : (kept.toSorted(compareText)[0] ?? null);
}

/** Takes one seat of a municipality's share of a course; false when none is left of it. */
function drawShare(shares: Shares, course: CourseCode, municipality: MunicipalityCode): boolean {
  const share = shares.get(course)?.get(municipality) ?? 0;
  if (share > 0) shares.get(course)?.set(municipality, share - 1);
  return share > 0;
}

/** Tells those who may have a seat from those who are refused one. */
function sift(nominations: ReadonlyMap<PersonId, Nomination>, supply: Supply, input: EnrolmentInput) {
  const byPerson = new Map(input.candidates.map((candidate) => [candidate.person, candidate]));
  const known = new Set(input.municipalities.map(({ code }) => code));
  const entitled: Candidate[] = [];
  const refused: Refusal[] = [];
  for (const person of [...nominations.keys()].toSorted(compareText)) {
    const candidate = byPerson.get(person);
    if (candidate === undefined) {
      refused.push({ person, rule: 'unknown_person', reasonSv: unknownPersonReason });
      continue;
    }
    if (!known.has(candidate.municipality)) {
      throw new RangeError(`A candidate belongs to an unknown municipality: ${candidate.municipality}`);
    }
    const rule = ineligible(candidate, supply);
    if (rule === null) entitled.push(candidate);
    else refused.push({ person, rule, reasonSv: ineligibleReason(rule, input) });
  }
  return { entitled, refused };
}

/** By course: how many managers of each municipality could take it this term. */
function eligibleManagers(supply: Supply, { candidates }: EnrolmentInput): Weights {
  const weights = new Map<CourseCode, Map<MunicipalityCode, number>>();
  for (const candidate of candidates) {
    if (ineligible(candidate, supply) !== null) continue;
    for (const course of candidate.missing) {
      const counts = weights.get(course) ?? new Map<MunicipalityCode, number>();
      counts.set(candidate.municipality, (counts.get(candidate.municipality) ?? 0) + 1);
      weights.set(course, counts);
    }
  }
  return weights;
}

/**
 * Who asks for which course in this round, in line: nominees without a seat who miss a course with free seats. Limits
 * are counted as if all before in line got theirs, so that nobody passes a colleague by asking for another course.
 */
function askersOf(
  line: readonly Nominee[],
  seated: ReadonlySet<PersonId>,
  supply: Supply,
  limits: Limits,
): Map<Nominee, CourseCode> {
  const hasFree = (course: CourseCode) => supply.free(course) > 0;
  const trial = limits.copy();
  const admitted = line.filter(({ candidate }) => {
    if (seated.has(candidate.person) || !candidate.missing.some(hasFree)) return false;
    if (trial.holdsBack(candidate) !== null) return false;
    trial.add(candidate);
    return true;
  });
  return wishes(admitted, hasFree, supply);
}

/** A course each, in line: the nominated one when open, otherwise the open one with most seats left. */
function wishes(
  nominees: readonly Nominee[],
  isOpen: (course: CourseCode) => boolean,
  supply: Supply,
): Map<Nominee, CourseCode> {
  const spreading = createSpreading(supply);
  const named = (nominee: Nominee): CourseCode | null => {
    const { asked, candidate } = nominee;
    return asked !== null && candidate.missing.includes(asked) && isOpen(asked) ? asked : null;
  };
  for (const nominee of nominees) {
    const course = named(nominee);
    if (course !== null) spreading.count(course);
  }
  const result = new Map<Nominee, CourseCode>();
  for (const nominee of nominees) {
    const course = named(nominee) ?? spreading.choose(nominee.candidate.missing.filter(isOpen));
    if (course !== null) result.set(nominee, course);
  }
  return result;
}

/** The weights of those municipalities only that ask for a course. */
function weightsOfAskers(asking: ReadonlyMap<Nominee, CourseCode>, weights: Weights): Weights {
  const askers = new Map<CourseCode, Map<MunicipalityCode, number>>();
  for (const [{ candidate }, course] of asking) {
    const weight = weights.get(course)?.get(candidate.municipality) ?? 0;
    const sharing = askers.get(course) ?? new Map<MunicipalityCode, number>();
    askers.set(course, sharing.set(candidate.municipality, weight));
  }
  return askers;
}

/** By course: how its free seats are divided between municipalities. */
function sharesOf(weights: Weights, supply: Supply, { tieBreak, term }: EnrolmentInput): Shares {
  const tie = (course: CourseCode) => (municipality: MunicipalityCode) =>
    `${stableHash(JSON.stringify([tieBreak, term.code, course, municipality]))} ${municipality}`;
  return new Map(
    [...weights].map(([course, sharing]) => [
      course,
      largestRemainder(supply.free(course), sharing, tie(course)),
    ]),
  );
}

/** Everybody without a seat, on the waiting list of one course, in line. */
function waitingPlaces(
  line: readonly Nominee[],
  seated: ReadonlySet<PersonId>,
  firstAsked: ReadonlyMap<Nominee, CourseCode>,
  limits: Limits,
  input: EnrolmentInput,
): WaitingPlace[] {
  const length = new Map<CourseCode, number>();
  return line.flatMap((nominee) => {
    const { candidate } = nominee;
    const course = firstAsked.get(nominee);
    if (seated.has(candidate.person) || course === undefined) return [];
    const position = (length.get(course) ?? 0) + 1;
    length.set(course, position);
    return [waitingPlace(candidate, course, position, limits, input)];
  });
}

/** A place on a waiting list, with what holds the manager back now. */
export function waitingPlace(
  candidate: Candidate,
  course: CourseCode,
  position: number,
  limits: Limits,
  input: EnrolmentInput,
): WaitingPlace {
  const { person, municipality } = candidate;
  const cap = limits.holdsBack(candidate);
  return cap === null
    ? {
        person,
        municipality,
        course,
        position,
        rule: 'course_full',
        reasonSv: courseFullReason(course, position),
      }
    : { person, municipality, course, position, rule: cap, reasonSv: capReason(cap, candidate, input) };
}
