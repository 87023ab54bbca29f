/** What handing out seats starts from, and what it decides. Every decision names its rule and says why in Swedish. */
import type { IsoDate } from '../calendar/dates.ts';
import type { CourseCode, MunicipalityCode, OfferingCode, PersonId, Term } from '../region.ts';
import type { Rules } from '../rules.ts';

/**
 * One manager of a municipality. All managers are handed over, also those who cannot take a seat, since the size of a
 * workplace counts; those who have left are left out.
 */
export interface Candidate {
  readonly person: PersonId;
  readonly municipality: MunicipalityCode;
  /** Empty for a manager without one, whom no stability cap concerns. */
  readonly workplace: string;
  readonly postSince: IsoDate | '';
  /** The covering decision with this manager's deadlines, `null` when the programme is not mandatory here. */
  readonly mandate: { readonly id: string; readonly startBy: IsoDate; readonly completeBy: IsoDate } | null;
  /** Has credits of the programme, or held a seat in it before. */
  readonly started: boolean;
  /** First day of the first course, of a credit an estimate; empty for somebody who has not begun. */
  readonly beganOn: IsoDate | '';
  /** Programme courses still missing (`missingCourses`). */
  readonly missing: readonly CourseCode[];
  /** The same at the start of each coming term (`ahead`): with time in post, 1a turns into 1b. */
  readonly missingAhead: readonly (readonly CourseCode[])[];
  /** Holds an active programme seat that overlaps the term. */
  readonly inTraining: boolean;
  /** Has asked for the programme, or was nominated, without being under a mandate. */
  readonly volunteer: boolean;
  /** Lost a seat when its offering was cancelled, misses that course still, and has had no other seat since. */
  readonly promised: boolean;
  /** Not on leave and not exempt. */
  readonly available: boolean;
}

/** A programme course offering of the term. */
export interface OfferingSupply {
  readonly code: OfferingCode;
  readonly course: CourseCode;
  readonly capacity: number;
  /** Active seats, and those in which guests make up a day that they missed elsewhere. */
  readonly taken: number;
  /** Free seats that are kept for a municipality and that it has not used yet. */
  readonly reserved?: readonly { readonly municipality: MunicipalityCode; readonly left: number }[];
}

export interface MunicipalityQuota {
  readonly code: MunicipalityCode;
  /** New mandated starters a calendar year; `null` when no mandate is in force. */
  readonly quotaPerYear: number | null;
  /**
   * Mandated managers who began their first course in the calendar year of the term's start, those with an active first
   * seat in the term included.
   */
  readonly startedThisYear: number;
}

export interface EnrolmentInput {
  readonly term: Term;
  readonly today: IsoDate;
  readonly rules: Rules;
  readonly municipalities: readonly MunicipalityQuota[];
  readonly candidates: readonly Candidate[];
  readonly offerings: readonly OfferingSupply[];
  /** The coming terms in order, with what they offer; none where the region plans no further. */
  readonly ahead: readonly { readonly term: Term; readonly offerings: readonly OfferingSupply[] }[];
  /** Salt of the hash that breaks ties. */
  readonly tieBreak: string;
}

/** Why somebody stands where in line, first to last. */
export type Priority = 'promised' | 'overdue' | 'continuing' | 'mandated' | 'voluntary';

/** Limits that hold a manager back although there may be seats. */
export type CapRule = 'stability_cap' | 'quota_full';

/** Why a manager cannot take a seat this term at all. */
export type IneligibleRule = 'unavailable' | 'in_training' | 'nothing_missing' | 'not_offered';

export interface Proposed {
  readonly person: PersonId;
  readonly course: CourseCode;
  readonly rule: Priority;
  readonly reasonSv: string;
}

export interface NotProposed {
  readonly person: PersonId;
  readonly rule: IneligibleRule | CapRule | 'share_full' | 'planned_later' | 'seats_full';
  readonly reasonSv: string;
}

export interface Proposal {
  readonly municipality: MunicipalityCode;
  /** First in line first. */
  readonly proposed: readonly Proposed[];
  readonly notProposed: readonly NotProposed[];
}

export interface Nomination {
  readonly person: PersonId;
  /** The course the municipality asks for, `null` when any missing one will do. */
  readonly course: CourseCode | null;
  /** The municipality's own order, lowest first; those without one come after, by the rules. */
  readonly order?: number;
}

/**
 * From the seat plan, from the places kept for the municipality, from its own share, from seats others did not use, or
 * from a seat given back.
 */
export type SeatRule = 'plan' | 'reserved' | 'share' | 'unused_seats' | 'promotion';

/** Why somebody on the list was passed over. */
export type PassedOverRule = CapRule | 'not_missing';

/** Somebody who stood before on the list and could not have the seat. */
export interface PassedOver {
  readonly person: PersonId;
  readonly rule: PassedOverRule;
}

export interface Seat {
  readonly person: PersonId;
  readonly municipality: MunicipalityCode;
  readonly offering: OfferingCode;
  readonly course: CourseCode;
  readonly rule: SeatRule;
  readonly reasonSv: string;
  /** By a promotion: whom it passed over, first in line first. */
  readonly passedOver?: readonly PassedOver[];
}

export interface WaitingPlace {
  readonly person: PersonId;
  readonly municipality: MunicipalityCode;
  readonly course: CourseCode;
  /** 1 is next in line for the course. */
  readonly position: number;
  readonly rule: CapRule | 'course_full';
  readonly reasonSv: string;
}

export interface Refusal {
  readonly person: PersonId;
  readonly rule: IneligibleRule | 'unknown_person';
  readonly reasonSv: string;
}

export interface Allocation {
  readonly seats: readonly Seat[];
  readonly waiting: readonly WaitingPlace[];
  readonly refused: readonly Refusal[];
}
