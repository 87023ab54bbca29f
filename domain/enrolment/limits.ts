/** The two limits on how many train at once: of one workplace, and of a municipality's new starters a year. */
import type { Rules } from '../rules.ts';
import type { Candidate, CapRule, EnrolmentInput, MunicipalityQuota } from './types.ts';

export interface Limits {
  /** The limit that holds a manager back now, or `null`. */
  holdsBack(candidate: Candidate): CapRule | null;
  /** Counts a manager as in training from now on. */
  add(candidate: Candidate): void;
  /** A copy to try things out on. */
  copy(): Limits;
}

/** Limits as they stand before anything is handed out: managers in training already count. */
export function createLimits(input: EnrolmentInput): Limits {
  const caps = new Map<string, number>();
  const inTraining = new Map<string, number>();
  for (const [workplace, managers] of countByWorkplace(input.candidates)) {
    caps.set(workplace, stabilityCap(managers, input.rules));
  }
  for (const [workplace, managers] of countByWorkplace(input.candidates.filter((one) => one.inTraining))) {
    inTraining.set(workplace, managers);
  }
  const quotas = new Map(input.municipalities.map((quota) => [quota.code, newStartersLeft(quota)]));
  return limits(caps, inTraining, quotas);
}

/** How many of a workplace may train at once: a number, or a share of the managers of a larger one. */
export function stabilityCap(managers: number, { enrolment }: Rules): number {
  // The small addition lets 1/3 of 3 be 1 however the share was written.
  return Math.max(enrolment.stabilityCap, Math.floor(enrolment.stabilityShare * managers + 1e-9));
}

/** New mandated starters that a municipality's quota leaves room for this year. */
export function newStartersLeft({ quotaPerYear, startedThisYear }: MunicipalityQuota): number {
  return quotaPerYear === null ? 0 : Math.max(0, quotaPerYear - startedThisYear);
}

/** Somebody whose seat uses up the quota. */
export function isNewMandatedStarter({ mandate, started }: Candidate): boolean {
  return mandate !== null && !started;
}

function limits(
  caps: ReadonlyMap<string, number>,
  inTraining: Map<string, number>,
  quotas: Map<string, number>,
): Limits {
  return {
    holdsBack(candidate) {
      const workplace = workplaceOf(candidate);
      const cap = workplace === null ? undefined : caps.get(workplace);
      if (workplace !== null && cap !== undefined && (inTraining.get(workplace) ?? 0) >= cap) {
        return 'stability_cap';
      }
      const left = quotas.get(candidate.municipality) ?? 0;
      return isNewMandatedStarter(candidate) && left < 1 ? 'quota_full' : null;
    },
    add(candidate) {
      const workplace = workplaceOf(candidate);
      if (workplace !== null) inTraining.set(workplace, (inTraining.get(workplace) ?? 0) + 1);
      if (isNewMandatedStarter(candidate)) {
        quotas.set(candidate.municipality, (quotas.get(candidate.municipality) ?? 0) - 1);
      }
    },
    copy: () => limits(caps, new Map(inTraining), new Map(quotas)),
  };
}

function workplaceOf({ municipality, workplace }: Candidate): string | null {
  return workplace === '' ? null : `${municipality} ${workplace}`;
}

function countByWorkplace(candidates: readonly Candidate[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const candidate of candidates) {
    const workplace = workplaceOf(candidate);
    if (workplace !== null) counts.set(workplace, (counts.get(workplace) ?? 0) + 1);
  }
  return counts;
}
