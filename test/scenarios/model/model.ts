/**
 * A region in memory that lives through time: the planners as they are, the phases of a moment as the architecture says,
 * and every effect carried out on the tables of the model. No database, no server, no real time.
 */
import type { Dependencies } from '../../../activities/dependencies.ts';
import type { StepInput } from '../../../activities/lives/ledger.ts';
import { createReferenceCache } from '../../../activities/region/reference.ts';
import type { Look } from '../../../activities/rules/difference.ts';
import {
  type AgendaItem,
  type EffectStatus,
  effectStatuses,
  type Ledger,
  planFrom,
  tooLate,
} from '../../../domain/agenda.ts';
import type { Instant } from '../../../domain/calendar/dates.ts';
import { type LifeKind, phases } from '../../../domain/lives.ts';
import type { OtherMail } from '../../../domain/messages/oneADay.ts';
import { underPolicy } from '../../../domain/messages/policy.ts';
import { type Carried, inOneMail } from '../../../domain/messages/together.ts';
import type { Reference } from '../../../domain/reference.ts';
import type { Effect, Life } from '../../../prisma/generated/client.ts';
import { stepClock, steppedClock } from '../../../worker/clock.ts';
import { createMemoryDatabase } from './database.ts';
import { createEffects, type SentMail } from './effects.ts';
import { agendaOf } from './lives.ts';
import { type Tables, untried } from './tables.ts';

const roundsPerMoment = 20;
/** More plans of one kind of life at one moment mean that a step is never settled. */
const plansPerPhase = 200;
const isStatus = (text: string): text is EffectStatus => effectStatuses.some((status) => status === text);

export interface Model {
  readonly deps: Dependencies;
  readonly tables: Tables;
  /** Runs everything that happens until a moment, where the clock then stands. */
  moveTo(to: Instant): Promise<void>;
  /** Sets the clock for the first time. */
  startAt(now: Instant): Promise<void>;
  now(): Promise<Instant>;
  /** Mails that have gone out, one row each time. */
  readonly sent: readonly SentMail[];
  /** Carries out a step, as often as it is called. */
  carryOut(kind: string, step: StepInput): Promise<void>;
  /** The next moment at which something waits; undefined when nothing does. */
  next(): Instant | undefined;
  /** All that a life's facts entitle it to, as the tables stand. */
  agenda(life: string): Promise<readonly AgendaItem[]>;
  /** The same by the rules of any region, with what the ledger says. */
  readonly look: Look;
}

const unused = (what: string) => () => {
  throw new Error(`the model has no ${what}`);
};

export function createModel(): Model {
  const { tables, db } = createMemoryDatabase();
  const deps: Dependencies = {
    db,
    clock: steppedClock,
    mailer: {
      deliver: unused('mail server'),
      wasAccepted: unused('mail server'),
      verify: unused('mail server'),
      close: async () => undefined,
    },
    documents: { render: unused('renderer'), close: async () => undefined },
    store: { put: unused('store of documents'), get: unused('store of documents') },
    eInvoices: { deliver: unused('access point') },
    reference: createReferenceCache(db),
    passing: () => undefined,
  };
  const sent: SentMail[] = [];
  const effects = createEffects(deps, (mail) => sent.push(mail));

  async function carryOut(kind: string, step: StepInput): Promise<void> {
    const effect = effects[kind];
    if (effect === undefined) {
      throw new Error(`the model cannot carry out steps of kind ${kind}; see effects.ts`);
    }
    await effect(step);
  }

  async function performDue(life: Life, now: Instant): Promise<void> {
    const reference = await deps.reference();
    const { due } = plan(tables, life, now, reference);
    for (const { kind, key } of due) {
      await carryOut(kind, { life: life.id, key, generation: Number(life.wanted) });
    }
  }

  const lifeDue = (kind: LifeKind, now: Instant): readonly Life[] =>
    tables.life
      .where(
        (row) =>
          row.kind === kind &&
          row.state === 'open' &&
          (row.wanted > row.planned || (row.waitUntil !== null && row.waitUntil.getTime() <= now)),
      )
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));

  async function runMoment(now: Instant): Promise<void> {
    for (let round = 1; round <= roundsPerMoment; round += 1) {
      let busy = false;
      for (const kind of phases) {
        let plans = 0;
        for (let due = lifeDue(kind, now); due.length > 0; due = lifeDue(kind, now)) {
          busy = true;
          plans += 1;
          if (plans > plansPerPhase) throw new Error(`${due[0]?.id} never comes to rest`);
          for (const life of due) await performDue(life, now);
        }
      }
      if (!busy) return;
    }
    throw new Error(`no rest at ${new Date(now).toISOString()} after ${roundsPerMoment} rounds`);
  }

  const next = (): Instant | undefined => {
    const waits = tables.life.where(({ state, waitUntil }) => state === 'open' && waitUntil !== null);
    return waits.length === 0 ? undefined : Math.min(...waits.map((row) => row.waitUntil?.getTime() ?? 0));
  };

  return {
    deps,
    tables,
    sent,
    carryOut,
    now: () => deps.clock.now(db),
    startAt: (now) => stepClock(db, now),
    next,
    agenda: async (life) => lookedAt(tables, life, await deps.reference(), await deps.clock.now(db)).agenda,
    look: async (life, reference) => {
      const now = await deps.clock.now(db);
      return { ...lookedAt(tables, life, reference, now), now };
    },
    async moveTo(to) {
      for (let now = await deps.clock.now(db); ; ) {
        await stepClock(db, now);
        await runMoment(now);
        if (now >= to) return;
        now = Math.min(to, Math.max(now + 1, next() ?? to));
      }
    },
  };
}

/** What a life's plan has before it, under the policy of mails. */
function lookedAt(tables: Tables, life: string, reference: Reference, now: Instant) {
  const { agenda, ...planned } = agendaOf(tables, life, reference);
  const ledger = ledgerOf(tables, life);
  return {
    ...planned,
    agenda: underPolicy(
      agenda,
      { ledger, now, elsewhere: elsewhere(tables, life, reference, now) },
      reference,
    ),
    ledger,
  };
}

/** What other lives have sent, as `activities/lives/otherMails.ts` finds it: not what the same kind sends just now. */
function elsewhere({ effect }: Tables, life: string, { rules }: Reference, now: Instant): OtherMail[] {
  const kindOf = (id: string) => id.slice(0, id.indexOf(':'));
  const justNow = now - rules.messages.sameTimeMinutes * 60_000;
  return effect
    .where(
      (row) =>
        row.kind === 'mail' &&
        row.life !== life &&
        ['planned', 'claimed', 'accepted', 'doubtful'].includes(row.status) &&
        !row.recipient.startsWith('finance:') &&
        !Object.hasOwn(Object(row.detail), 'via'),
    )
    .map((row) => ({ ...row, at: row.askedAt?.getTime() ?? 0 }))
    .filter((row) => kindOf(row.life) !== kindOf(life) || row.at < justNow);
}

/** Plans a life and writes the outcome as `activities/lives/plan.ts` does. */
function plan(
  tables: Tables,
  life: Life,
  now: Instant,
  reference: Reference,
): { readonly due: readonly AgendaItem[] } {
  const { agenda, ledger, done, stage } = lookedAt(tables, life.id, reference, now);
  const plan = planFrom(agenda, ledger, now);
  const { missed, suppressed, next } = plan;
  const due = inOneMail(plan.due, ledger, reference);
  const waitUntil = due.length > 0 ? now : (next?.at ?? null);
  tables.life.put({
    ...life,
    planned: life.wanted,
    waitUntil: waitUntil === null ? null : new Date(waitUntil),
    stage,
    state: done && due.length === 0 && next === null ? 'done' : 'open',
    reason: '',
  });
  const asked = new Set(agenda.map(({ key }) => key));
  tables.effect.update(
    (row) => row.life === life.id && !asked.has(row.key) && ['planned', 'held'].includes(row.status),
    { status: 'superseded', generation: life.wanted },
  );
  const put = (item: Carried<AgendaItem>, status: EffectStatus, reason: string) =>
    write(tables, life, { item, status, reason, askedAt: new Date(now) });
  for (const item of due) put(item, 'planned', item.reason);
  for (const item of missed) put(item, 'missed', `${item.reason} ${tooLate}`);
  for (const item of suppressed) put(item, 'suppressed', item.suppressed ?? item.reason);
  return { due: due.filter(({ carriedBy }) => carriedBy === undefined) };
}

/** What has not been tried and may not be done before a moment is planned for that. */
const later = (dueAt: Date, { attempt, notBefore }: Effect): Date =>
  attempt === 0 && notBefore !== null && notBefore > dueAt ? notBefore : dueAt;

/** What the ledger says of a life, as its plan reads it. */
const ledgerOf = (tables: Tables, life: string): Ledger =>
  new Map(
    tables.effect
      .where((row) => row.life === life)
      .flatMap(({ key, status, notBefore, carriedBy, dueAt, askedAt }) =>
        isStatus(status)
          ? [
              [
                key,
                {
                  ...{ status, carriedBy, notBefore: notBefore?.getTime() ?? null },
                  ...{ at: dueAt.getTime(), askedAt: askedAt?.getTime() },
                },
              ] as const,
            ]
          : [],
      ),
  );

const rewritable: readonly string[] = ['planned', 'held', 'superseded'];

interface Written {
  readonly item: Carried<AgendaItem>;
  readonly status: EffectStatus;
  readonly reason: string;
  readonly askedAt: Date;
}

function write({ effect }: Tables, life: Life, { item, status, reason, askedAt }: Written): void {
  const known = effect.find((row) => row.key === item.key);
  if (known !== undefined && !rewritable.includes(known.status)) return;
  const fresh: Effect = {
    key: item.key,
    kind: item.kind,
    life: life.id,
    generation: life.wanted,
    dueAt: new Date(item.dueAt),
    usefulUntil: item.usefulUntil === null ? null : new Date(item.usefulUntil),
    notBefore: null,
    person: item.person,
    municipality: item.municipality,
    template: item.template,
    recipient: item.recipient,
    status,
    rule: item.rule,
    reason,
    detail: { ...item.detail },
    ...untried,
    carriedBy: item.carriedBy ?? '',
    askedAt,
  };
  const { generation, dueAt, usefulUntil, recipient, rule, detail, carriedBy } = fresh;
  effect.put(
    known === undefined
      ? fresh
      : {
          ...known,
          generation,
          dueAt: later(dueAt, known),
          usefulUntil,
          recipient,
          rule,
          reason,
          detail,
          status,
          carriedBy,
          askedAt,
        },
  );
}
