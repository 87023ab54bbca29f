/** Who can take a seat this term at all. */
import type { Supply } from './supply.ts';
import type { Candidate, IneligibleRule } from './types.ts';

/** The rule by which a manager cannot take a seat this term, or `null`. */
export function ineligible(candidate: Candidate, supply: Supply): IneligibleRule | null {
  if (candidate.inTraining) return 'in_training';
  if (candidate.missing.length === 0) return 'nothing_missing';
  if (!candidate.available) return 'unavailable';
  return candidate.missing.some((course) => supply.isOffered(course)) ? null : 'not_offered';
}
