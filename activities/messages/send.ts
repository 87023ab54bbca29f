/**
 * Sends one mail of the ledger: at most one accepted mail for a key, whatever dies in between. Only a reply code
 * proves anything; what nobody knows is asked, and where nobody can be asked a coordinator decides.
 */
import type { Instant } from '../../domain/calendar/dates.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Dependencies } from '../dependencies.ts';
import { record } from '../facts/record.ts';
import { claim, type EffectRow, type StepInput, settle } from '../lives/ledger.ts';
import { composeMessage, messageIdOf } from './compose/index.ts';
import type { DeliveryOutcome } from './smtp.ts';

const minute = 60_000;
/** Waits after transient refusals; then the coordinator decides. A mail that gets stale is missed before that. */
const backoff = [5 * minute, 30 * minute, 2 * 60 * minute, 6 * 60 * minute, 24 * 60 * minute];

export async function sendMail(deps: Dependencies, step: StepInput): Promise<void> {
  const claimed = await claim(deps, deps.db, step);
  if (claimed.verdict !== 'claimed' && claimed.verdict !== 'unsettled') return;
  deps.passing('after-claim');
  const { effect, now, version } = claimed;
  // All of one mail is made from the region as it was at the claim.
  const reference = await deps.reference(version);
  // Before anything is looked at that may have changed since: it may be with the server already.
  const known = claimed.verdict === 'unsettled' ? await askServer(deps, effect, reference) : undefined;
  if (known === 'not_taken') {
    // Nothing has gone out, so whether it still shall is decided anew, by the facts of today.
    await settle(deps.db, effect.key, { status: 'planned' });
    return;
  }
  if (known === undefined && reference.calendar.dateOf(now) < reference.goLive) {
    const reason = `Regionen är i drift från ${reference.goLive}; innan dess skickas inget.`;
    await settle(deps.db, effect.key, { status: 'suppressed', reason });
    return;
  }
  const composing = composeMessage({ ...deps, reference: async () => reference }, effect, now);
  // What is known must be written down, also when the facts that the mail spoke of are gone.
  const composed = await (known === undefined ? composing : composing.catch(() => ({ suppressed: '' })));
  if ('suppressed' in composed) {
    if (known !== undefined) await settleDelivery(deps, step, effect, now, known, unknownRow);
    else await settle(deps.db, effect.key, { status: 'suppressed', reason: composed.suppressed });
    return;
  }
  const { message, ...row } = composed;
  const outcome = known ?? (await deps.mailer.deliver(message));
  deps.passing('after-250');
  await settleDelivery(deps, step, effect, now, outcome, row);
}

/** Of a mail that went out, or may have, and that would not be made today. */
const unknownRow = { subject: '', templateVersion: 0, file: '' };

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

async function settleDelivery(
  deps: Dependencies,
  step: StepInput,
  effect: EffectRow,
  now: Instant,
  outcome: DeliveryOutcome,
  row: { readonly subject: string; readonly templateVersion: number; readonly file: string },
): Promise<void> {
  const { key } = effect;
  switch (outcome.outcome) {
    case 'accepted':
      await settle(deps.db, key, { ...row, status: 'accepted', reply: outcome.reply });
      return;
    case 'doubtful':
      return toCoordinator(deps, step, now, 'mail_doubtful', {
        ...row,
        status: 'doubtful',
        reply: outcome.reason,
      });
    case 'refused':
    case 'not_sent': {
      const reply = outcome.outcome === 'refused' ? outcome.reply : outcome.reason;
      const wait = backoff[effect.attempt - 1];
      const permanent = outcome.outcome === 'refused' && outcome.permanent;
      if (permanent || wait === undefined) {
        return toCoordinator(deps, step, now, 'mail_refused', { ...row, file: '', status: 'refused', reply });
      }
      await settle(deps.db, key, { ...row, file: '', status: 'planned', reply, notBefore: now + wait });
    }
  }
}

/** The outcome and the line on the coordinators' list stand or fall together. */
async function toCoordinator(
  deps: Dependencies,
  step: StepInput,
  now: Instant,
  kind: 'mail_doubtful' | 'mail_refused',
  outcome: Parameters<typeof settle>[2],
): Promise<void> {
  const { calendar } = await deps.reference();
  await deps.db.$transaction(async (tx) => {
    await settle(tx, step.key, outcome);
    const key = `${kind}.${step.key}`;
    await record(tx, { at: now, today: calendar.dateOf(now), source: step.life }, [
      { kind: 'task_opened', subject: key, data: { key, kind, subject: step.key } },
    ]);
  });
}
