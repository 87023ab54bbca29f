/** When an activity of an implementation plan is, and the how-manieth day that is. */
interface PlannedBefore {
  readonly plannedOn: string;
  readonly occurrence: number;
}

/**
 * A number that was used for a day which was taken back is not used for another.
 * @param before how it was planned until now; undefined for an activity that is new
 * @param plannedOn ISO date
 * @param earlier how many times it had been planned before, also what was taken back
 */
export function planOccurrence(
  before: PlannedBefore | undefined,
  plannedOn: string,
  earlier: number,
): number {
  if (before === undefined) return 1;
  return before.plannedOn === plannedOn ? before.occurrence : earlier + 1;
}
