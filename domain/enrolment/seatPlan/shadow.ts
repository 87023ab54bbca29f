/** The shadow answer: why somebody has no seat in the first term, and what it would cost to give one. */
import type { IsoDate } from '../../calendar/dates.ts';
import type { PersonId } from '../../region.ts';
import { keptFor, openSeatsUsed } from './capacity.ts';
import { planSeats } from './plan.ts';
import { goalWords, plannedTermReason } from './reasons.ts';
import type { SolveLimits, Solver } from './solver.ts';
import type { PlanCandidate, SeatPlan, SeatPlanInput } from './types.ts';

/**
 * The limits that bind, then the cost: the plan is made again with this person seated in the first term, and the first
 * goal that gets worse is told.
 * @returns Swedish sentences without names
 */
export async function whyNoSeat(
  input: SeatPlanInput,
  plan: SeatPlan,
  person: PersonId,
  solver: Solver,
  limits: SolveLimits,
): Promise<string[]> {
  const candidate = input.candidates.find((one) => one.person === person);
  if (candidate === undefined) return ['Saknar ingen kurs i programmet, eller är inte chef den terminen.'];
  const own = plan.seats.filter((seat) => seat.person === person);
  const now = own.find(({ term }) => term === 0);
  const term = input.terms[0]?.code ?? '';
  if (now !== undefined) return [`Har en plats i planen för ${term} (kurs ${now.course}).`];
  const binding = bindingLimits(candidate, input, plan);
  const [next] = own;
  const planned =
    next === undefined ? [] : [plannedTermReason(input.terms[next.term]?.code ?? '', next.course)];
  if (candidate.firstTerm > 0) return [...binding, ...planned];
  return [...binding, await costOf(person, input, plan, solver, limits), ...planned];
}

/** What stands in the way as the plan is, without solving anything. */
export function bindingLimits(candidate: PlanCandidate, input: SeatPlanInput, plan: SeatPlan): string[] {
  const term = input.terms[0]?.code ?? '';
  if (candidate.firstTerm > 0) {
    return [
      `Kan inte ha plats ${term}: har redan en, är tjänstledig eller undantagen, är inte nominerad, eller så ges ingen kurs som saknas.`,
    ];
  }
  const now = plan.seats.filter((seat) => seat.term === 0);
  const people = new Map(input.candidates.map((one) => [one.person, one]));
  const homes = new Map(input.candidates.map(({ person, municipality }) => [person, municipality]));
  const sentences: string[] = [];
  const missing = candidate.missing[0] ?? [];
  const isFull = missing.every((course) => {
    const own = now.filter(
      (seat) => seat.course === course && homes.get(seat.person) === candidate.municipality,
    );
    const open = input.capacity.get(course)?.[0] ?? 0;
    return (
      own.length >= keptFor(input, candidate.municipality, course, 0) &&
      openSeatsUsed(now, homes, input, course, 0) >= open
    );
  });
  if (isFull) {
    sentences.push(`Ingen plats är kvar ${term} på någon kurs som saknas (${missing.join(', ')}).`);
    const seated = now.filter(({ course }) => missing.includes(course));
    sentences.push(
      ...earlierDeadlines(
        candidate,
        seated.flatMap(({ person }) => people.get(person) ?? []),
      ),
    );
  }
  const workplace = input.workplaces.find((one) => one.workplace === candidate.workplace);
  if (workplace !== undefined) {
    const colleagues = now
      .filter((seat) => people.get(seat.person)?.workplace === candidate.workplace)
      .map((seat) => seat.person);
    if (colleagues.length + workplace.inTraining >= workplace.cap) {
      const held = colleagues.length === 0 ? 'kollegor som redan går' : colleagues.join(', ');
      sentences.push(`Högst ${workplace.cap} från arbetsplatsen går samtidigt; platsen hålls av ${held}.`);
    }
  }
  const quota = input.quotas.find(({ municipality }) => municipality === candidate.municipality);
  if (candidate.mandate !== null && !candidate.started && quota !== undefined) {
    const starters = now.filter(({ person }) => {
      const other = people.get(person);
      return other?.municipality === candidate.municipality && other.mandate !== null && !other.started;
    }).length;
    if (starters >= (quota.left[0] ?? 0))
      sentences.push('Kommunens kvot av nya deltagare för året är fylld.');
  }
  return sentences;
}

/** The last day that a decision sets next: to have begun or, once begun, to have finished. */
const dueBy = ({ mandate, started }: PlanCandidate): IsoDate | undefined =>
  started ? mandate?.completeBy : mandate?.startBy;

/** Said when everybody who has a seat instead has less time left, however they stand in line. */
function earlierDeadlines(candidate: PlanCandidate, seated: readonly PlanCandidate[]): string[] {
  const own = dueBy(candidate);
  const days = seated.map(dueBy).filter((day) => day !== undefined);
  const last = days.toSorted().at(-1);
  if (last === undefined || days.length < seated.length || (own !== undefined && last >= own)) return [];
  return [
    own === undefined
      ? `Alla som har de platserna har en tidsfrist, senast ${last}; här finns ingen.`
      : `Alla som har de platserna har en tidigare tidsfrist: senast ${last}, här ${own}.`,
  ];
}

async function costOf(
  person: PersonId,
  input: SeatPlanInput,
  plan: SeatPlan,
  solver: Solver,
  limits: SolveLimits,
): Promise<string> {
  const forced = await planSeats(input, solver, limits, person);
  if (forced === 'infeasible') return 'Ingen plan uppfyller alla gränser om personen får en plats nu.';
  if (typeof forced === 'string') return 'Det gick inte att räkna ut vad en plats nu skulle kosta.';
  for (const [index, goal] of plan.goals.entries()) {
    const other = forced.goals[index];
    const worse = other === undefined ? 0 : Math.abs(other.value - goal.value);
    if (worse === 0) continue;
    if (goal.name === 'seats')
      return 'En plats nu skulle bara flytta platsen från någon som står före i tur.';
    const [was, is] = [goal.value, other?.value ?? goal.value];
    return `En plats nu skulle försämra planen: ${goalWords[goal.name]} går från ${was} till ${is}.`;
  }
  return 'En plats nu skulle ge en lika bra plan; turordningen avgjorde.';
}
