/** Which way seats are handed out: by a plan proved best, or by the order of priority when there is none. */
import type { MunicipalityCode, PersonId } from '../../region.ts';
import { type AllocationInput, allocate } from '../allocate.ts';
import { ineligible } from '../eligibility.ts';
import { createLimits } from '../limits.ts';
import { compareText, inOrder, priorityOf } from '../order.ts';
import { propose, proposedForEachSeat } from '../propose.ts';
import { capReason, ineligibleReason, proposalReason, shareFullReason } from '../reasons.ts';
import { createSupply } from '../supply.ts';
import type { Allocation, Candidate, EnrolmentInput, NotProposed, Proposal, Proposed } from '../types.ts';
import { planInBlocks } from './blocks.ts';
import { type EarlierSeat, type PlanScope, seatPlanInput } from './input.ts';
import type { NoPlan } from './plan.ts';
import { noPlanReason, plannedReason, plannedTermReason, planReason } from './reasons.ts';
import type { SolveLimits, Solver } from './solver.ts';
import type { PlannedSeat, SeatPlan, SeatPlanInput } from './types.ts';

export type Stage = 'proposal' | 'allocation';

/** What became of a seat plan, with the terms by code. */
export interface PlanOutcome {
  readonly method: 'plan' | 'priority';
  /** A Swedish sentence on the method, and why the plan was not used where it was not. */
  readonly reasonSv: string;
  readonly goals: SeatPlan['goals'];
  readonly rows: readonly EarlierSeat[];
}

export const limitsOf = ({ rules }: EnrolmentInput): SolveLimits => ({
  nodes: rules.enrolment.planNodes,
  iterations: rules.enrolment.planIterations,
});

/** What the plan of a stage looks at: everybody before the nominations, the nominated after them. */
export function scopeOf(
  stage: Stage,
  previous: readonly EarlierSeat[],
  nominations: AllocationInput['nominations'],
): PlanScope {
  return stage === 'proposal'
    ? { nominated: null, seatsFactor: proposedForEachSeat, previous }
    : { nominated: new Map(nominations.map((one) => [one.person, one.course])), seatsFactor: 1, previous };
}

interface Worked {
  readonly input: SeatPlanInput;
  readonly plan: SeatPlan | null;
  readonly outcome: PlanOutcome;
}

async function work(input: EnrolmentInput, scope: PlanScope, solver: Solver): Promise<Worked> {
  const problem = seatPlanInput(input, scope);
  const byPriority = (reasonSv: string): Worked => ({
    input: problem,
    plan: null,
    outcome: { method: 'priority', reasonSv, goals: [], rows: [] },
  });
  const { method, planBlock } = input.rules.enrolment;
  if (method === 'priority') return byPriority(noPlanReason('chosen'));
  const plan: SeatPlan | NoPlan = await planInBlocks(problem, solver, limitsOf(input), planBlock);
  if (typeof plan === 'string') return byPriority(noPlanReason(plan));
  if (!plan.proven && problem.candidates.length <= planBlock) return byPriority(noPlanReason('unproven'));
  const rows = plan.seats.map(({ person, term, course }) => ({
    person,
    term: problem.terms[term]?.code ?? '',
    course,
  }));
  return {
    input: problem,
    plan,
    outcome: { method: 'plan', reasonSv: planReason(plan, problem.terms), goals: plan.goals, rows },
  };
}

/** Whom each municipality is proposed to send, with the coming terms in view. */
export async function proposeByRule(
  input: EnrolmentInput,
  previous: readonly EarlierSeat[],
  solver: Solver,
): Promise<{ readonly proposals: Proposal[]; readonly outcome: PlanOutcome }> {
  const { plan, outcome, input: problem } = await work(input, scopeOf('proposal', previous, []), solver);
  return { proposals: plan === null ? propose(input) : proposals(input, problem, plan), outcome };
}

/** Seats for the nominated, with the coming terms in view. */
export async function allocateByRule(
  input: AllocationInput,
  previous: readonly EarlierSeat[],
  solver: Solver,
): Promise<{ readonly allocation: Allocation; readonly outcome: PlanOutcome }> {
  const scope = scopeOf('allocation', previous, input.nominations);
  const { plan, outcome, input: problem } = await work(input, scope, solver);
  if (plan === null) return { allocation: allocate(input), outcome };
  const now = new Map(seatsIn(plan, 0).map(({ person, course }) => [person, course]));
  const { waiting, ...rest } = allocate(input, now);
  const later = firstLater(plan);
  return {
    outcome,
    allocation: {
      ...rest,
      waiting: waiting.map((place) => ({
        ...place,
        reasonSv: withPlan(place.reasonSv, later.get(place.person), problem),
      })),
    },
  };
}

const seatsIn = ({ seats }: SeatPlan, term: number): readonly PlannedSeat[] =>
  seats.filter((seat) => seat.term === term);

/** The first planned seat after the first term, by person. */
function firstLater({ seats }: SeatPlan): Map<PersonId, PlannedSeat> {
  const later = new Map<PersonId, PlannedSeat>();
  for (const seat of seats) {
    if (seat.term > 0 && !later.has(seat.person)) later.set(seat.person, seat);
  }
  return later;
}

function withPlan(reasonSv: string, seat: PlannedSeat | undefined, { terms }: SeatPlanInput): string {
  const code = seat && terms[seat.term]?.code;
  return seat === undefined || code === undefined
    ? reasonSv
    : `${reasonSv} ${plannedTermReason(code, seat.course)}`;
}

/** All managers by municipality, first in line first: whom the plan seats now, and why not the others. */
function proposals(input: EnrolmentInput, problem: SeatPlanInput, plan: SeatPlan): Proposal[] {
  const now = new Map(seatsIn(plan, 0).map((seat) => [seat.person, seat]));
  const later = firstLater(plan);
  const supply = createSupply(input.offerings);
  const limits = createLimits(input);
  for (const candidate of input.candidates) if (now.has(candidate.person)) limits.add(candidate);
  const decide = (candidate: Candidate): Proposed | NotProposed => {
    const { person } = candidate;
    const seat = now.get(person);
    if (seat !== undefined) {
      const reasonSv = proposalReason(candidate, seat.course, input);
      return { person, course: seat.course, rule: priorityOf(candidate, input.today), reasonSv };
    }
    const not = (rule: NotProposed['rule'], reasonSv: string): NotProposed => ({
      person,
      rule,
      reasonSv: withPlan(reasonSv, later.get(person), problem),
    });
    const barred = ineligible(candidate, supply);
    if (barred !== null) return not(barred, ineligibleReason(barred, input));
    const cap = limits.holdsBack(candidate);
    if (cap !== null) return not(cap, capReason(cap, candidate, input));
    if (candidate.mandate === null && !candidate.volunteer && !candidate.started) {
      return not('share_full', shareFullReason);
    }
    return not(later.has(person) ? 'planned_later' : 'seats_full', plannedReason(input.term.code));
  };
  const byMunicipality = new Map<MunicipalityCode, { proposed: Proposed[]; notProposed: NotProposed[] }>();
  for (const { code } of input.municipalities.toSorted((one, other) => compareText(one.code, other.code))) {
    byMunicipality.set(code, { proposed: [], notProposed: [] });
  }
  for (const candidate of inOrder(input.candidates, input)) {
    const proposal = byMunicipality.get(candidate.municipality);
    if (proposal === undefined) {
      throw new RangeError(`A candidate belongs to an unknown municipality: ${candidate.municipality}`);
    }
    const decision = decide(candidate);
    if ('course' in decision) proposal.proposed.push(decision);
    else proposal.notProposed.push(decision);
  }
  return [...byMunicipality].map(([municipality, proposal]) => ({ municipality, ...proposal }));
}
