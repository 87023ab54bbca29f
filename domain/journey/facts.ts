/** What a manager's journey knows about one manager: the current state, loaded in one snapshot. */
import type { Instant, IsoDate } from '../calendar/dates.ts';
import type { ReissueCause, RevocationReason } from '../certificates/standing.ts';
import type { CaseState } from '../escalation/case.ts';
import type { ExtensionFact } from '../escalation/extensions.ts';
import type { ChangeFact, EndingFact } from '../offering/changes.ts';
import type { RespiteCause, RespiteKind } from '../people/respites.ts';
import type { CourseCode, OfferingCode, PersonId, TermCode } from '../region.ts';

export const seatStates = [
  'held',
  'passed',
  'failed',
  'declined',
  'withdrawn',
  'cancelled',
  'retracted',
] as const;
/**
 * `cancelled`: taken away with the offering; `declined` and `withdrawn`: given up by the person; `retracted`: given by
 * mistake and taken back.
 */
export type SeatState = (typeof seatStates)[number];

/** Seats in these states are the person's; the others have been given up. */
export const activeSeatStates: readonly SeatState[] = ['held', 'passed', 'failed'];

/** How a seat was given. */
export const seatHows = ['allocation', 'promotion', 'registration', 'invitation', 'hand', 'merge'] as const;
export type SeatHow = (typeof seatHows)[number];

export interface SeatFact {
  readonly offering: OfferingCode;
  readonly term: TermCode;
  readonly state: SeatState;
  /** 1, and one more when the same person gets a seat in the same offering again. */
  readonly occurrence: number;
  readonly givenAt: Instant;
  /** How it was given: `allocation`, `promotion`, `registration` or `hand`. */
  readonly how: string;
  readonly byHand: boolean;
  readonly acceptedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Last day to say yes to a seat of the waiting list; empty when no answer is asked for. */
  readonly answerBy?: IsoDate | '';
  /** `no_answer` when that day passed without one. */
  readonly endedCause?: string;
  /** The term of the later training group, when that is the cause; empty otherwise. */
  readonly switchedTo?: TermCode | '';
  /** Whether a coordinator entered that it was given up. */
  readonly endedByHand?: boolean;
  /** How many times it was given back after its offering had been cancelled; 0 without it. */
  readonly reinstated?: number;
}

export interface DayFact {
  readonly offering: OfferingCode;
  readonly day: number;
  readonly attendanceRegisteredAt: Instant | null;
  /** Whether a coordinator registered it by hand. */
  readonly byHand?: boolean;
}

export interface AttendanceFact {
  readonly offering: OfferingCode;
  readonly day: number;
  readonly present: boolean;
}

export interface HandInFact {
  readonly offering: OfferingCode;
  readonly kind: 'assignment' | 'memo';
  /** The course day of an assignment, the attempt of a memo. */
  readonly number: number;
}

export interface ResultFact {
  readonly offering: OfferingCode;
  readonly attempt: number;
  readonly passed: boolean;
  readonly on: IsoDate;
  readonly decidedAt: Instant;
  readonly byHand: boolean;
}

export interface CreditFact {
  readonly course: CourseCode;
  readonly completedOn: IsoDate;
}

/** A part of a course that has been done; course days are attendance. */
export interface PartDoneFact {
  readonly course: CourseCode;
  readonly part: string;
}

/** A web course or an introduction: asked for, done, or both. */
export interface SelfStudyFact {
  readonly course: CourseCode;
  readonly assignedAt: Instant | null;
  /** Last day; empty when nobody asked for it. */
  readonly dueOn: IsoDate | '';
  readonly completedOn: IsoDate | '';
  readonly completedAt: Instant | null;
  readonly byHand: boolean;
}

/** A line of a municipality's plan that the person is the support person of. */
export interface PlanActivityFact {
  readonly code: string;
  readonly plannedOn: IsoDate;
  readonly doneOn: IsoDate | '';
  readonly cancelledOn: IsoDate | '';
  /** 1, and one more each time it is planned for another day. */
  readonly occurrence: number;
}

export interface NominationFact {
  readonly term: TermCode;
  readonly state: 'nominated' | 'declined' | 'refused';
  readonly course: CourseCode | '';
  readonly recordedAt: Instant;
  readonly byHand: boolean;
}

export interface WaitingFact {
  readonly term: TermCode;
  readonly course: CourseCode;
  readonly position: number;
  readonly state: 'waiting' | 'promoted' | 'ended';
  readonly placedAt: Instant;
  readonly endedAt: Instant | null;
  /** When it ended because the course was cancelled; left out when it never was. */
  readonly cancelledAt?: Instant | null;
  /** When the course was given after all, the newest time, and how often. */
  readonly restoredAt?: Instant | null;
  readonly restored?: number;
}

/** One version of a certificate. What is left out is that of a first version that stands. */
export interface CertificateFact {
  readonly key: string;
  readonly kind: CertificateKind;
  readonly offering: OfferingCode | '';
  readonly issuedAt: Instant;
  readonly version?: number;
  readonly status?: 'issued' | 'replaced' | 'revoked';
  /** Course days present that it speaks of, and credits of the programme in tenths of hp; 0 for neither. */
  readonly daysPresent?: number;
  readonly creditsTenths?: number;
  readonly revokedAt?: Instant | null;
  readonly revokedByHand?: boolean;
  readonly reasonClass?: RevocationReason | '';
  /** How many times this version has been revoked; 0 without it. */
  readonly revocations?: number;
  /** When a revocation that was decided was last taken back; null or without it while none was. */
  readonly restoredAt?: Instant | null;
  /** When a new version of it was asked for, and why; null or without it when none is. */
  readonly reissueAt?: Instant | null;
  readonly reissueCause?: ReissueCause | '';
  readonly reissueByHand?: boolean;
}

/** A version of a result: `passed` is null when it was taken back as entered by mistake. */
export interface ResultVersionFact {
  readonly offering: OfferingCode;
  readonly attempt: number;
  readonly version: number;
  readonly passed: boolean | null;
  readonly decidedAt: Instant;
  readonly byHand: boolean;
}

/** A seat for one day in another offering of the course, for a day that was missed at home. */
export interface MakeUpFact {
  readonly home: OfferingCode;
  readonly homeDay: number;
  /** 1, and one more each time the same day is booked anew. */
  readonly number: number;
  readonly offering: OfferingCode;
  readonly day: number;
  readonly state: 'booked' | 'released';
  readonly bookedAt: Instant;
  readonly byHand: boolean;
  readonly releasedAt: Instant | null;
  readonly cause: 'cancelled' | 'moved' | 'given_up' | '';
}

export type CertificateKind = 'course' | 'course_day' | 'programme' | 'web';

/**
 * On leave, exempt, a plan that a chief has given, or an extension of the deadline: until a day (`''` = open end), as it
 * turned out when it ended earlier or later than granted.
 */
export interface RespiteFact {
  readonly kind: RespiteKind;
  /** Class of the reason; empty when it is not known. */
  readonly cause?: RespiteCause | '';
  readonly from: IsoDate;
  readonly until: IsoDate | '';
}

export interface JourneyFacts {
  readonly person: PersonId;
  /** When the person's life began in the system; nothing is owed for moments before it. */
  readonly since: Instant;
  readonly seats: readonly SeatFact[];
  readonly days: readonly DayFact[];
  /** Offerings whose practical information has been published, and when. */
  readonly practicalInformation: readonly { readonly offering: OfferingCode; readonly at: Instant }[];
  readonly attendance: readonly AttendanceFact[];
  readonly handIns: readonly HandInFact[];
  readonly results: readonly ResultFact[];
  readonly credits: readonly CreditFact[];
  readonly nominations: readonly NominationFact[];
  readonly waiting: readonly WaitingFact[];
  readonly certificates: readonly CertificateFact[];
  readonly respites: readonly RespiteFact[];
  readonly partsDone: readonly PartDoneFact[];
  readonly selfStudies: readonly SelfStudyFact[];
  readonly planActivities: readonly PlanActivityFact[];
  /** Escalation cases of the person, open and closed. */
  readonly cases: readonly CaseState[];
  /** What has been asked about a later last day. */
  readonly extensions: readonly ExtensionFact[];
  /** When the person's name or address was changed. */
  readonly renamedAt?: readonly Instant[];
  /** What was changed about the offerings in which the person has or had a seat; none without it. */
  readonly changes?: readonly ChangeFact[];
  readonly endings?: readonly EndingFact[];
  readonly makeUps?: readonly MakeUpFact[];
  /** All versions of results; without it each result is its own first. */
  readonly resultVersions?: readonly ResultVersionFact[];
}
