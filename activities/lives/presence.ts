/** Who carries out an effect: a process that the database can tell to be alive or gone. */
export interface Presence {
  /** @throws when the database can no longer tell that this process lives; then nothing may be handed over. */
  id(): string;
  /** Keys of the mails that this process has in hand; what it claimed besides was left by an attempt that failed. */
  readonly atWork: Set<string>;
}

/** Name of the lock that a living process holds. */
export const presenceLock = (id: string): string => `ledarresan process ${id}`;
