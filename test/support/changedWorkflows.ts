/** A planted non-determinism: a journey that waits before it plans. Only for the test that must catch it. */
import { sleep } from '@temporalio/workflow';
import type { LifeInput } from '../../workflows/contract.ts';
import { managerJourney as unchanged } from '../../workflows/managerJourney.ts';

export async function managerJourney(input: LifeInput): Promise<void> {
  await sleep('1 minute');
  await unchanged(input);
}
