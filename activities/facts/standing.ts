/** What still stands of a log in which later facts take back earlier ones. */

/** A fact as the log has it. */
export interface LoggedFact {
  readonly seq: bigint;
  readonly kind: string;
  readonly corrects: bigint | null;
  readonly data: unknown;
}

/**
 * @param log in its order
 * @param undoing the kind of fact that takes back the one it names in `corrects`
 * @returns the facts that nothing has taken back, without those that take back
 */
export function standing<Row extends LoggedFact>(log: readonly Row[], undoing: string): readonly Row[] {
  const undone = new Set(log.flatMap(({ kind, corrects }) => (kind === undoing ? [corrects] : [])));
  return log.filter(({ kind, seq }) => kind !== undoing && !undone.has(seq));
}
