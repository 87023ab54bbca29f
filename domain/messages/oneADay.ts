/**
 * At most one mail a person and day, whichever lives it comes from. Each life decides for its own mails by what the
 * ledger says of the others; see docs/decisions/0025-one-mail-a-day.md.
 */
import type { AgendaItem, Ledger } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import { groupBy } from '../groupBy.ts';
import type { Reference } from '../reference.ts';
import { goesAt, isUrgent, nextMorning } from './hours.ts';
import { policyOf } from './kinds.ts';

/** A mail of another life that went, or is about to. */
export interface OtherMail {
  readonly recipient: string;
  /** The moment of the plan that asked for it. */
  readonly at: Instant;
}

/** What a plan has before it. */
export interface Moment {
  readonly ledger: Ledger;
  readonly now: Instant;
  /** What goes to the same readers from elsewhere. */
  readonly elsewhere?: readonly OtherMail[];
}

/**
 * When mails that can wait go: those of one moment together, a later one of a day on the next working day; never later
 * than it is of use, and never on the day that it is about (rule `messages.together`).
 * @param agenda with the moments at which each may go
 * @returns the new moments, by key; those that stay are not in it
 */
export function oneADay(
  agenda: readonly AgendaItem[],
  { ledger, now, elsewhere = [] }: Moment,
  reference: Reference,
): ReadonlyMap<string, Instant> {
  const { calendar, rules } = reference;
  const moved = new Map<string, Instant>();
  if (!rules.messages.together) return moved;
  const dayOf = ({ recipient }: Pick<AgendaItem, 'recipient'>, at: Instant) =>
    `${recipient} ${calendar.dateOf(at)}`;
  const counting = agenda.filter((item) => counts(item, reference));
  const gone = new Set([
    ...elsewhere.map((mail) => dayOf(mail, mail.at)),
    ...counting.flatMap((item) => {
      const at = wentAt(item, ledger);
      return at === undefined ? [] : [dayOf(item, at)];
    }),
  ]);
  /** When it can go at the earliest: what is overdue now, or at the end of a quiet hour, and what failed when it is tried again. */
  const goesFrom = (item: AgendaItem, at: Instant): Instant => {
    const soonest = at > now ? at : goesAt({ ...item, dueAt: now }, reference);
    return Math.max(soonest, ledger.get(item.key)?.notBefore ?? soonest);
  };
  const waiting = counting.filter((item) => canWait(item, ledger, reference));
  const sorted = (rows: readonly Row[]) => rows.toSorted(inTime);
  for (const mails of groupBy(waiting, ({ recipient }) => recipient).values()) {
    /** By day, the mail that goes then. */
    const taken = new Map<string, Taken>();
    for (
      let rows = sorted(mails.map((item) => ({ item, at: item.dueAt, goes: goesFrom(item, item.dueAt) })));
      rows.length > 0;
    ) {
      const [row, ...rest] = rows;
      rows = rest;
      if (row === undefined) break;
      const { item, at, goes } = row;
      const day = dayOf(item, goes);
      const shares = policyOf(item.template, rules.messages.kinds).pace !== 'alone';
      const other = taken.get(day);
      const fits = other === undefined || (shares && other.shares && other.at === goes);
      const wasGone = gone.has(dayOf(item, at));
      if (fits && !wasGone && !gone.has(day)) {
        taken.set(day, { at: goes, shares });
        continue;
      }
      const tomorrow = calendar.addDays(calendar.dateOf(wasGone ? at : goes), 1);
      const later = nextMorning(calendar.at(tomorrow, '00:00'), reference);
      if (!isOfUse(item, later, reference)) continue;
      moved.set(item.key, later);
      rows = sorted([...rest, { item, at: later, goes: goesFrom(item, later) }]);
    }
  }
  return moved;
}

interface Row {
  readonly item: AgendaItem;
  /** The moment for which it is planned, and the one at which it can go. */
  readonly at: Instant;
  readonly goes: Instant;
}

interface Taken {
  readonly at: Instant;
  /** Whether others may go with it. */
  readonly shares: boolean;
}

const inTime = (a: Row, b: Row): number =>
  a.goes - b.goes || a.at - b.at || (a.item.key < b.item.key ? -1 : 1);

const isOfUse = ({ usefulUntil, about }: AgendaItem, at: Instant, { calendar }: Reference): boolean =>
  (usefulUntil === null || at <= usefulUntil) &&
  (about === undefined || calendar.dateOf(at) < calendar.dateOf(about));

const office = 'finance:';

/**
 * Whether a mail is one of its reader's own: not what an office works through, or what a chief passes on to somebody
 * without an address.
 */
const counts = (item: AgendaItem, reference: Reference): boolean =>
  item.kind === 'mail' && isOnesOwn(item) && !isUrgent(item, reference);

/** @param mail an item or a row of the ledger */
export const isOnesOwn = ({ recipient, detail }: Pick<AgendaItem, 'recipient' | 'detail'>): boolean =>
  recipient !== '' && !recipient.startsWith(office) && detail.via === undefined;

/** When a mail went that is with the server, or perhaps: its day is taken. */
function wentAt({ key, dueAt }: AgendaItem, ledger: Ledger): Instant | undefined {
  const entry = ledger.get(key);
  return entry !== undefined && withServer.includes(entry.status)
    ? (entry.askedAt ?? entry.at ?? dueAt)
    : undefined;
}

const withServer = ['accepted', 'doubtful', 'claimed'];
/** Gone, never sent, or stopped by a coordinator: nothing to find a day for. */
const settled = [...withServer, 'suppressed', 'missed', 'refused', 'held'];

const canWait = (item: AgendaItem, ledger: Ledger, reference: Reference): boolean =>
  item.suppressed === undefined &&
  item.rule !== 'resend' &&
  policyOf(item.template, reference.rules.messages.kinds).pace !== 'prompt' &&
  !settled.includes(ledger.get(item.key)?.status ?? '');
