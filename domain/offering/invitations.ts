/** Which version of a calendar event an invitation is: calendars keep the one with the highest sequence (RFC 5545). */
import type { IsoDate } from '../calendar/dates.ts';

/** What makes one version of an event differ from another. */
export interface Invited {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly date: IsoDate;
  /** Local times, `09:00`. */
  readonly start: string;
  readonly end: string;
  readonly place: string;
  /** Id of the note with the address of the online meeting, or empty. */
  readonly link: string;
}

export interface InvitedVersion extends Invited {
  readonly sequence: number;
}

/**
 * The sequence of an invitation, given all that the person has been sent about the event, or may have been: that of the
 * newest version when neither time nor place differs from it, so that a mail sent again changes nothing; else the next.
 * An event that nobody knows to have been sent begins at 0; one that is cancelled all the same gets 1, above the
 * invitation that may have gone out before versions were kept.
 * @param earlier in any order
 */
export function nextSequence(earlier: readonly InvitedVersion[], wanted: Invited): number {
  const newest = earlier.reduce<InvitedVersion | undefined>(
    (found, version) => (found === undefined || version.sequence >= found.sequence ? version : found),
    undefined,
  );
  if (newest === undefined) return wanted.method === 'CANCEL' ? 1 : 0;
  return isSame(newest, wanted) ? newest.sequence : newest.sequence + 1;
}

const isSame = (one: Invited, other: Invited): boolean =>
  one.method === other.method &&
  one.date === other.date &&
  one.start === other.start &&
  one.end === other.end &&
  one.place === other.place &&
  one.link === other.link;
