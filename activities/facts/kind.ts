/** What every kind of fact has: a shape, what it does to the current tables, and whose next step it can change. */
import type { z } from 'zod';
import type { Instant, IsoDate } from '../../domain/calendar/dates.ts';
import type { Transaction } from '../../prisma/client.ts';

/** A fact in the log. `source` is `import`, `hand`, `answers`, or the id of the life that decided it. */
export interface RecordedFact<Data> {
  readonly seq: bigint;
  readonly subject: string;
  readonly validOn: IsoDate;
  readonly recordedAt: Instant;
  readonly source: string;
  /** Sequence number of the fact that this one corrects or takes back. */
  readonly corrects: bigint | null;
  readonly data: Data;
}

export interface FactKind<Kind extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly kind: Kind;
  readonly schema: Schema;
  /** Writes the current tables; called with facts of this kind in the order of the log, in their transaction. */
  project(tx: Transaction, facts: readonly RecordedFact<z.infer<Schema>>[]): Promise<void>;
  /** Ids of the lives whose next step these facts can change. */
  wakes(
    tx: Transaction,
    facts: readonly RecordedFact<z.infer<Schema>>[],
  ): Promise<readonly string[]> | readonly string[];
}

/** Keeps the types of the schema, the projection and the wake-ups together. */
export const factKind = <Kind extends string, Schema extends z.ZodType>(
  kind: FactKind<Kind, Schema>,
): FactKind<Kind, Schema> => kind;

/** Those of these lives that have begun, for facts that concern a life without beginning one. */
export async function knownLives(tx: Transaction, lives: readonly string[]): Promise<string[]> {
  const rows = await tx.life.findMany({ where: { id: { in: [...lives] } }, select: { id: true } });
  return rows.map(({ id }) => id);
}

export const wakesNobody = (): readonly string[] => [];

/** Facts that change what planners read of the region make them read it again. */
export async function renewReference(
  tx: Transaction,
  facts: readonly RecordedFact<unknown>[],
): Promise<void> {
  const version = facts.at(-1)?.seq;
  if (version !== undefined) await tx.region.updateMany({ data: { version } });
}
