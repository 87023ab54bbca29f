/**
 * The policy of mails, between what a life's facts entitle to and what is done now: when a mail may go, what becomes
 * of one that is too late, and who wants no copy. Pure, so that the plan of a life, the preview and every explanation see the same.
 */
import { type AgendaItem, isFinal } from '../agenda.ts';
import type { Reference } from '../reference.ts';
import { isCopy } from './copies.ts';
import { goesAt } from './hours.ts';
import { policyOf } from './kinds.ts';
import { type Moment, oneADay } from './oneADay.ts';

/** What the policy may ask for besides the steps of an agenda. */
export type PolicyStepKind = 'task';

/**
 * An agenda under the region's policy of mails; everything that is no mail stays as it is.
 * @param agenda what the facts entitle to, in any order
 */
export function underPolicy<Kind extends string>(
  agenda: readonly AgendaItem<Kind>[],
  moment: Moment,
  reference: Reference,
): readonly AgendaItem<Kind | PolicyStepKind>[] {
  const inHours = agenda.map((item) =>
    item.kind === 'mail' ? atItsHour(unlessDeclined(item, reference), reference) : item,
  );
  const later = oneADay(inHours, moment, reference);
  const certificate = openCertificate(agenda, moment);
  return inHours.flatMap((item): AgendaItem<Kind | PolicyStepKind>[] => {
    if (item.kind !== 'mail') return [item];
    const at = later.get(item.key);
    const onItsDay = at === undefined ? item : { ...item, dueAt: at, reason: `${item.reason} ${anotherDay}` };
    const mail = unlessQuietNow(onItsDay, moment, reference);
    const isForMore = certificate !== undefined && withCertificate.includes(item.template);
    return whenTooLate(isForMore ? { ...mail, after: certificate } : mail, moment, reference);
  });
}

const declinedCopy = 'Avböjd kopia: mottagaren har tackat nej till den här sortens mejl.';

/** A copy that its reader has declined is not sent, but for what a coordinator orders once more. */
function unlessDeclined<Kind extends string>(item: AgendaItem<Kind>, reference: Reference): AgendaItem<Kind> {
  const { template, recipient, rule, suppressed } = item;
  if (suppressed !== undefined || rule === 'resend' || !isCopy(template)) return item;
  return reference.declines(recipient, template)
    ? { ...item, rule: 'copy-declined', suppressed: declinedCopy }
    : item;
}

const anotherHour =
  'Det väntade på en arbetsdag, eftersom vanliga mejl inte går ut på kvällar och lediga dagar.';
const anotherDay = 'Det väntade till nästa arbetsdag, eftersom mottagaren redan fick ett mejl den dagen.';

/** A mail at the moment at which it may go. */
function atItsHour<Kind extends string>(item: AgendaItem<Kind>, reference: Reference): AgendaItem<Kind> {
  const dueAt = goesAt(item, reference);
  return dueAt === item.dueAt ? item : { ...item, dueAt, reason: `${item.reason} ${anotherHour}` };
}

/** One that was due before, and is looked at in a quiet hour, waits for its end. */
function unlessQuietNow<Kind extends string>(
  item: AgendaItem<Kind>,
  { now }: Moment,
  reference: Reference,
): AgendaItem<Kind> {
  if (item.dueAt > now) return item;
  const waitsUntil = goesAt({ ...item, dueAt: now }, reference);
  return waitsUntil > now ? { ...item, waitsUntil } : item;
}

/** A result and the certificates that it earns are told together. */
const withCertificate: readonly string[] = [
  'result_passed',
  'course_certificate',
  'course_day_certificate',
  'programme_certificate',
];

/** Key of a certificate that is to be issued now. */
function openCertificate(agenda: readonly AgendaItem[], { ledger, now }: Moment): string | undefined {
  return agenda.find(({ kind, key, dueAt, usefulUntil, suppressed }) => {
    const entry = ledger.get(key);
    const isOpen = entry === undefined || !(isFinal(entry.status) || entry.status === 'held');
    const isReady = (entry?.notBefore ?? 0) <= now && (usefulUntil === null || now <= usefulUntil);
    return kind === 'certificate' && dueAt <= now && suppressed === undefined && isOpen && isReady;
  })?.key;
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
