/**
 * Sends one mail of the ledger: at most one accepted mail for a key, whatever dies in between. Only a reply code
 * proves anything; what nobody knows is asked, and where nobody can be asked a coordinator decides.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Instant } from '../../domain/calendar/dates.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Transaction } from '../../prisma/client.ts';
import type { Dependencies } from '../dependencies.ts';
import { type NewFact, record } from '../facts/record.ts';
import { type Claim, type EffectRow, type Settlement, type StepInput, settle } from '../lives/ledger.ts';
import { settleAccepted } from './accepted.ts';
import { claimMail } from './claims.ts';
import { type ComposedMessage, composeTogether, messageIdOf, type NotSent } from './compose/index.ts';
import { openFeed } from './feeds.ts';
import { keepInvitations } from './invitations.ts';
import type { DeliveryOutcome } from './smtp.ts';

const minute = 60_000;

/** Longer than a delivery takes, shorter than the activity may. */
const patienceMs = 75_000;
const pauseMs = 250;

/**
 * @throws when another process that lives has the mail in hand for longer than a delivery takes; trying again later is
 *   safe
 */
export async function sendMail(deps: Dependencies, step: StepInput): Promise<void> {
  const { atWork } = deps.presence ?? {};
  for (const until = Date.now() + patienceMs; Date.now() < until; await sleep(pauseMs)) {
    if (atWork?.has(step.key)) continue;
    atWork?.add(step.key);
    try {
      const claimed = await claimMail(deps, step);
      if (claimed.verdict === 'busy') continue;
      if (claimed.verdict === 'claimed' || claimed.verdict === 'unsettled') await send(deps, step, claimed);
      return;
    } finally {
      atWork?.delete(step.key);
    }
  }
  throw new Error('another process has had this mail in hand for too long');
}

type InHand = Extract<Claim, { readonly verdict: 'claimed' | 'unsettled' }>;

async function send(deps: Dependencies, step: StepInput, claimed: InHand): Promise<void> {
  deps.passing('after-claim');
  const { effect, parts, now, version } = claimed;
  const rows = [effect, ...parts];
  // All of one mail is made from the region as it was at the claim.
  const reference = await deps.reference(version);
  // Before anything is looked at that may have changed since: it may be with the server already.
  const known = claimed.verdict === 'unsettled' ? await askServer(deps, effect, reference) : undefined;
  if (known === 'not_taken') {
    // Nothing has gone out, so whether it still shall is decided anew, by the facts of today.
    await settleAll(deps, rows, { status: 'planned', reply: 'cut off before the server took it' });
    return;
  }
  if (known === undefined && reference.calendar.dateOf(now) < reference.goLive) {
    const reason = `Regionen är i drift från ${reference.goLive}; innan dess skickas inget.`;
    await settleAll(deps, rows, { status: 'suppressed', reason });
    return;
  }
  const { feeds } = deps;
  const tellsOfFeed = rows.some(
    ({ template, detail }) => template === 'seat_confirmed' && detail.via === undefined,
  );
  if (known === undefined && feeds !== undefined && tellsOfFeed) {
    // Before the mail that tells of it; who has had theirs revoked gets none by itself.
    await openFeed(deps, feeds, effect.person, { source: step.life, once: true });
  }
  const composing = composeTogether({ ...deps, reference: async () => reference }, effect, parts, now);
  const attempt: Attempt = { effect, parts, now, reference };
  // What is known must be written down, also when the facts that the mail spoke of are gone.
  const composed = await (known === undefined
    ? composing
    : composing.catch((): NotSent => ({ notSent: [] })));
  if ('notSent' in composed) {
    if (known !== undefined) await settleDelivery(deps, step, attempt, known, unknownMail);
    else await settleApart(deps, rows, composed);
    return;
  }
  const { message, invitations, ...shown } = composed;
  if (known === undefined) await keepInvitations(deps.db, effect.key, invitations);
  // Nothing is handed over by a process that others may take for dead.
  if (known === undefined) deps.presence?.id();
  const outcome = known ?? (await deps.mailer.deliver(message));
  deps.passing('after-250');
  await settleDelivery(deps, step, attempt, outcome, shown);
}

/** Of a mail that went out, or may have, and that would not be made today. */
const unknownMail: SentMail = { rows: [], file: '', addressVersion: 0 };

/** A mail and its parts have one outcome, or none of them has. */
const settleAll = (deps: Dependencies, rows: readonly EffectRow[], outcome: Settlement): Promise<void> =>
  deps.db.$transaction(async (tx) => {
    for (const { key } of rows) await settle(tx, key, outcome);
  });

/** What shall not be sent after all is ruled out; what would have gone with it is planned anew. */
const settleApart = (deps: Dependencies, rows: readonly EffectRow[], { notSent }: NotSent): Promise<void> =>
  deps.db.$transaction(async (tx) => {
    for (const { key } of rows) {
      const ruledOut = notSent.find((one) => one.key === key);
      await settle(
        tx,
        key,
        ruledOut === undefined
          ? { status: 'planned', reply: 'what it was to go with is not sent' }
          : { status: 'suppressed', reason: ruledOut.reason },
      );
    }
  });

/** An earlier attempt died with the claim: ask what became of it before anything is sent again. */
async function askServer(
  deps: Dependencies,
  effect: EffectRow,
  reference: Reference,
): Promise<DeliveryOutcome | 'not_taken'> {
  const accepted = await deps.mailer.wasAccepted(messageIdOf(effect.key, reference.domain));
  if (accepted === undefined) {
    return { outcome: 'doubtful', reason: 'an attempt was cut off, and the server cannot be asked' };
  }
  return accepted
    ? { outcome: 'accepted', reply: 'found at the server after an attempt that was cut off' }
    : 'not_taken';
}

type SentMail = Pick<ComposedMessage, 'rows' | 'file' | 'addressVersion'>;

interface Attempt {
  /** The mail that was handed over. */
  readonly effect: EffectRow;
  readonly parts: readonly EffectRow[];
  readonly now: Instant;
  readonly reference: Reference;
}

async function settleDelivery(
  deps: Dependencies,
  step: StepInput,
  attempt: Attempt,
  outcome: DeliveryOutcome,
  sent: SentMail,
): Promise<void> {
  const { effect, parts, now, reference } = attempt;
  if (outcome.outcome === 'accepted' && effect.attempt === 1 && parts.length === 0) {
    const { reply } = outcome;
    const { key } = effect;
    const messageId = messageIdOf(key, reference.domain);
    const { file, addressVersion } = sent;
    const tried = { key, attempt: effect.attempt, reply, messageId, addressVersion, file };
    await settleAccepted(deps.db, { ...tried, ...shownAs(key, sent) });
    return;
  }
  // The attempt, its outcome for all that the mail carried, and the line on the coordinators' list stand or fall together.
  await deps.db.$transaction(async (tx) => {
    const whole = await settlePart(tx, effect, attempt, outcome, sent);
    const facts = whole.facts;
    for (const part of parts) {
      const own = await settlePart(tx, part, attempt, outcome, sent);
      // The coordinator decides about a mail, not about each of its parts.
      if (own.status !== whole.status) facts.push(...own.facts);
    }
    if (facts.length > 0)
      await record(tx, { at: now, today: reference.calendar.dateOf(now), source: step.life }, facts);
  });
}

const shownAs = (key: string, { rows }: SentMail) => {
  const shown = rows.find((row) => row.key === key);
  return { subject: shown?.subject ?? '', templateVersion: shown?.templateVersion ?? 0 };
};

/** What the outcome means for one row: its own next attempt, while it is of use. */
async function settlePart(
  tx: Transaction,
  effect: EffectRow,
  { effect: carrier, now, reference }: Attempt,
  outcome: DeliveryOutcome,
  sent: SentMail,
): Promise<{ readonly status: Settlement['status']; readonly facts: NewFact[] }> {
  const { attempt, key } = effect;
  const messageId = messageIdOf(carrier.key, reference.domain);
  const { file, addressVersion } = sent;
  const reply = await keepAttempt(tx, effect, messageId, outcome, addressVersion);
  const row = { ...shownAs(key, sent), file };
  const toCoordinator = (kind: 'mail_doubtful' | 'mail_refused' | 'mail_delayed'): NewFact => ({
    kind: 'task_opened',
    subject: `${kind}.${key}`,
    data: { key: `${kind}.${key}`, kind, subject: key },
  });
  switch (outcome.outcome) {
    case 'accepted':
      await settle(tx, key, { ...row, status: 'accepted', reply });
      return { status: 'accepted', facts: [] };
    case 'doubtful':
      await settle(tx, key, { ...row, status: 'doubtful', reply });
      return { status: 'doubtful', facts: [toCoordinator('mail_doubtful')] };
    case 'refused':
    case 'not_sent': {
      const notBefore =
        outcome.outcome === 'refused' && outcome.permanent ? null : nextTry(effect, now, reference);
      if (notBefore !== null) {
        await settle(tx, key, { ...row, file: '', status: 'planned', reply, notBefore });
        // It is tried as long as it is of use; who could help otherwise knows when that takes long.
        const isLong = attempt === reference.rules.messages.retryAfterMinutes.length + 1;
        return { status: 'planned', facts: isLong ? [toCoordinator('mail_delayed')] : [] };
      }
      await settle(tx, key, { ...row, file: '', status: 'refused', reply });
      const mark = addressMark(effect, outcome, addressVersion);
      return { status: 'refused', facts: [toCoordinator('mail_refused'), ...mark] };
    }
  }
}

/**
 * Keeps what came of an attempt, in real time.
 * @returns the server's reply, or what went wrong, for the ledger; it says when the address was another one before
 */
async function keepAttempt(
  tx: Transaction,
  { key, attempt }: EffectRow,
  messageId: string,
  outcome: DeliveryOutcome,
  addressVersion: number,
): Promise<string> {
  const before =
    attempt > 1
      ? await tx.deliveryAttempt.findUnique({ where: { key_attempt: { key, attempt: attempt - 1 } } })
      : null;
  const isNewAddress = before !== null && before.addressVersion !== addressVersion && addressVersion > 0;
  const said =
    outcome.outcome === 'accepted' || outcome.outcome === 'refused' ? outcome.reply : outcome.reason;
  const reply = isNewAddress ? `${said} (till en ny adress sedan förra försöket)` : said;
  const tried = { outcome: outcome.outcome, reply, messageId, addressVersion };
  await tx.deliveryAttempt.upsert({
    where: { key_attempt: { key, attempt } },
    create: { key, attempt, at: new Date(), ...tried },
    update: tried,
  });
  return reply;
}

/**
 * When a mail is tried again after a transient refusal: at growing intervals, as long as it is of use; the plan records
 * it as missed after that. One that never gets stale goes to the coordinator when the intervals are used up.
 */
function nextTry(effect: EffectRow, now: Instant, reference: Reference): Instant | null {
  const waits = reference.rules.messages.retryAfterMinutes;
  const wait = waits[effect.attempt - 1] ?? (effect.usefulUntil === null ? undefined : waits.at(-1));
  return wait === undefined ? null : now + wait * minute;
}

/** Only a permanent refusal of the recipient speaks of the person's address; an office is the coordinator's to mend. */
function addressMark(effect: EffectRow, outcome: DeliveryOutcome, addressVersion: number): NewFact[] {
  const isAddress = outcome.outcome === 'refused' && outcome.permanent && outcome.stage === 'recipient';
  if (!isAddress || addressVersion === 0) return [];
  const person = effect.recipient;
  return [
    {
      kind: 'address_refused',
      subject: person,
      data: { person, addressVersion, key: effect.key, code: codeOf(outcome.reply) },
    },
  ];
}

/** The codes of a server's reply, `550 5.1.1`, without its words. */
const codeOf = (reply: string): string => /^\d{3}(?:[ -]\d\.\d{1,3}\.\d{1,3})?/.exec(reply)?.[0] ?? '';
