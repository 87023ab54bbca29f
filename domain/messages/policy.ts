/**
 * The policy of mails, between what a life's facts entitle to and what is done now: when a mail may go, and what becomes
 * of one that is too late. Pure, so that the plan of a life, the preview and every explanation see the same.
 */
import { type AgendaItem, isFinal, type Ledger } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import type { Reference } from '../reference.ts';
import { goesAt } from './hours.ts';
import { policyOf } from './kinds.ts';

/** What the policy may ask for besides the steps of an agenda. */
export type PolicyStepKind = 'task';

/** What a plan has before it. */
export interface Moment {
  readonly ledger: Ledger;
  readonly now: Instant;
}

/**
 * An agenda under the region's policy of mails; everything that is no mail stays as it is.
 * @param agenda what the facts entitle to, in any order
 */
export function underPolicy<Kind extends string>(
  agenda: readonly AgendaItem<Kind>[],
  moment: Moment,
  reference: Reference,
): readonly AgendaItem<Kind | PolicyStepKind>[] {
  return agenda.flatMap((item): AgendaItem<Kind | PolicyStepKind>[] => {
    if (item.kind !== 'mail') return [item];
    return whenTooLate(atItsHour(item, moment, reference), moment, reference);
  });
}

/** A mail at the moment at which it may go; one that has waited until a quiet hour waits for its end. */
function atItsHour<Kind extends string>(
  item: AgendaItem<Kind>,
  { now }: Moment,
  reference: Reference,
): AgendaItem<Kind> {
  const dueAt = goesAt(item, reference);
  const waitsUntil = dueAt > now ? dueAt : goesAt({ ...item, dueAt: now }, reference);
  return { ...item, dueAt, ...(waitsUntil > now && waitsUntil > dueAt ? { waitsUntil } : {}) };
}

/** What is too late is left undone, sent all the same, or put before a coordinator, as the rule of its kind says. */
function whenTooLate<Kind extends string>(
  item: AgendaItem<Kind>,
  { ledger, now }: Moment,
  { rules }: Reference,
): AgendaItem<Kind | PolicyStepKind>[] {
  const rule = policyOf(item.template, rules.messages.kinds).whenTooLate;
  const isLate = item.usefulUntil !== null && now > item.usefulUntil && item.dueAt <= now;
  if (rule === 'skip' || !isLate || item.suppressed !== undefined) return [item];
  const status = ledger.get(item.key)?.status;
  const isMissed = status === 'missed';
  if (status === 'claimed' || (status !== undefined && isFinal(status) && !isMissed)) return [item];
  if (rule === 'ask') return [item, question(item)];
  return [{ ...item, usefulUntil: null, reason: `${item.reason} ${sentLate}` }];
}

const sentLate = 'Det är sent, men mejlet skickas ändå.';

/** A coordinator decides whether what was missed is sent: `messages resend KEY`. */
function question({ key, usefulUntil, dueAt, person, municipality }: AgendaItem): AgendaItem<'task'> {
  return {
    kind: 'task',
    key: `mail_missed.${key}`,
    dueAt: usefulUntil ?? dueAt,
    usefulUntil: null,
    rule: 'too-late',
    reason: 'Mejlet hann inte skickas i tid; en samordnare avgör om det ska skickas ändå.',
    person,
    municipality,
    template: '',
    recipient: '',
    detail: { task: 'mail_missed', subject: key },
  };
}
