/** At most one mail a person and day from a life, of the kinds that can wait. */
import type { AgendaItem, Ledger } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import type { Reference } from '../reference.ts';
import { isUrgent, nextMorning } from './hours.ts';
import { policyOf } from './kinds.ts';

/**
 * When mails that can wait go: those of one moment together, a later one of the same day on the next working day, but
 * never later than it is of use (rule `messages.together`; kinds whose `pace` is `daily`).
 * @param agenda with the moments at which each may go
 * @returns the new moments, by key; those that stay are not in it
 */
export function oneADay(
  agenda: readonly AgendaItem[],
  ledger: Ledger,
  reference: Reference,
): ReadonlyMap<string, Instant> {
  const { calendar, rules } = reference;
  const moved = new Map<string, Instant>();
  if (!rules.messages.together) return moved;
  const mails = agenda.filter((item) => canWait(item, ledger, reference));
  const dayOf = (item: AgendaItem, at: Instant) => `${item.recipient} ${calendar.dateOf(at)}`;
  const sentAt = (item: AgendaItem) => ledger.get(item.key)?.at ?? item.dueAt;
  const gone = new Set(
    mails.filter((item) => hasGone(item, ledger)).map((item) => dayOf(item, sentAt(item))),
  );
  /** By reader and day, when the mail of that day goes. */
  const taken = new Map<string, Instant>();
  for (
    let rows: readonly Row[] = mails.flatMap((item) =>
      hasGone(item, ledger) ? [] : [{ item, at: item.dueAt }],
    );
    rows.length > 0;
  ) {
    const [row, ...rest] = rows.toSorted(inTime);
    rows = rest;
    if (row === undefined) break;
    const { item, at } = row;
    const day = dayOf(item, at);
    const isFree = !gone.has(day) && (taken.get(day) ?? at) === at;
    const tomorrow = calendar.addDays(calendar.dateOf(at), 1);
    const later = isFree ? at : nextMorning(calendar.at(tomorrow, '00:00'), reference);
    if (isFree) taken.set(day, at);
    else if (item.usefulUntil === null || later <= item.usefulUntil) {
      moved.set(item.key, later);
      rows = [...rest, { item, at: later }];
    }
  }
  return moved;
}

interface Row {
  readonly item: AgendaItem;
  readonly at: Instant;
}

const inTime = (a: Row, b: Row): number => a.at - b.at || (a.item.key < b.item.key ? -1 : 1);

/** With the server, or perhaps: its day is taken. */
const withServer = ['accepted', 'doubtful', 'claimed'];
const hasGone = ({ key }: AgendaItem, ledger: Ledger): boolean =>
  withServer.includes(ledger.get(key)?.status ?? '');

/** Never sent, so that no day is theirs. */
const never = ['suppressed', 'missed', 'refused'];

function canWait(item: AgendaItem, ledger: Ledger, reference: Reference): boolean {
  return (
    item.kind === 'mail' &&
    item.suppressed === undefined &&
    item.rule !== 'resend' &&
    policyOf(item.template, reference.rules.messages.kinds).pace === 'daily' &&
    !never.includes(ledger.get(item.key)?.status ?? '') &&
    !isUrgent(item, reference)
  );
}
