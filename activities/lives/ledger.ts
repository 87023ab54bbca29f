/** The ledger of effects: exclusive claims and their outcomes. */
import { z } from 'zod';
import { tooLate } from '../../domain/agenda.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import { type Database, Prisma, type Transaction, toTimestamp } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { presenceLock } from './presence.ts';

/** Which effect a step is, and the generation of the plan that asked for it. Ids only: it passes through Temporal. */
export interface StepInput {
  readonly life: string;
  readonly key: string;
  readonly generation: number;
}

const effectRow = z.object({
  key: z.string(),
  kind: z.string(),
  life: z.string(),
  dueAt: z.coerce.date(),
  usefulUntil: z.coerce.date().nullable(),
  person: z.string(),
  municipality: z.string(),
  template: z.string(),
  recipient: z.string(),
  rule: z.string(),
  reason: z.string(),
  attempt: z.number(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type EffectRow = z.infer<typeof effectRow>;

interface Claimed {
  readonly effect: EffectRow;
  /** The other parts of the same mail, by key; they are claimed, or unsettled, with it. */
  readonly parts: readonly EffectRow[];
  readonly now: Instant;
  /** The region's version at the claim, so that nobody has to ask for it again. */
  readonly version: bigint;
}

export type Claim =
  /** Ours: do it, then settle it. */
  | ({ readonly verdict: 'claimed' } & Claimed)
  /** An earlier attempt claimed it and never said how it ended. */
  | ({ readonly verdict: 'unsettled' } & Claimed)
  /** Somebody who lives has claimed it and may be sending it at this moment. */
  | { readonly verdict: 'busy' }
  /** Nothing to do: it has an outcome, is on hold, came too late, or the facts have moved on. */
  | { readonly verdict: 'final' | 'held' | 'missed' | 'superseded' };

const verdictRow = z.object({
  verdict: z.enum(['claimed', 'unsettled', 'busy', 'final', 'held', 'missed', 'superseded', 'apart']),
  now: z.coerce.number().nullable(),
  version: z.coerce.bigint(),
  carrier: z.string(),
  effect: effectRow,
});
type VerdictRow = z.infer<typeof verdictRow>;

/** Well above the longest delivery: a claim that is older was left behind, also when its process lives. */
const longestDeliveryMinutes = 5;

/**
 * Claims an effect: exclusively across processes, and only while the facts on which it was decided still stand (`wanted`
 * of the life is the plan's generation). Waits for whoever changes the life or the effect at the moment.
 * @throws when the ledger has no such key
 */
export async function claim(deps: Dependencies, db: Database | Transaction, step: StepInput): Promise<Claim> {
  const claims = await claimEach(deps, db, [step], Prisma.empty);
  const own = claims.get(step.key);
  if (own === undefined) throw new RangeError(`the ledger has no effect ${step.key}`);
  return own;
}

/**
 * Claims several effects in one statement, each by itself: what becomes of one says nothing of the others. It waits for
 * nobody, since whoever waits with locks on many lives could meet another who does the same.
 * @param steps with a key each of its own
 * @returns the claim of each step, by key, without those that the ledger does not have
 * @throws when one of them is being changed at the moment; then none has been claimed
 */
export const claimTogether = (
  deps: Dependencies,
  db: Database,
  steps: readonly StepInput[],
): Promise<ReadonlyMap<string, Claim>> => claimEach(deps, db, steps, Prisma.raw('nowait'));

/**
 * Holds and missing releases are checked here as well. A mail that carries others is claimed with all of them or not at
 * all: when one of them may not go, it falls apart and the life plans again. Locks lives before effects, as plans and
 * facts do, and both in order.
 */
async function claimEach(
  deps: Dependencies,
  db: Database | Transaction,
  steps: readonly StepInput[],
  patience: Prisma.Sql,
): Promise<ReadonlyMap<string, Claim>> {
  const me = deps.presence?.id() ?? '';
  const lives = steps.map(({ life }) => life);
  const keys = steps.map(({ key }) => key);
  const generations = steps.map(({ generation }) => String(generation));
  const rows = await db.$queryRaw<unknown[]>(Prisma.sql`
    with wish as (
      select * from unnest(${lives}::text[], ${keys}::text[], ${generations}::text[]::bigint[])
        as wish (life, key, generation)
    ),
    facts as (select id, wanted from life where id = any(${lives}::text[]) order by id for share ${patience}),
    moment as (select coalesce((select now from clock where id = 1), now()) as now,
                      (select (extract(epoch from now) * 1000)::bigint from clock where id = 1) as stepped),
    asked as (select key from effect where key = any(${keys}::text[])
      union select key from effect where carried_by = any(${keys}::text[])),
    locked as (select effect.* from effect, (select count(*) from facts) as first
      where key = any(array(select key from asked)) order by key for update of effect ${patience}),
    found as (
      select locked.*, wish.key as carrier, wish.generation as planned_for, facts.wanted
      from locked
      join wish on wish.key = case when locked.key in (select key from wish) then locked.key else carried_by end
      left join facts on facts.id = wish.life
      where locked.key = wish.key or status = 'claimed'
        or (status = 'planned' and locked.generation = wish.generation)
    ),
    each as (
      select found.key, carrier, found.key = carrier as carries,
        case
          when status in ('accepted', 'refused', 'doubtful', 'suppressed', 'missed', 'done') then 'final'
          when status = 'claimed' and kind = 'mail' and claimed_by not in ('', ${me})
            and claimed_at > now() - ${`${longestDeliveryMinutes} minutes`}::interval
            then case when pg_try_advisory_xact_lock(hashtextextended(${presenceLock('')} || claimed_by, 0))
              then 'unsettled' else 'busy' end
          when status = 'claimed' then 'unsettled'
          when wanted is distinct from planned_for then 'superseded'
          when useful_until is not null and useful_until < (select now from moment) then 'missed'
          when exists (select 1 from control where action = 'hold'
              and scope in ('all', 'kind:' || found.kind, 'template:' || found.template,
                            'municipality:' || found.municipality)) then 'held'
          when found.kind in ('mail', 'e_invoice') and not exists (select 1 from control where action = 'release'
              and scope in ('all', case found.kind when 'mail' then 'template:' || found.template
                else 'kind:' || found.kind end)) then 'held'
          else 'claimed'
        end as verdict
      from found
    ), whole as (
      select carrier, max(verdict) filter (where carries) as own, bool_and(verdict = 'claimed') as together
      from each group by carrier
    ), verdict as (
      select key, carrier, case
          when carries then case when verdict = 'claimed' and not together then 'apart' else verdict end
          when own = 'claimed' and together then 'claimed'
          when own = 'unsettled' and verdict = 'unsettled' then 'unsettled'
          when own in ('unsettled', 'busy', 'final') then 'kept'
          when own = 'claimed' and verdict = 'held' then 'held'
          else 'apart'
        end as verdict
      from each join whole using (carrier)
    ), changed as (
      update effect set
        status = case verdict when 'final' then effect.status when 'apart' then effect.status
          when 'unsettled' then 'claimed' when 'busy' then 'claimed' else verdict end,
        attempt = effect.attempt + case verdict when 'claimed' then 1 else 0 end,
        claimed_at = case when verdict in ('claimed', 'unsettled') then now() else effect.claimed_at end,
        claimed_by = case when verdict in ('claimed', 'unsettled') then ${me} else effect.claimed_by end,
        carried_by = case when verdict in ('held', 'apart') then '' else carried_by end,
        reason = effect.reason || case verdict when 'missed' then ${` ${tooLate}`} else '' end
      from verdict where effect.key = verdict.key and verdict <> 'kept'
      returning verdict.verdict, verdict.carrier, effect.*
    )
    select verdict, carrier, (select stepped from moment)::text as now,
      coalesce((select version from region where id = 1), 0)::text as version,
      json_build_object('key', key, 'kind', kind, 'life', life, 'dueAt', due_at, 'usefulUntil', useful_until,
        'person', person, 'municipality', municipality, 'template', template, 'recipient', recipient, 'rule', rule,
        'reason', reason, 'attempt', attempt, 'detail', detail) as effect
    from changed order by key`);
  const changed = z.array(verdictRow).parse(rows);
  return new Map(
    steps.flatMap(({ key }): [string, Claim][] => {
      const whole = changed.filter(({ carrier }) => carrier === key);
      const own = whole.find(({ effect }) => effect.key === key);
      return own === undefined ? [] : [[key, claimOf(deps, own, whole)]];
    }),
  );
}

function claimOf(deps: Dependencies, own: VerdictRow, whole: readonly VerdictRow[]): Claim {
  const { verdict, now, version, effect } = own;
  if (verdict === 'apart') return { verdict: 'superseded' };
  if (verdict !== 'claimed' && verdict !== 'unsettled') return { verdict };
  const parts = whole
    .filter((other) => other !== own && other.verdict === verdict)
    .map((part) => part.effect);
  return { verdict, effect, parts, now: deps.clock.fromRow(now), version };
}

export interface Settlement {
  readonly status: 'accepted' | 'refused' | 'doubtful' | 'suppressed' | 'missed' | 'done' | 'planned';
  readonly subject?: string;
  readonly templateVersion?: number;
  readonly recipient?: string;
  readonly file?: string;
  readonly reply?: string;
  readonly reason?: string;
  /** With `planned`: the next attempt is not before this moment. */
  readonly notBefore?: Instant;
}

/**
 * Writes how a claimed effect ended. A reply code that says "accepted" is a proof, however late it comes and whatever
 * was believed meanwhile; nothing else replaces an outcome, save that `doubtful` is no outcome to keep.
 * @returns whether the outcome stands: false when the claim had been settled, or taken back, by somebody else
 */
export async function settle(db: Database | Transaction, key: string, outcome: Settlement): Promise<boolean> {
  const { notBefore, ...columns } = outcome;
  const replaced = outcome.status === 'doubtful' ? ['claimed'] : ['claimed', 'doubtful'];
  const { count } = await db.effect.updateMany({
    where: { key, ...(outcome.status === 'accepted' ? {} : { status: { in: replaced } }) },
    data: {
      ...columns,
      // What is tried again goes with whatever is due then.
      ...(outcome.status === 'planned' ? { carriedBy: '' } : {}),
      notBefore: notBefore === undefined ? null : toTimestamp(notBefore),
      settledAt: new Date(),
    },
  });
  return count > 0;
}

/**
 * An effect that is nothing but facts: claimed, carried out and settled in one transaction, so that a crash leaves
 * all of it or none.
 */
export async function inOneTransaction(
  deps: Dependencies,
  step: StepInput,
  perform: (tx: Transaction, effect: EffectRow, now: Instant) => Promise<void>,
): Promise<void> {
  await deps.db.$transaction(
    async (tx) => {
      const claimed = await claim(deps, tx, step);
      if (claimed.verdict !== 'claimed' && claimed.verdict !== 'unsettled') return;
      await perform(tx, claimed.effect, claimed.now);
      await settle(tx, step.key, { status: 'done' });
    },
    { isolationLevel: Prisma.TransactionIsolationLevel.ReadCommitted },
  );
  deps.passing('after-commit');
}
