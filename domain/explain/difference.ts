/** What a change of the rules does to an agenda: which steps move, appear or vanish. */
import type { AgendaItem, Ledger } from '../agenda.ts';
import { finalStatuses } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';

export type Change = 'moves' | 'appears' | 'vanishes';

export interface AgendaChange {
  readonly change: Change;
  /** The step under the new rules; one that vanishes as the old rules have it. */
  readonly item: AgendaItem;
  /** Its moments under the old and the new rules; null where they do not call for it. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  /**
   * A mail for a certain time, whose new moment has passed when the rules change and the old one has not. Nothing past
   * is sent: one that moves keeps its old moment this once, and one that appears is recorded as missed. What never gets
   * stale, such as a certificate or an escalation, is owed all the same and done at once.
   */
  readonly isBygone: boolean;
}

/**
 * @param before what the old rules call for @param after what the new ones do
 * @param ledger what has been done already: that stays as it is
 * @param now the moment of the change
 * @returns the changes of steps that are still open, by moment and key; a step that is ruled out counts as none
 */
export function agendaDifference(
  before: readonly AgendaItem[],
  after: readonly AgendaItem[],
  ledger: Ledger,
  now: Instant,
): readonly AgendaChange[] {
  const isOpen = ({ key, suppressed, usefulUntil }: AgendaItem) => {
    const status = ledger.get(key)?.status;
    const isFinal = finalStatuses.some((final) => final === status) || status === 'claimed';
    return !isFinal && suppressed === undefined && (usefulUntil === null || usefulUntil >= now);
  };
  const old = new Map(before.filter(isOpen).map((item) => [item.key, item]));
  const ahead = new Map(after.filter(isOpen).map((item) => [item.key, item]));
  const changes: AgendaChange[] = [];
  for (const item of ahead.values()) {
    const from = old.get(item.key)?.dueAt ?? null;
    const to = item.dueAt;
    if (from === to) continue;
    const isTimed = item.kind === 'mail' && item.usefulUntil !== null;
    const isBygone = isTimed && to <= now && (from === null || from > now);
    changes.push({ change: from === null ? 'appears' : 'moves', item, from, to, isBygone });
  }
  for (const item of old.values()) {
    if (ahead.has(item.key)) continue;
    changes.push({ change: 'vanishes', item, from: item.dueAt, to: null, isBygone: false });
  }
  const moment = ({ from, to }: AgendaChange) => to ?? from ?? 0;
  return changes.sort((a, b) => moment(a) - moment(b) || (a.item.key < b.item.key ? -1 : 1));
}
