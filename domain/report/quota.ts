/** How much of a municipality's yearly number of new managers is used. */
import type { IsoDate } from '../calendar/dates.ts';
import { coveringMandate, inForceSince } from '../mandate/mandate.ts';
import type { Reference } from '../reference.ts';
import { type Mandate, type MunicipalityCode, managerRoles } from '../region.ts';
import type { ComplianceRow } from './compliance.ts';

/** The decisions that count for a municipality's managers on a day: for each role the newest, each once. */
export function decisionsOn(
  reference: Reference,
  municipality: MunicipalityCode,
  on: IsoDate,
): readonly Mandate[] {
  const decisions = managerRoles.flatMap((role) => {
    const decision = coveringMandate({ municipality, role, leftOn: '' }, reference.mandates, on);
    return decision === null ? [] : [decision];
  });
  return [...new Set(decisions)];
}

export interface QuotaUse {
  readonly year: number;
  /**
   * Managers who began their first course that year under a decision in force, seats in a coming term included.
   * Whoever began before the decision is no new one.
   */
  readonly used: number;
  /** New managers a year; of several decisions the sum. */
  readonly quota: number;
}

/**
 * @param decisions those in force, from `decisionsOn`
 * @param rows all managers of the municipality
 * @returns null when no decision is in force
 */
export function quotaUse(
  decisions: readonly Mandate[],
  rows: readonly ComplianceRow[],
  year: number,
): QuotaUse | null {
  if (decisions.length === 0) return null;
  const ids = new Set(decisions.map(({ id }) => id));
  const began = rows.filter(
    ({ decision, beganOn }) =>
      decision !== null &&
      ids.has(decision.id) &&
      beganOn >= inForceSince(decision) &&
      beganOn.slice(0, 4) === String(year),
  );
  return {
    year,
    used: began.length,
    quota: decisions.reduce((sum, { quotaPerYear }) => sum + quotaPerYear, 0),
  };
}
