/** Plans a life: reads its facts in one snapshot, asks the pure planner, and writes the outcome, only forward. */
import type { ZodType } from 'zod';
import type { AgendaItem } from '../../domain/agenda.ts';
import { planFrom, tooLate } from '../../domain/agenda.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import { type LifeKind, parseLifeId } from '../../domain/lives.ts';
import { underPolicy } from '../../domain/messages/policy.ts';
import { type Carried, inOneMail } from '../../domain/messages/together.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Dependencies } from '../dependencies.ts';
import { digestPlanner } from './digest.ts';
import { invoicingPlanner } from './invoicing.ts';
import { journeyPlanner } from './journey.ts';
import { offeringPlanner } from './offering.ts';
import { otherMails } from './otherMails.ts';
import type { LifeAgenda, LifePlanner } from './planner.ts';
import { reportPlanner } from './report.ts';
import { type Resend, resentKey, type Snapshot, takeSnapshot } from './snapshot.ts';
import { termPlanner } from './term.ts';

/** Steps in one plan: with the longest keys its result stays under 2 KB. The rest follows in the next plan. */
const stepsPerPlan = 16;

/** Nothing can be planned before this has been settled by a person: the life is stuck and says why. */
export class PlanningImpossible extends Error {
  constructor(life: string, reason: string) {
    super(`${life}: ${reason}`);
    this.name = 'PlanningImpossible';
  }
}

/** What the workflow learns of a plan: keys and durations, never facts. */
export interface PlanOutcome {
  readonly generation: number;
  readonly steps: readonly { readonly kind: string; readonly key: string }[];
  /** Milliseconds until the next moment; null when only a new fact can change anything. */
  readonly waitMs: number | null;
  /** That moment itself, for looking it up: `2026-09-01T06:00:00.000Z`, or null. */
  readonly nextMoment: string | null;
  readonly done: boolean;
  readonly stage: string;
  readonly epoch: string;
  readonly municipality: string;
}

export interface PlannedLife extends LifeAgenda {
  readonly now: Instant;
  readonly wanted: number;
  readonly ledger: Snapshot<unknown>['ledger'];
  readonly openMails: readonly string[];
  /** The region by which it was planned. */
  readonly reference: Reference;
}

/** Loads and plans a life without writing anything: for the command line and the preview too. */
export async function lookAhead(
  deps: Pick<Dependencies, 'db' | 'clock' | 'reference'>,
  life: string,
): Promise<PlannedLife> {
  const { kind, subject } = parseLifeId(life);
  const look = async <S extends ZodType>(planner: LifePlanner<S>): Promise<PlannedLife> => {
    const snapshot = await takeSnapshot(deps.db, deps.clock, life, planner.parts(subject), planner.schema);
    const reference: Reference = await deps.reference(snapshot.version);
    const planned = planner.plan(snapshot.facts, reference);
    const again = snapshot.resends.map((resend) => sentAgain(resend, planned.agenda));
    const wishes = [...planned.agenda, ...again];
    const elsewhere = await otherMails(deps.db, wishes, { ...snapshot, life }, reference);
    const agenda = underPolicy(wishes, { ...snapshot, elsewhere }, reference);
    return { ...planned, ...snapshot, agenda, reference };
  };
  const planners: Record<LifeKind, () => Promise<PlannedLife>> = {
    managerJourney: () => look(journeyPlanner),
    courseOffering: () => look(offeringPlanner),
    termStart: () => look(termPlanner),
    termInvoicing: () => look(invoicingPlanner),
    chiefDigest: () => look(digestPlanner),
    complianceReport: () => look(reportPlanner),
  };
  return planners[kind]();
}

/**
 * A mail that a coordinator orders once more: a key of its own, since the order entitles it. To whom the plan would send
 * it now, where the facts still ask for it.
 */
function sentAgain(resend: Resend, agenda: readonly AgendaItem[]): AgendaItem {
  const { key, at, reason, ...row } = resend;
  const original = agenda.find((item) => item.key === key);
  return {
    ...row,
    ...(original === undefined ? {} : { recipient: original.recipient, detail: original.detail }),
    kind: 'mail',
    key: resentKey(key),
    dueAt: at,
    usefulUntil: null,
    rule: 'resend',
    reason: `En samordnare har bestämt att mejlet ska skickas igen. ${reason}`,
  };
}

/**
 * The planning activity.
 * @param life id of a life, `managerJourney:p-017`
 */
export async function planLife(deps: Dependencies, life: string): Promise<PlanOutcome> {
  const planned = await lookAhead(deps, life);
  if (planned.wanted === 0) throw new PlanningImpossible(life, 'there is no such life');
  const plan = planFrom(planned.agenda, planned.ledger, planned.now);
  const together = inOneMail(plan.due, planned.ledger, planned.reference);
  const units = together.filter(({ carriedBy }) => carriedBy === undefined).slice(0, stepsPerPlan);
  const chosen = new Set(units.map(({ key }) => key));
  const due = together.filter(({ key, carriedBy }) => chosen.has(carriedBy ?? key));
  const asked = new Set(planned.agenda.map(({ key }) => key));
  // A mail that was under way when the facts changed may have gone out: what became of it must be known.
  const abandoned = planned.openMails.filter((key) => !asked.has(key)).slice(0, stepsPerPlan - units.length);
  const steps = [
    ...abandoned.map((key) => ({ kind: 'mail', key })),
    ...units.map(({ kind, key }) => ({ kind, key })),
  ];
  const busy = steps.length > 0;
  const waitUntil = busy ? planned.now : (plan.next?.at ?? null);
  const done = planned.done && !busy && plan.next === null;
  await write(deps, life, planned, {
    due,
    missed: plan.missed,
    suppressed: plan.suppressed,
    waitUntil,
    done,
  });
  deps.passing('after-plan');
  return {
    generation: planned.wanted,
    steps,
    waitMs: waitUntil === null ? null : Math.max(0, waitUntil - planned.now),
    nextMoment: waitUntil === null ? null : new Date(waitUntil).toISOString(),
    done,
    stage: planned.stage,
    epoch: planned.epoch,
    municipality: planned.municipality,
  };
}

interface Outcome {
  readonly due: readonly Carried<AgendaItem>[];
  readonly missed: readonly AgendaItem[];
  readonly suppressed: readonly AgendaItem[];
  readonly waitUntil: Instant | null;
  readonly done: boolean;
}

/**
 * One statement: the life's row moves forward, what is due stands in the ledger as planned, what came too late or
 * was ruled out stands there with its reason, and what the facts no longer ask for is superseded: also a document that
 * was being made, but never a mail that may be with the server. A plan that is older than the last one changes nothing.
 * A step that has not been tried and may not be done before a moment is planned for that: the rules changed, and sent
 * nothing that was past.
 */
async function write(
  deps: Dependencies,
  life: string,
  planned: PlannedLife,
  outcome: Outcome,
): Promise<void> {
  const row = (status: string) => (item: Carried<AgendaItem>) => ({
    key: item.key,
    kind: item.kind,
    due_at: new Date(item.dueAt).toISOString(),
    useful_until: item.usefulUntil === null ? null : new Date(item.usefulUntil).toISOString(),
    person: item.person,
    municipality: item.municipality,
    template: item.template,
    recipient: item.recipient,
    status,
    rule: item.rule,
    reason: reasonFor(item, status),
    detail: item.detail,
    carried_by: item.carriedBy ?? '',
  });
  const ledger = JSON.stringify([
    ...outcome.due.map(row('planned')),
    ...outcome.missed.map(row('missed')),
    ...outcome.suppressed.map(row('suppressed')),
  ]);
  const agendaKeys = planned.agenda.map(({ key }) => key);
  const waitUntil = outcome.waitUntil === null ? null : new Date(outcome.waitUntil);
  const state = outcome.done ? 'done' : 'open';
  const askedAt = new Date(planned.now);
  await deps.db.$executeRaw`
    with moved as (
      update life set planned = ${planned.wanted}, wait_until = ${waitUntil}, stage = ${planned.stage},
        state = case when wanted = ${planned.wanted} then ${state} else 'open' end, reason = ''
      where id = ${life} and planned <= ${planned.wanted} returning 1
    ), outdated as (
      update effect set status = 'superseded', generation = ${planned.wanted}
      where life = ${life} and key <> all (${agendaKeys}::text[]) and exists (select 1 from moved)
        and (status in ('planned', 'held') or (status = 'claimed' and kind <> 'mail'))
    )
    insert into effect (key, kind, life, generation, due_at, useful_until, person, municipality, template, recipient,
                        status, rule, reason, detail, carried_by, asked_at)
    select key, kind, ${life}, ${planned.wanted}, due_at, useful_until, person, municipality, template, recipient,
           status, rule, reason, detail, carried_by, ${askedAt}
    from jsonb_to_recordset(${ledger}::jsonb) as item (key text, kind text, due_at timestamptz, useful_until timestamptz,
           person text, municipality text, template text, recipient text, status text, rule text, reason text, detail jsonb, carried_by text)
    where exists (select 1 from moved)
    on conflict (key) do update set generation = excluded.generation,
      due_at = case when effect.attempt = 0 then greatest(excluded.due_at, effect.not_before) else excluded.due_at end,
      useful_until = excluded.useful_until, recipient = excluded.recipient, rule = excluded.rule, reason = excluded.reason,
      detail = excluded.detail, status = excluded.status, carried_by = excluded.carried_by,
      asked_at = excluded.asked_at
    where effect.status in ('planned', 'held', 'superseded')`;
}

/** Why it was done, or why it was not. */
function reasonFor(item: AgendaItem, status: string): string {
  if (status === 'suppressed' && item.suppressed !== undefined) return item.suppressed;
  return status === 'missed' ? `${item.reason} ${tooLate}` : item.reason;
}

/** The life cannot be planned: shown as stuck with its reason until a fix and a wake-up. */
export async function markStuck(deps: Dependencies, life: string, reason: string): Promise<void> {
  // Nothing to mark when the database knows no such life, as after an older copy of it was put back.
  await deps.db.life.updateMany({ where: { id: life }, data: { state: 'stuck', reason } });
}
