/** One manager, from the day a mandate or a nomination touches them to the programme certificate. */
import type { JourneyStepKind } from '../domain/journey/agenda.ts';
import type { LifeInput } from './contract.ts';
import { closeTask, decide, issue, openTask, send } from './effects.ts';
import { runLife, type StepInput, unknownStep } from './life.ts';

export async function managerJourney(input: LifeInput): Promise<void> {
  await runLife(input, (kind, step) => perform(kind as JourneyStepKind, step));
}

function perform(kind: JourneyStepKind, step: StepInput): Promise<void> {
  switch (kind) {
    case 'mail':
      return send(step);
    case 'certificate':
      return issue.certificate(step);
    case 'release':
      return decide.releasePlace(step);
    case 'revoke_certificate':
      return decide.revokeCertificate(step);
    case 'task':
      return openTask(step);
    case 'case':
      return decide.takeCaseStep(step);
    case 'close_task':
      return closeTask(step);
    default:
      return unknownStep(kind);
  }
}
