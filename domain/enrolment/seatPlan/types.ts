/** What a seat plan over several terms starts from, and what it answers. */
import type { IsoDate } from '../../calendar/dates.ts';
import type { CourseCode, MunicipalityCode, PersonId, TermCode } from '../../region.ts';
import type { Priority } from '../types.ts';
import type { Coefficients, Variable } from './program.ts';

/** A term of the plan; the first is the one whose seats are handed out now. */
export interface PlanTerm {
  readonly code: TermCode;
  readonly start: IsoDate;
  readonly end: IsoDate;
}

/** One manager who misses courses. Terms are counted from 0, the first of the plan. */
export interface PlanCandidate {
  readonly person: PersonId;
  readonly municipality: MunicipalityCode;
  /** Empty for a manager whom no stability cap concerns. */
  readonly workplace: string;
  readonly mandate: { readonly startBy: IsoDate; readonly completeBy: IsoDate } | null;
  readonly started: boolean;
  readonly standing: Priority;
  /** Place in the line of the order of priority (`inOrder`), 0 first: it breaks ties. */
  readonly place: number;
  /** By term, the course that each missing part of the programme means then (1a turns into 1b with time in post). */
  readonly missing: readonly (readonly CourseCode[])[];
  /** The first term in which a seat is possible. */
  readonly firstTerm: number;
  /** The last term within the rule's number of terms of having begun; the plan's last for one who has not. */
  readonly finishBy: number;
  /** Course that the municipality asks for in the first term, empty for none. */
  readonly asked: CourseCode | '';
  /** Seats of the plan before this one. */
  readonly previous: readonly { readonly term: number; readonly course: CourseCode }[];
}

export interface PlanWorkplace {
  readonly workplace: string;
  /** How many may train at once. */
  readonly cap: number;
  /** Of them in training in the first term already. */
  readonly inTraining: number;
}

export interface PlanQuota {
  readonly municipality: MunicipalityCode;
  /** By term: new mandated starters that the calendar year of the term's start leaves room for. */
  readonly left: readonly number[];
}

export interface SeatPlanInput {
  readonly terms: readonly PlanTerm[];
  readonly candidates: readonly PlanCandidate[];
  /** Free seats that anybody may have, by course, one number a term. */
  readonly capacity: ReadonlyMap<CourseCode, readonly number[]>;
  /** Free seats that are kept for a municipality, besides those; `openTo` tells what it may use in all. */
  readonly kept: ReadonlyMap<MunicipalityCode, ReadonlyMap<CourseCode, readonly number[]>>;
  readonly workplaces: readonly PlanWorkplace[];
  readonly quotas: readonly PlanQuota[];
  /** How many seats of the first term are each municipality's fair share. */
  readonly shares: ReadonlyMap<MunicipalityCode, number>;
}

export interface PlannedSeat {
  readonly person: PersonId;
  readonly term: number;
  readonly course: CourseCode;
}

/**
 * The goals in order; none gives way to a later one.
 * `overdue`: mandated managers' deadlines (to begin, to finish) that pass unmet within the plan.
 * `waiting`: how soon those whose deadline has passed, or cannot be met, get their seats (terms, more is better); before
 * them, a seat now for those whose last one was lost with a cancelled offering.
 * `finished`: people who finish within the rule's number of terms of beginning.
 * `fairness`: seats of the first term that municipalities lack to their fair share.
 * `changes`: seats of the plan before, and courses asked for, that are not kept.
 * `seats`: seats used, weighed by standing and by how soon, with the place in line as a small weight, so that ties are
 * broken by time in post, and then by a hash of term and person, the same way on every run.
 */
export const goalNames = ['overdue', 'waiting', 'finished', 'fairness', 'changes', 'seats'] as const;
export type GoalName = (typeof goalNames)[number];
export type Direction = 'minimise' | 'maximise';

export interface Goal {
  readonly name: GoalName;
  readonly direction: Direction;
  /** Added to the sum of the coefficients: what no plan can change. */
  readonly constant: number;
  readonly coefficients: Coefficients;
  /** Variables that are 1 after the goals before and stay so, which keeps the search short. */
  readonly keeps: readonly Variable[];
}

export interface GoalResult {
  readonly name: GoalName;
  readonly direction: Direction;
  readonly value: number;
  /** No plan is better than this, given the goals before (for `seats`: and given who finishes). */
  readonly bound: number;
  /** Distance between value and bound, 0 when proved best. */
  readonly gap: number;
}

export interface SeatPlan {
  /** By term and person. */
  readonly seats: readonly PlannedSeat[];
  /** In order of importance. */
  readonly goals: readonly GoalResult[];
  /** Every goal is proved best. */
  readonly proven: boolean;
}
