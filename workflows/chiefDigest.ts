/** The weekly digest of one chief about all escalation cases that lie there. */
import type { DigestStepKind } from '../domain/escalation/digest.ts';
import type { LifeInput } from './contract.ts';
import { decide, send } from './effects.ts';
import { runLife, type StepInput, unknownStep } from './life.ts';

export async function chiefDigest(input: LifeInput): Promise<void> {
  await runLife(input, (kind, step) => perform(kind as DigestStepKind, step));
}

function perform(kind: DigestStepKind, step: StepInput): Promise<void> {
  switch (kind) {
    case 'make_digest':
      return decide.makeDigest(step);
    case 'mail':
      return send(step);
    default:
      return unknownStep(kind);
  }
}
