/** How a version of a certificate stands: whether it counts, and if not, since when and why. */
import type { IsoDate } from '../calendar/dates.ts';
import { addMonths } from '../calendar/days.ts';

/** Facts that a certificate stood on have changed; when they are right again, a new version follows. */
export const correctionReasons = [
  'result_corrected',
  'attendance_corrected',
  'credits_fallen',
  'study_reopened',
] as const;
/** A coordinator has decided it; it counts again only when a coordinator restores it. */
export const decidedReasons = ['issued_in_error', 'misused', 'other_reason'] as const;
export const revocationReasons = [...correctionReasons, ...decidedReasons] as const;
export type RevocationReason = (typeof revocationReasons)[number];
export type DecidedReason = (typeof decidedReasons)[number];

export const isDecided = (reason: string): reason is DecidedReason =>
  decidedReasons.some((one) => one === reason);

/** Why a version takes the place of the one before it. */
export const replacementCauses = ['attendance_corrected', 'earned_again', 'new_name', 'asked_for'] as const;
export type ReplacementCause = (typeof replacementCauses)[number];
/** Of these, why somebody asks for a new version of what still holds. */
export const reissueCauses = ['new_name', 'asked_for'] as const;
export type ReissueCause = (typeof reissueCauses)[number];

export const certificateStandings = ['valid', 'replaced', 'revoked', 'expired'] as const;
export type CertificateStanding = (typeof certificateStandings)[number];

export interface StandingRow {
  readonly status: 'issued' | 'replaced' | 'revoked';
  /** Last day on which it counts; empty for one that does not expire. */
  readonly validUntil: IsoDate | '';
}

/** @param today local date on which somebody asks */
export function certificateStanding(
  { status, validUntil }: StandingRow,
  today: IsoDate,
): CertificateStanding {
  if (status !== 'issued') return status;
  return validUntil !== '' && validUntil < today ? 'expired' : 'valid';
}

/**
 * Last day on which a certificate counts.
 * @param months by the rule of its kind; 0: it does not expire
 * @returns empty for one that does not expire
 */
export const lastValidDay = (issuedOn: IsoDate, months: number): IsoDate | '' =>
  months === 0 ? '' : addMonths(issuedOn, months);
