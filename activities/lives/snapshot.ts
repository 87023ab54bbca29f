/** Reads what one life's plan needs in a single statement, so that all of it is of the same moment. */
import { z } from 'zod';
import { effectStatuses, type LedgerEntry } from '../../domain/agenda.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import { type Database, Prisma, type Transaction } from '../../prisma/client.ts';
import type { Clock } from '../dependencies.ts';

/** A timestamp column as milliseconds, for JSON. */
export const ms = (column: string) => Prisma.raw(`(extract(epoch from ${column}) * 1000)::bigint`);

/** Whether a coordinator entered that a row of `seat` was given up; only the log says who did. */
export const givenUpByHand = Prisma.sql`(ended_at is not null and exists (select 1 from fact
  where fact.kind in ('seat_given_up', 'seat_retracted') and fact.subject = seat.offering || '.' || seat.person
    and fact.recorded_at = seat.ended_at and fact.source = 'hand'))`;

/** A list of rows as a JSON array: `rows('select … from …')`. */
export const rows = (query: Prisma.Sql) =>
  Prisma.sql`coalesce((select json_agg(row_to_json(r)) from (${query}) r), '[]'::json)`;

const ledgerRow = z.tuple([
  z.string(),
  z.enum(effectStatuses),
  z.number().nullable(),
  z.string(),
  z.number(),
  z.number().nullable(),
]);

const resendRow = z.object({
  key: z.string(),
  at: z.number(),
  person: z.string(),
  municipality: z.string(),
  template: z.string(),
  recipient: z.string(),
  reason: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
/** A mail that a coordinator has ordered to be sent once more. */
export type Resend = z.infer<typeof resendRow>;

/** The key of a mail that is sent once more; whatever becomes of it is decided about anew. */
export const resentKey = (key: string): string => `${key}.again`;

const head = z.object({
  wanted: z.coerce.number(),
  now: z.coerce.number().nullable(),
  version: z.coerce.bigint(),
  ledger: z.array(ledgerRow),
  openMails: z.array(z.string()),
  resends: z.array(resendRow),
});

export interface Snapshot<Facts> {
  /** The `wanted` that this plan answers. */
  readonly wanted: number;
  readonly now: Instant;
  /** Version of the region's reference facts. */
  readonly version: bigint;
  readonly ledger: ReadonlyMap<string, LedgerEntry>;
  /** Keys of mails that have been claimed and not settled, whether or not the facts still ask for them. */
  readonly openMails: readonly string[];
  readonly resends: readonly Resend[];
  readonly facts: Facts;
}

/**
 * @param life id of the life
 * @param parts the columns of the life's kind, each a JSON value with an alias
 * @param schema of an object with those columns
 */
export async function takeSnapshot<Schema extends z.ZodType>(
  db: Database | Transaction,
  clock: Clock,
  life: string,
  parts: Prisma.Sql,
  schema: Schema,
): Promise<Snapshot<z.infer<Schema>>> {
  const [row] = await db.$queryRaw<unknown[]>`
    select coalesce((select wanted from life where id = ${life}), 0)::text as wanted,
           (select ${ms('now')} from clock where id = 1)::text as now,
           coalesce((select version from region where id = 1), 0)::text as version,
           coalesce((select json_agg(json_build_array(key, status, ${ms('not_before')}, carried_by, ${ms('due_at')}, ${ms('asked_at')})) from effect where life = ${life}),
                    '[]'::json) as ledger,
           array(select key from effect where life = ${life} and status = 'claimed' and kind = 'mail'
             and carried_by = '' order by key)
             as "openMails",
           ${rows(Prisma.sql`select effect.key, ${ms('decided_at')} as at, person, municipality, template,
             recipient, reason, detail from message_decision decided join effect using (key)
             where effect.life = ${life} and decision = 'resend' order by key`)} as resends,
           ${parts}`;
  const { wanted, now, version, ledger, openMails, resends } = head.parse(row);
  return {
    wanted,
    now: clock.fromRow(now),
    version,
    ledger: new Map(
      ledger.map(([key, status, notBefore, carriedBy, at, askedAt]) => [
        key,
        { status, notBefore, carriedBy, at, askedAt: askedAt ?? undefined },
      ]),
    ),
    openMails,
    resends,
    facts: schema.parse(row),
  };
}
