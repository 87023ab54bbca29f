/**
 * The agenda of a life: everything that its facts entitle it to, each at its moment. A planner's whole work is to
 * list it; what is due, missed or still ahead then follows here, the same way for every kind of life.
 */
import type { Instant } from './calendar/dates.ts';
import type { MunicipalityCode, PersonId } from './region.ts';

/** One effect that a life should have, keyed by its business key: kind, subject and occurrence. */
export interface AgendaItem<Kind extends string = string> {
  readonly kind: Kind;
  /** For instance `course_day_reminder_first.HT2026-1b-1.d2.p-017`; unique in the region for ever. */
  readonly key: string;
  /** The planned moment: what the ledger shows as `at`. */
  readonly dueAt: Instant;
  /** Past this moment the step is recorded as missed instead of done; null when it never gets stale. */
  readonly usefulUntil: Instant | null;
  /** Name of the rule that gave rise to it. */
  readonly rule: string;
  /** Why, as a Swedish sentence without anybody's name. */
  readonly reason: string;
  /** The person whom it concerns, or empty. */
  readonly person: PersonId | '';
  readonly municipality: MunicipalityCode | '';
  /** Template of a mail, or empty. */
  readonly template: string;
  /** Who receives it: a person's id, `finance:CODE`, or empty. */
  readonly recipient: string;
  /** Ids, codes and dates that the activity needs; never names. */
  readonly detail: Readonly<Record<string, string | number>>;
  /** Of a mail, the nearest moment that it is about, such as the beginning of a course day. */
  readonly about?: Instant;
  /** It was due before, and may not be done now: at this moment it may, without another planned moment. */
  readonly waitsUntil?: Instant;
  /** Key of a step that is due as well and comes first: there will be more to say, in one mail. */
  readonly after?: string;
  /** Set when the rules say that it shall not be done after all; recorded with this reason. */
  readonly suppressed?: string;
}

export const finalStatuses = ['accepted', 'refused', 'doubtful', 'suppressed', 'missed', 'done'] as const;
export type FinalStatus = (typeof finalStatuses)[number];
export const effectStatuses = [...finalStatuses, 'planned', 'claimed', 'held', 'superseded'] as const;
export type EffectStatus = (typeof effectStatuses)[number];

/** Added to the reason of a step that was missed. */
export const tooLate = 'Det blev för sent att vara till nytta.';

/** What the ledger already says about a key. */
export interface LedgerEntry {
  readonly status: EffectStatus;
  /** After a transient failure: not before this moment. */
  readonly notBefore: Instant | null;
  /** Of a part of a mail, the key of the one that carries it. */
  readonly carriedBy?: string;
  /** The moment for which it was planned, which may be later than the facts say. */
  readonly at?: Instant;
  /** The moment of the plan that last asked for it. */
  readonly askedAt?: Instant | undefined;
}

export type Ledger = ReadonlyMap<string, LedgerEntry>;

export interface Plan<Kind extends string = string> {
  readonly due: readonly AgendaItem<Kind>[];
  /** To be recorded at once, without an effect: useful no more, or ruled out. */
  readonly missed: readonly AgendaItem<Kind>[];
  readonly suppressed: readonly AgendaItem<Kind>[];
  /** The next moment at which something can become due; null when only a new fact can change anything. */
  readonly next: { readonly at: Instant; readonly key: string } | null;
}

/** Whether an effect has an outcome. */
export const isFinal = (status: EffectStatus): status is FinalStatus =>
  (finalStatuses as readonly string[]).includes(status);

/**
 * What of an agenda is to be done now.
 * @param agenda what the facts entitle to, in any order
 * @param ledger what has been done already, by key
 * @param now the moment of the plan
 */
export function planFrom<Kind extends string>(
  agenda: readonly AgendaItem<Kind>[],
  ledger: Ledger,
  now: Instant,
): Plan<Kind> {
  const due: AgendaItem<Kind>[] = [];
  const missed: AgendaItem<Kind>[] = [];
  const suppressed: AgendaItem<Kind>[] = [];
  let next: { at: Instant; key: string } | null = null;
  const ahead = (at: Instant, key: string) => {
    if (next === null || at < next.at || (at === next.at && key < next.key)) next = { at, key };
  };

  for (const item of agenda) {
    const entry = ledger.get(item.key);
    if (entry !== undefined && isFinal(entry.status)) continue;
    if (entry?.status === 'claimed') {
      // A claim without an outcome must be settled first, however late it is and wherever its moment has moved.
      // A part is settled with the mail that carries it.
      if ((entry.carriedBy ?? '') === '') due.push(item);
    } else if (item.dueAt > now) {
      ahead(item.dueAt, item.key);
    } else if (item.suppressed !== undefined) {
      // Before "missed": what the rules ruled out was never owed, so nobody was too late with it.
      suppressed.push(item);
    } else if (item.usefulUntil !== null && now > item.usefulUntil) {
      missed.push(item);
    } else if (entry?.status === 'held') {
      if (item.usefulUntil !== null) ahead(item.usefulUntil + 1, item.key);
    } else if (item.after === undefined && item.waitsUntil !== undefined && item.waitsUntil > now) {
      ahead(Math.max(item.waitsUntil, entry?.notBefore ?? 0), item.key);
    } else if (entry?.notBefore != null && entry.notBefore > now) {
      ahead(entry.notBefore, item.key);
    } else if (item.after === undefined) {
      due.push(item);
    }
  }
  const inOrder = (a: AgendaItem, b: AgendaItem) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1);
  return { due: due.sort(inOrder), missed: missed.sort(inOrder), suppressed: suppressed.sort(inOrder), next };
}
