/** The seat plan as a mixed-integer program: who takes which course in which term, within every limit. */
import { groupBy } from '../../groupBy.ts';
import type { CourseCode } from '../../region.ts';
import { stableHash } from '../../stableHash.ts';
import { compareText } from '../order.ts';
import type { Priority } from '../types.ts';
import { keptFor, openTo } from './capacity.ts';
import { createProgram, type Program, total, type Variable } from './program.ts';
import type { Goal, PlanCandidate, PlannedSeat, SeatPlanInput } from './types.ts';

/** Whether a candidate takes a missing part in a term. */
interface Choice {
  readonly candidate: PlanCandidate;
  readonly part: number;
  readonly term: number;
  readonly course: CourseCode;
  readonly variable: Variable;
}

export interface SeatPlanModel {
  readonly program: Program;
  /** In the order of their importance; the last breaks ties. */
  readonly goals: readonly Goal[];
  /** The seats that values of the variables mean, by term and person. */
  seats(values: ArrayLike<number>): PlannedSeat[];
  /** Values of the seat variables for given seats, for those that the model has a variable for. */
  choiceOf(seat: PlannedSeat): Variable | undefined;
  /** The variables of a person's seats in a term. */
  choicesOf(person: string, term: number): readonly Variable[];
}

/** A seat used by somebody who stands first counts more (`Priority`); sooner counts more than later. */
const standingWeight: Readonly<Record<Priority, number>> = {
  promised: 5,
  overdue: 4,
  continuing: 3,
  mandated: 2,
  voluntary: 1,
};

/** The order of the input does not matter: the same people and limits give the same text. */
export function buildModel(input: SeatPlanInput): SeatPlanModel {
  const program = createProgram();
  const candidates = input.candidates.toSorted((a, b) => a.place - b.place);
  const choices = candidates.flatMap((candidate) => choicesFor(candidate, input, program));
  const byPerson = groupBy(choices, ({ candidate }) => candidate.person);
  const of = (candidate: PlanCandidate) => byPerson.get(candidate.person) ?? [];

  limitEachPerson(byPerson, program);
  limitCourses(choices, input, program);
  limitWorkplaces(choices, input, program);
  const begun = new Map(
    candidates
      .filter(({ started, mandate }) => !started && mandate !== null)
      .map((candidate) => [candidate.person, begunBy(of(candidate), input, program)]),
  );
  limitStarters(candidates, begun, input, program);

  const finished = finishedGoal(candidates, of, program);
  const goals = [
    ...deadlineGoals(candidates, of, begun, input, program),
    finished,
    fairnessGoal(choices, input, program),
    changesGoal(candidates, choices, input),
    seatsGoal(choices, [...finished.coefficients.keys()], input),
  ];
  const bySeat = new Map(
    choices.map((choice) => [seatKey(choice.candidate.person, choice), choice.variable]),
  );
  return {
    program,
    goals,
    seats: (values) =>
      choices
        .filter(({ variable }) => (values[variable] ?? 0) > 0.5)
        .map(({ candidate, term, course }) => ({ person: candidate.person, term, course }))
        .toSorted((a, b) => a.term - b.term || compareText(a.person, b.person)),
    choiceOf: (seat) => bySeat.get(seatKey(seat.person, seat)),
    choicesOf: (person, term) =>
      (byPerson.get(person) ?? []).filter((choice) => choice.term === term).map(({ variable }) => variable),
  };
}

const seatKey = (person: string, { term, course }: { term: number; course: string }) =>
  `${person} ${term} ${course}`;

const ones = (choices: readonly Choice[]) => total(choices.map(({ variable }) => [variable, 1]));

/** A variable for each course and term in which a seat is possible at all. */
function choicesFor(candidate: PlanCandidate, input: SeatPlanInput, program: Program): Choice[] {
  return possibleSeats(candidate, input).map((seat) => ({ candidate, ...seat, variable: program.binary() }));
}

/** The seats that somebody could have, were there no others. */
export function possibleSeats(candidate: PlanCandidate, input: SeatPlanInput) {
  return input.terms.flatMap((_, term) =>
    term < candidate.firstTerm
      ? []
      : (candidate.missing[term] ?? [])
          .map((course, part) => ({ part, term, course }))
          .filter(({ course }) => openTo(input, candidate.municipality, course, term) > 0),
  );
}

/** Whether somebody can take every missing part by a term at all, were there no others. */
export function finishable(candidate: PlanCandidate, by: number, input: SeatPlanInput): boolean {
  const inTime = possibleSeats(candidate, input).filter(({ term }) => term <= by);
  return canFinish(candidate, inTime, by);
}

/** At most one seat a term, and each missing part at most once. */
function limitEachPerson(byPerson: ReadonlyMap<string, readonly Choice[]>, program: Program): void {
  for (const own of byPerson.values()) {
    for (const same of groupBy(own, ({ term }) => term).values()) {
      if (same.length > 1) program.atMost(ones(same), 1);
    }
    for (const same of groupBy(own, ({ part }) => part).values()) {
      if (same.length > 1) program.atMost(ones(same), 1);
    }
  }
}

/** A municipality fills the places kept for it first; what it has beyond them is taken from anybody's. */
function limitCourses(choices: readonly Choice[], input: SeatPlanInput, program: Program): void {
  for (const same of groupBy(choices, ({ course, term }) => `${course} ${term}`).values()) {
    const [first] = same;
    if (first === undefined) continue;
    const { course, term } = first;
    const open: [Variable, number][] = [];
    for (const [municipality, own] of groupBy(same, ({ candidate }) => candidate.municipality)) {
      const kept = keptFor(input, municipality, course, term);
      if (kept === 0) open.push(...ones(own));
      else if (own.length > kept) {
        const beyond = program.amount();
        program.atMost(total([...ones(own), [beyond, -1]]), kept);
        open.push([beyond, 1]);
      }
    }
    const free = input.capacity.get(course)?.[term] ?? 0;
    if (same.length > free) program.atMost(total(open), free);
  }
}

function limitWorkplaces(choices: readonly Choice[], { workplaces }: SeatPlanInput, program: Program): void {
  const caps = new Map(workplaces.map((one) => [one.workplace, one]));
  const together = choices.filter(({ candidate }) => caps.has(candidate.workplace));
  for (const same of groupBy(together, ({ candidate, term }) => `${candidate.workplace} ${term}`).values()) {
    const [first] = same;
    const workplace = first && caps.get(first.candidate.workplace);
    if (first === undefined || workplace === undefined) continue;
    const room = Math.max(0, workplace.cap - (first.term === 0 ? workplace.inTraining : 0));
    const people = new Set(same.map(({ candidate }) => candidate.person)).size;
    if (people > room) program.atMost(ones(same), room);
  }
}

/** By term: whether somebody has had a first seat by then. */
function begunBy(own: readonly Choice[], { terms }: SeatPlanInput, program: Program): Variable[] {
  const begun = terms.map(() => program.fraction());
  for (const [term, variable] of begun.entries()) {
    const before = begun[term - 1];
    const now = ones(own.filter((choice) => choice.term === term));
    const earlier: [Variable, number][] = before === undefined ? [] : [[before, -1]];
    // Begun when seated now or begun before; and only then.
    program.atLeast(total([[variable, 1], ...negated(now)]), 0);
    if (before !== undefined) program.atLeast(total([[variable, 1], ...earlier]), 0);
    program.atMost(total([[variable, 1], ...earlier, ...negated(now)]), 0);
  }
  return begun;
}

const negated = (coefficients: ReadonlyMap<Variable, number>): [Variable, number][] =>
  [...coefficients].map(([variable, factor]) => [variable, -factor]);

/** No more new mandated starters in a calendar year than the municipality's quota leaves room for. */
function limitStarters(
  candidates: readonly PlanCandidate[],
  begun: ReadonlyMap<string, readonly Variable[]>,
  { quotas, terms }: SeatPlanInput,
  program: Program,
): void {
  const starters = groupBy(
    candidates.filter(({ person }) => begun.has(person)),
    ({ municipality }) => municipality,
  );
  const leftOf = new Map(quotas.map(({ municipality, left }) => [municipality, left]));
  for (const [municipality, own] of starters) {
    const years = groupBy(terms.keys(), (term) => terms[term]?.start.slice(0, 4));
    for (const ofYear of years.values()) {
      const [first = 0] = ofYear;
      const last = ofYear.at(-1) ?? first;
      const parts = own.flatMap(({ person }): [Variable, number][] => {
        const states = begun.get(person) ?? [];
        const [by, before] = [states[last], states[first - 1]];
        return [
          ...(by === undefined ? [] : [[by, 1] satisfies [Variable, number]]),
          ...(before === undefined ? [] : [[before, -1] satisfies [Variable, number]]),
        ];
      });
      program.atMost(total(parts), leftOf.get(municipality)?.[first] ?? 0);
    }
  }
}

/** The last term that begins in time, and the last that ends in time; -1 when none does, `null` beyond the plan. */
export function deadlineTerms({ mandate, started }: PlanCandidate, input: SeatPlanInput) {
  const end = input.terms.at(-1)?.end ?? '';
  const startBy = mandate !== null && !started && mandate.startBy <= end ? mandate.startBy : null;
  const completeBy = mandate !== null && mandate.completeBy <= end ? mandate.completeBy : null;
  return {
    begin: startBy === null ? null : lastTerm(input, ({ start }) => start <= startBy),
    finish: completeBy === null ? null : lastTerm(input, (term) => term.end <= completeBy),
  };
}

/** The last term that helps against a deadline, -1 when none does. */
function lastTerm(input: SeatPlanInput, helps: (term: { start: string; end: string }) => boolean): number {
  return input.terms.reduce((last, term, index) => (helps(term) ? index : last), -1);
}

/** Deadlines that pass unmet, and how soon those who are late get on. */
function deadlineGoals(
  candidates: readonly PlanCandidate[],
  of: (candidate: PlanCandidate) => readonly Choice[],
  begun: ReadonlyMap<string, readonly Variable[]>,
  input: SeatPlanInput,
  program: Program,
): [Goal, Goal] {
  const { terms } = input;
  const missed: [Variable, number][] = [];
  const soon: [Variable, number][] = [];
  let certain = 0;
  for (const candidate of candidates) {
    for (const { variable, term } of of(candidate)) {
      if (term === 0 && candidate.standing === 'promised') soon.push([variable, promisedWeight(input)]);
    }
    const { begin, finish } = deadlineTerms(candidate, input);
    const states = begun.get(candidate.person);
    if (states !== undefined && begin !== null) {
      const state = states[begin];
      if (state === undefined) certain += 1;
      else missed.push([whenNot([[state, 1]], program), 1]);
      // Once it has passed, each term without a beginning is one too many.
      for (const variable of states.slice(begin + 1)) soon.push([variable, 1]);
    }
    if (finish !== null) {
      const own = of(candidate);
      const inTime = own.filter(({ term }) => term <= finish);
      if (canFinish(candidate, inTime, finish)) {
        const late = program.fraction();
        for (const same of groupBy(inTime, ({ part }) => part).values()) {
          program.atLeast(total([...ones(same), [late, 1]]), 1);
        }
        missed.push([late, 1]);
      } else {
        certain += 1;
        for (const { variable, term } of own) soon.push([variable, terms.length - term]);
      }
    }
  }
  return [
    { name: 'overdue', direction: 'minimise', constant: certain, coefficients: total(missed), keeps: [] },
    { name: 'waiting', direction: 'maximise', constant: 0, coefficients: total(soon), keeps: [] },
  ];
}

/** More than a seat now can be worth to somebody whose deadline has passed. */
export const promisedWeight = ({ terms }: SeatPlanInput): number => 2 * terms.length;

/** A variable that is 1 when the sum is 0. */
function whenNot(sum: readonly (readonly [Variable, number])[], program: Program): Variable {
  const not = program.fraction();
  program.atLeast(total([...sum, [not, 1]]), 1);
  return not;
}

/** Whether each missing part can be taken, one a term, by a term; a rough check that only rules out the impossible. */
function canFinish(candidate: PlanCandidate, inTime: readonly { part: number }[], by: number): boolean {
  const parts = candidate.missing[0]?.length ?? 0;
  const possible = new Set(inTime.map(({ part }) => part)).size;
  return possible === parts && by - candidate.firstTerm + 1 >= parts;
}

function finishedGoal(
  candidates: readonly PlanCandidate[],
  of: (candidate: PlanCandidate) => readonly Choice[],
  program: Program,
): Goal {
  const finished: [Variable, number][] = [];
  for (const candidate of candidates) {
    const inTime = of(candidate).filter(({ term }) => term <= candidate.finishBy);
    if (inTime.length === 0 || !canFinish(candidate, inTime, candidate.finishBy)) continue;
    const done = program.fraction();
    for (const same of groupBy(inTime, ({ part }) => part).values()) {
      program.atMost(total([[done, 1], ...negated(ones(same))]), 0);
    }
    finished.push([done, 1]);
  }
  return { name: 'finished', direction: 'maximise', constant: 0, coefficients: total(finished), keeps: [] };
}

/**
 * A seat is worth a thousand times its standing and the terms left, less a part that is smaller the further ahead in
 * line somebody stands (0 to 998) and a hash that tells their courses apart (0 or 1).
 */
const tieWeight = 1_000;

function seatsGoal(
  choices: readonly Choice[],
  keeps: readonly Variable[],
  { terms, candidates }: SeatPlanInput,
): Goal {
  const last = Math.max(1, ...candidates.map(({ place }) => place));
  const worth = ({ candidate, term, course }: Choice) => {
    const hash = stableHash(JSON.stringify([terms[term]?.code, candidate.person, course])) % 2;
    const behind = Math.round(((tieWeight - 2) * candidate.place) / last);
    return tieWeight * standingWeight[candidate.standing] * (2 * terms.length - term) - behind - hash;
  };
  const coefficients = total(choices.map((choice) => [choice.variable, worth(choice)]));
  return { name: 'seats', direction: 'maximise', constant: 0, coefficients, keeps };
}

function fairnessGoal(choices: readonly Choice[], { shares }: SeatPlanInput, program: Program): Goal {
  const now = choices.filter(({ term }) => term === 0);
  const given = groupBy(now, ({ candidate }) => candidate.municipality);
  const lacking: [Variable, number][] = [];
  let certain = 0;
  for (const [municipality, share] of [...shares].toSorted(([a], [b]) => compareText(a, b))) {
    const own = given.get(municipality) ?? [];
    if (own.length === 0) {
      certain += share;
    } else if (share > 0) {
      const lack = program.amount();
      program.atLeast(total([...ones(own), [lack, 1]]), share);
      lacking.push([lack, 1]);
    }
  }
  return {
    name: 'fairness',
    direction: 'minimise',
    constant: certain,
    coefficients: total(lacking),
    keeps: [],
  };
}

/** Counts what is not kept: the constant counts all of it as lost, and a seat that is kept takes one away. */
function changesGoal(
  candidates: readonly PlanCandidate[],
  choices: readonly Choice[],
  { terms }: SeatPlanInput,
): Goal {
  const bySeat = new Map(
    choices.map((choice) => [seatKey(choice.candidate.person, choice), choice.variable]),
  );
  let lost = 0;
  const kept: [Variable, number][] = [];
  for (const { person, previous, asked, firstTerm } of candidates) {
    const wanted = previous.filter(({ term }) => term >= 0 && term < terms.length);
    for (const seat of wanted) {
      const variable = bySeat.get(seatKey(person, seat));
      lost += 1;
      if (variable !== undefined) kept.push([variable, -1]);
    }
    const variable = bySeat.get(seatKey(person, { term: 0, course: asked }));
    if (asked !== '' && firstTerm === 0 && variable !== undefined) {
      lost += 1;
      kept.push([variable, -1]);
    }
  }
  return { name: 'changes', direction: 'minimise', constant: lost, coefficients: total(kept), keeps: [] };
}
