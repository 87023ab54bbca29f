/** What a term's enrolment knows, loaded in one snapshot. */
import type { Instant, IsoDate } from '../calendar/dates.ts';
import type { SeatState } from '../journey/facts.ts';
import type { CourseCode, MunicipalityCode, OfferingCode, PersonId, TermCode } from '../region.ts';

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
  /** Chiefs who have nothing more to say, about a workplace or (empty) at all. */
  readonly answers: readonly { readonly chief: PersonId; readonly workplace: string }[];
  /** Chiefs who had not answered everything when nominations closed. */
  readonly unanswered: readonly { readonly municipality: MunicipalityCode; readonly at: Instant }[];
  /** Places kept for a municipality. */
  readonly reserved: readonly {
    readonly offering: OfferingCode;
    readonly municipality: MunicipalityCode;
    readonly releasedOn: IsoDate;
  }[];
  readonly nominations: readonly {
    readonly person: PersonId;
    readonly chief: PersonId;
    readonly state: string;
  }[];
  /** Seats in the programme's courses that were given up or given by mistake, with the moment. */
  readonly freed: readonly {
    readonly offering: OfferingCode;
    readonly person: PersonId;
    readonly occurrence: number;
    readonly state: SeatState;
    readonly givenAt: Instant;
    readonly at: Instant;
    /** Whether a coordinator entered it. */
    readonly byHand: boolean;
  }[];
  /** Seats of the waiting list whose holders have not said yes yet. */
  readonly promised: readonly {
    readonly offering: OfferingCode;
    readonly person: PersonId;
    readonly occurrence: number;
    readonly answerBy: IsoDate;
  }[];
  /** Offerings of the programme that got more places, with the moment. */
  readonly raised: readonly {
    readonly offering: OfferingCode;
    readonly occurrence: number;
    readonly at: Instant;
    readonly byHand: boolean;
  }[];
  readonly waiting: number;
}
