/** The only way into the log: validates, appends, updates the current tables and wakes the lives concerned. */
import type { z } from 'zod';
import type { Instant, IsoDate } from '../../domain/calendar/dates.ts';
import { parseLifeId } from '../../domain/lives.ts';
import { fromDate, type Prisma, type Transaction, toDate, toTimestamp } from '../../prisma/client.ts';
import * as certificates from './certificates.ts';
import * as copies from './copies.ts';
import * as courses from './courses.ts';
import * as credits from './credits.ts';
import * as decisions from './decisions.ts';
import * as enrolment from './enrolment.ts';
import * as escalation from './escalation.ts';
import * as feeds from './feeds.ts';
import type { FactKind, RecordedFact } from './kind.ts';
import * as languages from './languages.ts';
import * as messages from './messages.ts';
import * as money from './money.ts';
import * as offerings from './offerings.ts';
import * as otherCourses from './otherCourses.ts';
import * as payments from './payments.ts';
import * as people from './people.ts';
import * as places from './places.ts';
import * as posts from './posts.ts';
import * as region from './region.ts';
import * as seatUndo from './seatUndo.ts';

const modules = {
  ...region,
  ...enrolment,
  ...seatUndo,
  ...courses,
  ...certificates,
  ...people,
  ...places,
  ...posts,
  ...decisions,
  ...money,
  ...payments,
  ...messages,
  ...credits,
  ...otherCourses,
  ...escalation,
  ...offerings,
  languageChosen: languages.languageChosen,
  languageChoiceWithdrawn: languages.languageChoiceWithdrawn,
  ...feeds,
  ...copies,
};
type AnyKind = (typeof modules)[keyof typeof modules];
export type FactKindName = AnyKind['kind'];
type KindOf<Name extends FactKindName> = Extract<AnyKind, { kind: Name }>;
export type FactData<Name extends FactKindName> = z.infer<KindOf<Name>['schema']>;

/** A fact to be recorded; `subject` is the business key of what it is about. */
export type NewFact = {
  [Name in FactKindName]: {
    readonly kind: Name;
    readonly subject: string;
    readonly data: FactData<Name>;
    readonly validOn?: IsoDate;
    readonly corrects?: bigint;
  };
}[FactKindName];

/** Every kind of fact there is, by name. */
export const factKinds: ReadonlyMap<string, FactKind> = new Map(
  Object.values(modules).map((kind): [string, FactKind] => [kind.kind, kind as unknown as FactKind]),
);

function kindOf(name: string): FactKind {
  const kind = factKinds.get(name);
  if (kind === undefined)
    throw new RangeError(`the log has a fact of kind "${name}", which this version does not know`);
  return kind;
}

export interface RecordContext {
  readonly at: Instant;
  /** The local date of `at`, for facts that do not say which day they concern. */
  readonly today: IsoDate;
  /** `import`, `hand`, `answers`, or the id of the life that decided it; such a life is not woken by itself. */
  readonly source: string;
}

/**
 * Records facts in order, in the caller's transaction.
 * @throws z.ZodError when a fact does not have the shape of its kind; nothing is written then
 */
export async function record(
  tx: Transaction,
  context: RecordContext,
  facts: readonly NewFact[],
): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map((fact) => ({
    kind: fact.kind,
    subject: fact.subject,
    validOn: toDate(fact.validOn ?? context.today),
    recordedAt: toTimestamp(context.at),
    source: context.source,
    corrects: fact.corrects ?? null,
    data: jsonObject(kindOf(fact.kind).schema.parse(fact.data)),
  }));
  const written = await tx.fact.createManyAndReturn({ data: rows });
  const wakes = await projectRuns(tx, written, true);
  wakes.delete(context.source);
  await wake(tx, [...wakes]);
}

/** JSON as the database driver takes it; data of facts is parsed by a schema before. */
function jsonObject(data: unknown): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(data));
}

interface FactRow {
  readonly seq: bigint;
  readonly kind: string;
  readonly subject: string;
  readonly validOn: Date;
  readonly recordedAt: Date;
  readonly source: string;
  readonly corrects: bigint | null;
  readonly data: Prisma.JsonValue;
}

/** Applies facts in the order of the log, consecutive ones of a kind together. */
async function projectRuns(tx: Transaction, rows: readonly FactRow[], wakes: boolean): Promise<Set<string>> {
  const woken = new Set<string>();
  const ordered = [...rows].sort((a, b) => (a.seq < b.seq ? -1 : 1));
  for (let start = 0; start < ordered.length; ) {
    const kind = ordered[start]?.kind ?? '';
    let end = start;
    while (ordered[end]?.kind === kind) end += 1;
    const definition = kindOf(kind);
    const run = ordered.slice(start, end).map(
      (row): RecordedFact<unknown> => ({
        seq: row.seq,
        subject: row.subject,
        validOn: fromDate(row.validOn),
        recordedAt: row.recordedAt.getTime(),
        source: row.source,
        corrects: row.corrects,
        data: definition.schema.parse(row.data),
      }),
    );
    await definition.project(tx, run);
    if (wakes) for (const life of await definition.wakes(tx, run)) woken.add(life);
    start = end;
  }
  return woken;
}

/**
 * Raises `wanted` of lives, and begins those that have no row yet. A life that was done or stuck is open again.
 * Sorted, so that two transactions never wait for each other in a ring.
 */
export async function wake(tx: Transaction, lives: readonly string[]): Promise<void> {
  if (lives.length === 0) return;
  const ids = [...new Set(lives)].sort();
  const kinds = ids.map((id) => parseLifeId(id).kind);
  await tx.$executeRaw`
    insert into life (id, kind, wanted, planned)
    select id, kind, 1, 0 from unnest(${ids}::text[], ${kinds}::text[]) as t (id, kind)
    order by id
    on conflict (id) do update set wanted = life.wanted + 1, state = 'open', reason = ''`;
}

/** The tables that `rebuild` writes anew; the ledger, lives and the log itself are not derived. */
export const currentTables = [
  'region',
  'municipality',
  'person',
  'post',
  'departure',
  'mandate',
  'course',
  'credit',
  'offering',
  'course_day',
  'offering_change',
  'offering_ending',
  'trainer_absence',
  'make_up',
  'term',
  'proposal',
  'nomination_answer',
  'nomination',
  'seat_plan',
  'seat_plan_row',
  'seat_number',
  'seat',
  'waiting_place',
  'attendance',
  'hand_in',
  'result',
  'result_version',
  'document',
  'certificate',
  'part_done',
  'self_study',
  'plan_activity',
  'respite',
  'coordinator_task',
  'message_decision',
  'refused_address',
  'escalation_case',
  'digest',
  'digest_row',
  'extension_request',
  'nomination_unanswered',
  'capacity_raise',
  'reserved_place',
  'interest',
  'invoice_counter',
  'invoice',
  'invoice_line',
  'share_statement',
  'share_line',
  'payment',
  'payment_reading',
  'dunning_stop',
  'report_period',
  'calendar_feed',
  'copy_preference',
] as const;

/** Empties the current tables and writes them again from the log. */
export async function rebuild(tx: Transaction): Promise<void> {
  await tx.$executeRawUnsafe(`truncate ${currentTables.join(', ')} cascade`);
  await projectRuns(tx, await tx.fact.findMany({ orderBy: { seq: 'asc' } }), false);
}
