/** What a course offering knows about itself, loaded in one snapshot. */
import type { Instant, IsoDate } from '../calendar/dates.ts';
import type { SeatState } from '../journey/facts.ts';
import type { OfferingCode, PersonId } from '../region.ts';
import type { ChangeFact, EndingFact } from './changes.ts';

/** A trainer who cannot come to a day that they were to hold. */
export interface TrainerAbsence {
  readonly day: number;
  readonly trainer: PersonId;
  /** 1, and one more each time the same trainer reports it again. */
  readonly number: number;
  readonly reportedAt: Instant;
  readonly byHand: boolean;
  /** When somebody else took over, or the trainer could come after all; null while the day is short. */
  readonly settledAt: Instant | null;
}

export interface OfferingFacts {
  readonly offering: OfferingCode;
  readonly practicalPublishedAt: Instant | null;
  readonly closedAt: Instant | null;
  /** How many times a corrected result opened it again after it had been closed; 0 without it. */
  readonly reopened?: number;
  /** What was changed, how it was cancelled, and which trainers cannot come; none without it. */
  readonly changes?: readonly ChangeFact[];
  readonly endings?: readonly EndingFact[];
  readonly trainerAbsences?: readonly TrainerAbsence[];
  /** What stands or stood on the coordinators' list about trainers of its days. */
  readonly trainerTasks?: readonly {
    readonly key: string;
    readonly openedAt: Instant;
    readonly closedAt: Instant | null;
  }[];
  readonly days: readonly { readonly day: number; readonly attendanceRegisteredAt: Instant | null }[];
  readonly seats: readonly { readonly person: PersonId; readonly state: SeatState }[];
  readonly results: readonly {
    readonly person: PersonId;
    readonly attempt: number;
    readonly passed: boolean;
    readonly on: IsoDate;
    readonly decidedAt: Instant;
  }[];
}
