/** A decision over time: as it was taken, as it was changed from a day, until it was withdrawn. */
import type { IsoDate } from '../calendar/dates.ts';
import { addDays } from '../calendar/days.ts';
import type { Mandate, Role } from '../region.ts';

export type MandateTerms = Pick<
  Mandate,
  'roles' | 'quotaPerYear' | 'startWithinMonths' | 'completeWithinMonths'
>;

/** What the log says about one decision, in its order, without what was taken back. */
export type MandateEvent =
  /** As the region's files have it; the newest counts, for all its days. */
  | { readonly kind: 'decided'; readonly decision: Mandate }
  | { readonly kind: 'changed'; readonly from: IsoDate; readonly set: Partial<MandateTerms> }
  /** `on` is the first day on which it no longer holds. */
  | { readonly kind: 'withdrawn'; readonly on: IsoDate };

/**
 * @returns the versions in order, without overlap: what was has its own days, and only what comes is changed. A role
 *   that is added counts its periods from the day it was; the others go on counting from the decision's first day.
 */
export function versionsFrom(events: readonly MandateEvent[]): readonly Mandate[] {
  const decision = events.findLast((event) => event.kind === 'decided')?.decision;
  if (decision === undefined) return [];
  const end = lastDay(decision, events);
  if (end !== '' && end < decision.validFrom) return [];
  const changes = events
    .flatMap((event) => (event.kind === 'changed' ? [event] : []))
    .filter(({ from }) => end === '' || from <= end)
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  if (changes.length === 0) return [end === decision.validTo ? decision : { ...decision, validTo: end }];
  const versions: Mandate[] = [];
  let version: Mandate = {
    ...decision,
    validTo: end,
    countsFrom: countedFrom(decision.roles, {}, decision.validFrom),
  };
  for (const { from, set } of changes) {
    if (from > version.validFrom) {
      versions.push({ ...version, validTo: addDays(from, -1) });
      version = { ...version, validFrom: from };
    }
    const roles = set.roles ?? version.roles;
    version = {
      ...version,
      ...set,
      countsFrom: countedFrom(roles, version.countsFrom ?? {}, version.validFrom),
    };
  }
  return [...versions, version];
}

const countedFrom = (
  roles: readonly Role[],
  before: NonNullable<Mandate['countsFrom']>,
  from: IsoDate,
): NonNullable<Mandate['countsFrom']> => ({
  ...before,
  ...Object.fromEntries(roles.map((role) => [role, before[role] ?? from])),
});

function lastDay(decision: Mandate, events: readonly MandateEvent[]): IsoDate | '' {
  const ends = [
    decision.validTo,
    ...events.flatMap((event) => (event.kind === 'withdrawn' ? [addDays(event.on, -1)] : [])),
  ].filter((day) => day !== '');
  return ends.sort()[0] ?? '';
}
