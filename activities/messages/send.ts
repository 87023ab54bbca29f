/**
 * Sends one mail of the ledger: at most one accepted mail for a key, whatever dies in between. Only a reply code
 * proves anything; what nobody knows is asked, and where nobody can be asked a coordinator decides.
 */
import type { Instant } from '../../domain/calendar/dates.ts';
import type { Dependencies } from '../dependencies.ts';
import { record } from '../facts/record.ts';
import { claim, type EffectRow, type StepInput, settle } from '../lives/ledger.ts';
import { composeMessage } from './compose/index.ts';
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
  if (reference.calendar.dateOf(now) < reference.goLive) {
    const reason = `Regionen är i drift från ${reference.goLive}; innan dess skickas inget.`;
    await settle(deps.db, effect.key, { status: 'suppressed', reason });
    return;
  }
  const composed = await composeMessage({ ...deps, reference: async () => reference }, effect, now);
  if ('suppressed' in composed) {
    await settle(deps.db, effect.key, { status: 'suppressed', reason: composed.suppressed });
    return;
  }
  const { message, ...row } = composed;
  const outcome =
    claimed.verdict === 'unsettled'
      ? await askFirst(deps, message.messageId, effect, now, () => deps.mailer.deliver(message))
      : await deps.mailer.deliver(message);
  deps.passing('after-250');
  await settleDelivery(deps, step, effect, now, outcome, row);
}

/** An earlier attempt died with the claim: ask what became of it before anything is sent again. */
async function askFirst(
  deps: Dependencies,
  messageId: string,
  effect: EffectRow,
  now: Instant,
  deliver: () => Promise<DeliveryOutcome>,
): Promise<DeliveryOutcome | { readonly outcome: 'stale' }> {
  const accepted = await deps.mailer.wasAccepted(messageId);
  if (accepted === undefined) {
    return { outcome: 'doubtful', reason: 'an attempt was cut off, and the server cannot be asked' };
  }
  if (accepted)
    return { outcome: 'accepted', reply: 'found at the server after an attempt that was cut off' };
  if (effect.usefulUntil !== null && effect.usefulUntil.getTime() < now) return { outcome: 'stale' };
  return deliver();
}

async function settleDelivery(
  deps: Dependencies,
  step: StepInput,
  effect: EffectRow,
  now: Instant,
  outcome: DeliveryOutcome | { readonly outcome: 'stale' },
  row: { readonly subject: string; readonly templateVersion: number; readonly file: string },
): Promise<void> {
  const { key } = effect;
  switch (outcome.outcome) {
    case 'accepted':
      return settle(deps.db, key, { ...row, status: 'accepted', reply: outcome.reply });
    case 'stale':
      return settle(deps.db, key, { ...row, file: '', status: 'missed' });
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
      return settle(deps.db, key, { ...row, file: '', status: 'planned', reply, notBefore: now + wait });
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
