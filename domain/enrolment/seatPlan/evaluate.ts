/** What given seats are worth by the goals of a plan, counted directly: to compare a plan with another way. */
import { deadlineTerms, finishable, possibleSeats, promisedWeight } from './model.ts';
import type { Direction, GoalName, PlanCandidate, PlannedSeat, SeatPlanInput } from './types.ts';

/** @returns all goals but the last (`seats`), which only tells equals apart; in their order */
export function goalsOf(
  input: SeatPlanInput,
  seats: readonly PlannedSeat[],
): { readonly name: GoalName; readonly direction: Direction; readonly value: number }[] {
  const own = new Map<string, PlannedSeat[]>();
  for (const seat of seats) own.set(seat.person, [...(own.get(seat.person) ?? []), seat]);
  const held = input.candidates.map((candidate) => ({ candidate, seats: own.get(candidate.person) ?? [] }));
  const sum = (worth: (one: Held) => number) => held.reduce((total, one) => total + worth(one), 0);
  const now = new Map<string, number>();
  for (const { candidate, seats: those } of held) {
    const count = those.filter(({ term }) => term === 0).length;
    now.set(candidate.municipality, (now.get(candidate.municipality) ?? 0) + count);
  }
  const lack = [...input.shares].map(([code, share]) => Math.max(0, share - (now.get(code) ?? 0)));
  return [
    { name: 'overdue', direction: 'minimise', value: sum((one) => missedBy(one, input)) },
    { name: 'waiting', direction: 'maximise', value: sum((one) => soonOf(one, input)) },
    {
      name: 'finished',
      direction: 'maximise',
      value: sum((one) => (isDone(one, one.candidate.finishBy) ? 1 : 0)),
    },
    { name: 'fairness', direction: 'minimise', value: lack.reduce((total, one) => total + one, 0) },
    { name: 'changes', direction: 'minimise', value: sum((one) => changesOf(one, input)) },
  ];
}

interface Held {
  readonly candidate: PlanCandidate;
  readonly seats: readonly PlannedSeat[];
}

/** Every missing part taken by the end of a term. */
function isDone({ candidate, seats }: Held, by: number): boolean {
  const parts = candidate.missing[0]?.length ?? 0;
  const taken = seats.filter(({ term }) => term <= by);
  const covered = new Set(taken.map(({ term, course }) => candidate.missing[term]?.indexOf(course) ?? -1));
  return parts > 0 && covered.size === parts;
}

/** Has had a seat by the end of a term. */
const hasBegun = ({ seats }: Held, by: number) => seats.some(({ term }) => term <= by);

function missedBy(one: Held, input: SeatPlanInput): number {
  const { begin, finish } = deadlineTerms(one.candidate, input);
  return (
    (begin !== null && !hasBegun(one, begin) ? 1 : 0) + (finish !== null && !isDone(one, finish) ? 1 : 0)
  );
}

function soonOf(one: Held, input: SeatPlanInput): number {
  const { begin, finish } = deadlineTerms(one.candidate, input);
  const terms = [...input.terms.keys()];
  const begun = begin === null ? 0 : terms.filter((term) => term > begin && hasBegun(one, term)).length;
  const kept =
    one.candidate.standing === 'promised' && one.seats.some(({ term }) => term === 0)
      ? promisedWeight(input)
      : 0;
  if (finish === null || finishable(one.candidate, finish, input)) return begun + kept;
  return one.seats.reduce((total, { term }) => total + terms.length - term, begun + kept);
}

function changesOf({ candidate, seats }: Held, input: SeatPlanInput): number {
  const holds = (term: number, course: string) =>
    seats.some((seat) => seat.term === term && seat.course === course);
  const { asked, firstTerm, previous } = candidate;
  const lost = previous.filter(
    ({ term, course }) => term >= 0 && term < input.terms.length && !holds(term, course),
  ).length;
  const isPossible = possibleSeats(candidate, input).some(
    (seat) => seat.term === 0 && seat.course === asked && firstTerm === 0,
  );
  return lost + (isPossible && !holds(0, asked) ? 1 : 0);
}
