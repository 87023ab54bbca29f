/** What a course offering knows about itself, loaded in one snapshot. */
import type { Instant, IsoDate } from '../calendar/dates.ts';
import type { SeatState } from '../journey/facts.ts';
import type { OfferingCode, PersonId } from '../region.ts';

export interface OfferingFacts {
  readonly offering: OfferingCode;
  readonly practicalPublishedAt: Instant | null;
  readonly closedAt: Instant | null;
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
