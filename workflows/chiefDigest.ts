/** The weekly digest of one chief about all escalation cases that lie there. */
import type { DigestStepKind } from '../domain/escalation/digest.ts';
import type { PolicyStepKind } from '../domain/messages/policy.ts';
import type { LifeInput } from './contract.ts';
import { decide, openTask, send } from './effects.ts';
import { runLife, type StepInput, unknownStep } from './life.ts';

export async function chiefDigest(input: LifeInput): Promise<void> {
  await runLife(input, (kind, step) => perform(kind as DigestStepKind | PolicyStepKind, step));
}

function perform(kind: DigestStepKind | PolicyStepKind, step: StepInput): Promise<void> {
  switch (kind) {
    case 'make_digest':
      return decide.makeDigest(step);
    case 'mail':
      return send(step);
    case 'task':
      return openTask(step);
    default:
      return unknownStep(kind);
  }
}
