/**
 * Plays a term with the people's model but without Temporal: the same planning and the same decisions, one life after
 * the other. Mails count as accepted; documents are only said to exist.
 */
import type { Dependencies } from '../../activities/dependencies.ts';
import { allocateSeats } from '../../activities/enrolment/allocateSeats.ts';
import { endWaitingList } from '../../activities/enrolment/endWaitingList.ts';
import { lapseSeat } from '../../activities/enrolment/lapseSeat.ts';
import { promote } from '../../activities/enrolment/promote.ts';
import { propose } from '../../activities/enrolment/propose.ts';
import { releasePlace } from '../../activities/enrolment/release.ts';
import { releaseReserved } from '../../activities/enrolment/releaseReserved.ts';
import { settleUnanswered } from '../../activities/enrolment/settleUnanswered.ts';
import { takeCaseStep } from '../../activities/escalation/caseStep.ts';
import { makeDigest } from '../../activities/escalation/makeDigest.ts';
import { record } from '../../activities/facts/record.ts';
import { claim, type StepInput, settle } from '../../activities/lives/ledger.ts';
import { planLife } from '../../activities/lives/plan.ts';
import { closeOffering, publishPracticalInformation } from '../../activities/offerings/decisions.ts';
import { inviteAudience } from '../../activities/offerings/invite.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import { phases } from '../../domain/lives.ts';
import type { Database } from '../../prisma/client.ts';
import { stepClock, steppedClock } from '../../worker/clock.ts';
import type { People } from '../../worker/play/people.ts';

const unavailable = () => Promise.reject(new Error('nothing is sent and no document is made here'));
const nothing = () => Promise.resolve();

/** With the stepped clock; what sends mails and makes documents is not there. */
export function dependencies(db: Database): Dependencies {
  return {
    db,
    clock: steppedClock,
    mailer: { deliver: unavailable, wasAccepted: unavailable, verify: unavailable, close: nothing },
    documents: { render: unavailable, close: nothing },
    store: { put: unavailable, get: unavailable },
    eInvoices: { deliver: unavailable },
    reference: createReferenceCache(db),
    passing: () => undefined,
  };
}

const decisions: Readonly<Record<string, (deps: Dependencies, step: StepInput) => Promise<void>>> = {
  propose,
  allocate_seats: allocateSeats,
  settle_unanswered: settleUnanswered,
  release: releasePlace,
  release_reserved: releaseReserved,
  case: takeCaseStep,
  make_digest: makeDigest,
  lapse_seat: lapseSeat,
  promote,
  end_waiting_list: endWaitingList,
  invite_audience: inviteAudience,
  publish_practical_information: publishPracticalInformation,
  close_offering: closeOffering,
};

async function carryOut(deps: Dependencies, kind: string, step: StepInput, now: number): Promise<void> {
  const decide = decisions[kind];
  if (decide !== undefined) return decide(deps, step);
  const claimed = await claim(deps, deps.db, step);
  if (claimed.verdict !== 'claimed') return;
  if (kind === 'proposal_document') {
    const subject = step.key.split('.')[1] ?? '';
    const today = (await deps.reference()).calendar.dateOf(now);
    const data = { key: step.key, kind: 'proposal', subject, sha256: '', bytes: 0, file: '' };
    await deps.db.$transaction((tx) =>
      record(tx, { at: now, today, source: 'test' }, [{ kind: 'document_frozen', subject, data }]),
    );
  }
  for (const { key } of [claimed.effect, ...claimed.parts])
    await settle(deps.db, key, { status: kind === 'mail' ? 'accepted' : 'done' });
}

/**
 * @param until the play ends before this moment
 * @returns how many moments there were
 */
export async function live(deps: Dependencies, people: People, until: number): Promise<number> {
  let now = await deps.clock.now(deps.db);
  for (let moments = 1; ; moments += 1) {
    await stepClock(deps.db, now);
    for (let busy = true; busy; ) {
      busy = (await people.act(now)) > 0;
      for (const kind of phases) {
        const lives = await deps.db.$queryRaw<{ id: string }[]>`
          select id from life where kind = ${kind} and state = 'open'
            and (wanted > planned or wait_until <= ${new Date(now)}) order by id`;
        for (const { id } of lives) {
          busy = true;
          const plan = await planLife(deps, id);
          for (const { kind: step, key } of plan.steps) {
            await carryOut(deps, step, { life: id, key, generation: plan.generation }, now);
          }
        }
      }
    }
    const [row] = await deps.db.$queryRaw<{ at: Date | null }[]>`
      select min(wait_until) as at from life where state = 'open'`;
    const next = [row?.at?.getTime(), (await people.next(now)) ?? undefined].filter((at) => at !== undefined);
    if (next.length === 0 || Math.min(...next) >= until) return moments;
    now = Math.max(now + 1, Math.min(...next));
  }
}
