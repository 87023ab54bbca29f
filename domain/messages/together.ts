/**
 * Mails that are due to the same person at the same time go as one: the first of them carries the others as its parts.
 * Each keeps its own key and its own row; only the one that carries is handed over.
 */
import type { AgendaItem, Ledger } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import { groupBy } from '../groupBy.ts';
import type { Reference } from '../reference.ts';
import { isUrgent } from './hours.ts';
import { mailKinds, policyOf } from './kinds.ts';

/** An item of a plan, and the key of the mail that carries it; without one it goes by itself. */
export type Carried<Item extends AgendaItem> = Item & { readonly carriedBy?: string };

/**
 * Which of the mails that are due go together (rule `messages.together`): those to the same reader, but for urgent ones,
 * kinds that always go alone, and what a coordinator ordered once more.
 * @param due what a plan does now
 * @returns the same items in the same order; the parts of a mail name the one that carries them
 */
export function inOneMail<Item extends AgendaItem>(
  due: readonly Item[],
  ledger: Ledger,
  reference: Reference,
): readonly Carried<Item>[] {
  const carriedBy = new Map<string, string>();
  const sharing = due.filter((item) => mayShare(item, ledger, reference));
  for (const parts of groupBy(sharing, readerOf).values()) {
    const [first, ...others] = parts.toSorted(firstToDo);
    for (const { key } of others) carriedBy.set(key, first?.key ?? '');
  }
  return due.map((item) => {
    const carrier = carriedBy.get(item.key);
    return carrier === undefined ? item : { ...item, carriedBy: carrier };
  });
}

function mayShare(item: AgendaItem, ledger: Ledger, reference: Reference): boolean {
  const { messages } = reference.rules;
  return (
    messages.together &&
    item.kind === 'mail' &&
    item.rule !== 'resend' &&
    policyOf(item.template, messages.kinds).pace !== 'alone' &&
    // What was claimed must be settled as it was sent.
    ledger.get(item.key)?.status !== 'claimed' &&
    !isUrgent(item, reference)
  );
}

/** A chief who passes on a manager's mail gets it apart from their own. */
const readerOf = ({ recipient, detail }: AgendaItem): string => `${recipient} ${detail.via ?? ''}`;

/** What has to be done first stands first; then in the order of a course. */
function firstToDo(a: AgendaItem, b: AgendaItem): number {
  return until(a) - until(b) || rank(a) - rank(b) || (a.key < b.key ? -1 : 1);
}

const farAway = Number.MAX_SAFE_INTEGER;
const until = ({ about, usefulUntil }: AgendaItem): Instant => about ?? usefulUntil ?? farAway;
const inOrder: readonly string[] = mailKinds;
const rank = ({ template }: AgendaItem): number => inOrder.indexOf(template);
