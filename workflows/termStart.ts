/** The enrolment of one term: proposals, chiefs' answers, seats, the waiting list. The only one that gives seats. */

import type { PolicyStepKind } from '../domain/messages/policy.ts';
import type { TermStepKind } from '../domain/term/agenda.ts';
import type { LifeInput } from './contract.ts';
import { decide, issue, openTask, send } from './effects.ts';
import { runLife, type StepInput, unknownStep } from './life.ts';

export async function termStart(input: LifeInput): Promise<void> {
  await runLife(input, (kind, step) => perform(kind as TermStepKind | PolicyStepKind, step), {
    alone: [
      'propose',
      'settle_unanswered',
      'allocate_seats',
      'release_reserved',
      'lapse_seat',
      'promote',
      'end_waiting_list',
    ] satisfies TermStepKind[],
  });
}

function perform(kind: TermStepKind | PolicyStepKind, step: StepInput): Promise<void> {
  switch (kind) {
    case 'propose':
      return decide.propose(step);
    case 'proposal_document':
      return issue.proposal(step);
    case 'mail':
      return send(step);
    case 'task':
      return openTask(step);
    case 'allocate_seats':
      return decide.allocateSeats(step);
    case 'settle_unanswered':
      return decide.settleUnanswered(step);
    case 'release_reserved':
      return decide.releaseReserved(step);
    case 'lapse_seat':
      return decide.lapseSeat(step);
    case 'promote':
      return decide.promote(step);
    case 'end_waiting_list':
      return decide.endWaitingList(step);
    default:
      return unknownStep(kind);
  }
}
