/** What a term's enrolment knows, loaded in one snapshot. */
import type { Instant } from '../calendar/dates.ts';
import type { SeatState } from '../journey/facts.ts';
import type { CourseCode, OfferingCode, PersonId, TermCode } from '../region.ts';

export interface TermFacts {
  readonly term: TermCode;
  readonly openedAt: Instant | null;
  readonly proposedAt: Instant | null;
  readonly allocatedAt: Instant | null;
  readonly waitingEndedAt: Instant | null;
  readonly proposals: readonly {
    readonly person: PersonId;
    readonly chief: PersonId;
    readonly course: CourseCode | '';
  }[];
  /** Proposal documents that have been made, by key. */
  readonly documents: readonly { readonly key: string; readonly issuedAt: Instant }[];
  readonly answeredChiefs: readonly PersonId[];
  readonly nominations: readonly {
    readonly person: PersonId;
    readonly chief: PersonId;
    readonly state: string;
  }[];
  /** Seats in the programme's courses that were given up, with the moment. */
  readonly freed: readonly {
    readonly offering: OfferingCode;
    readonly person: PersonId;
    readonly occurrence: number;
    readonly state: SeatState;
    readonly at: Instant;
    /** Whether a coordinator entered it. */
    readonly byHand: boolean;
  }[];
  readonly waiting: number;
}
