/** The control of the steps: the same turns as a life takes, with activities that do nothing. */
import {
  condition,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
} from '@temporalio/workflow';
import { wakeSignal } from '../workflows/contract.ts';

interface ControlActivities {
  look(): Promise<number>;
  act(): Promise<void>;
}

const { look } = proxyLocalActivities<Pick<ControlActivities, 'look'>>({ startToCloseTimeout: '4 seconds' });
const { act } = proxyActivities<Pick<ControlActivities, 'act'>>({ startToCloseTimeout: '1 minute' });

/** Each signal: look, act, look, and a timer for the next one, as `runLife` does. Ends after so many signals. */
export async function control(rounds: number): Promise<void> {
  let woken = false;
  setHandler(wakeSignal, () => {
    woken = true;
  });
  for (let round = 0; round < rounds; round += 1) {
    await condition(() => woken, 24 * 60 * 60_000);
    woken = false;
    await look();
    await act();
    await look();
  }
}

/** Answers each `ping` in one workflow task, and ends after so many. */
export async function answering(pings: number): Promise<void> {
  let answered = 0;
  setHandler(defineUpdate<void>('ping'), () => {
    answered += 1;
  });
  await condition(() => answered >= pings);
}
