/** One course offering: information before it, attendance and results after, and its closing. */
import type { OfferingStepKind } from '../domain/offering/agenda.ts';
import type { LifeInput } from './contract.ts';
import { closeTask, decide, openTask, send } from './effects.ts';
import { runLife, type StepInput, unknownStep } from './life.ts';

export async function courseOffering(input: LifeInput): Promise<void> {
  await runLife(input, (kind, step) => perform(kind as OfferingStepKind, step));
}

function perform(kind: OfferingStepKind, step: StepInput): Promise<void> {
  switch (kind) {
    case 'mail':
      return send(step);
    case 'invite_audience':
      return decide.inviteAudience(step);
    case 'task':
      return openTask(step);
    case 'close_task':
      return closeTask(step);
    case 'publish_practical_information':
      return decide.publishPracticalInformation(step);
    case 'close_offering':
      return decide.closeOffering(step);
    default:
      return unknownStep(kind);
  }
}
