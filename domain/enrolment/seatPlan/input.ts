/** From what handing out seats starts from to what a plan over several terms needs. */
import type { IsoDate } from '../../calendar/dates.ts';
import { groupBy } from '../../groupBy.ts';
import type { CourseCode, MunicipalityCode, PersonId, TermCode } from '../../region.ts';
import { ineligible } from '../eligibility.ts';
import { newStartersLeft, stabilityCap } from '../limits.ts';
import { inOrder, priorityOf } from '../order.ts';
import { fairShares } from '../propose.ts';
import { createSupply } from '../supply.ts';
import type { Candidate, EnrolmentInput } from '../types.ts';
import { capacities } from './capacity.ts';
import type { PlanCandidate, PlanTerm, SeatPlanInput } from './types.ts';

/** A seat of an earlier plan. */
export interface EarlierSeat {
  readonly person: PersonId;
  readonly term: TermCode;
  readonly course: CourseCode;
}

export interface PlanScope {
  /** Who may have a seat in the first term, with the course asked for; `null` when everybody may. */
  readonly nominated: ReadonlyMap<PersonId, CourseCode | null> | null;
  /** Planned in the first term for each seat that is free. */
  readonly seatsFactor: number;
  readonly previous: readonly EarlierSeat[];
}

/** @returns the same for any order of the input's lists; candidates in line */
export function seatPlanInput(input: EnrolmentInput, scope: PlanScope): SeatPlanInput {
  const terms = [input.term, ...input.ahead.map(({ term }) => term)];
  const termIndex = new Map(terms.map(({ code }, index) => [code, index]));
  const previous = groupBy(scope.previous, ({ person }) => person);
  const supply = createSupply(input.offerings);
  const candidates = inOrder(
    input.candidates.filter(({ missing }) => missing.length > 0),
    input,
  ).map((candidate, place): PlanCandidate => {
    const { person, municipality, mandate, started, missing } = candidate;
    const workplace = candidate.workplace === '' ? '' : workplaceKey(candidate);
    const now = ineligible(candidate, supply) === null && isNominated(person, scope);
    return {
      person,
      municipality,
      workplace,
      mandate,
      // Whoever takes a first course now has begun when the next term comes.
      started: started || candidate.inTraining,
      place,
      standing: priorityOf(candidate, input.today),
      missing: [missing, ...candidate.missingAhead],
      firstTerm: now ? 0 : 1,
      finishBy: finishBy(candidate, terms, input),
      asked: scope.nominated?.get(person) ?? '',
      previous: (previous.get(person) ?? []).flatMap(({ term, course }) => {
        const index = termIndex.get(term);
        return index === undefined ? [] : [{ term: index, course }];
      }),
    };
  });
  return {
    terms,
    candidates,
    ...capacities(input, scope.seatsFactor),
    workplaces: workplaces(input.candidates, input),
    quotas: input.municipalities.map((quota) => ({
      municipality: quota.code,
      left: terms.map(({ start }) =>
        start.slice(0, 4) === input.term.start.slice(0, 4)
          ? newStartersLeft(quota)
          : (quota.quotaPerYear ?? 0),
      ),
    })),
    shares: sharesOf(candidates, input, scope),
  };
}

const isNominated = (person: PersonId, { nominated }: PlanScope): boolean =>
  nominated === null || nominated.has(person);

const workplaceKey = ({ municipality, workplace }: Candidate): string => `${municipality} ${workplace}`;

/** Fair shares of the first term's seats, among those who may have one. */
function sharesOf(
  candidates: readonly PlanCandidate[],
  input: EnrolmentInput,
  { seatsFactor }: PlanScope,
): ReadonlyMap<MunicipalityCode, number> {
  const may = new Set(candidates.filter(({ firstTerm }) => firstTerm === 0).map(({ person }) => person));
  const those = input.candidates.filter(({ person }) => may.has(person));
  return fairShares(createSupply(input.offerings), { ...input, candidates: those }, seatsFactor);
}

function workplaces(candidates: readonly Candidate[], { rules }: EnrolmentInput) {
  const together = groupBy(
    candidates.filter(({ workplace }) => workplace !== ''),
    workplaceKey,
  );
  return [...together].map(([workplace, managers]) => ({
    workplace,
    cap: stabilityCap(managers.length, rules),
    inTraining: managers.filter(({ inTraining }) => inTraining).length,
  }));
}

/** The last term of the plan within the rule's number of terms of having begun, that of beginning included. */
function finishBy({ beganOn }: Candidate, terms: readonly PlanTerm[], { rules }: EnrolmentInput): number {
  if (beganOn === '') return terms.length - 1;
  const last = halfYear(beganOn) + rules.enrolment.finishWithinTerms - 1;
  return terms.reduce((found, { start }, index) => (halfYear(start) <= last ? index : found), -1);
}

/** Half years since year 0: a spring term and an autumn term each year. */
function halfYear(date: IsoDate): number {
  return Number(date.slice(0, 4)) * 2 + (date.slice(5, 7) >= '07' ? 1 : 0);
}
