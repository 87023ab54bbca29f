/** Deaths on purpose, for tests: `LEDARRESAN_FAULT=after-claim:7` kills this process at the seventh passing. */
import type { FaultPoint } from '../activities/dependencies.ts';

export type Passing = (point: FaultPoint) => void;

/** @param setting `POINT:COUNT`, or undefined for a process that lives */
export function faultsFrom(setting: string | undefined): Passing {
  if (setting === undefined || setting === '') return () => undefined;
  const [point, count] = setting.split(':');
  let left = Number(count ?? '1');
  if (!Number.isInteger(left) || left < 1)
    throw new Error(`LEDARRESAN_FAULT: "${setting}" is not POINT:COUNT`);
  return (passed) => {
    if (passed !== point) return;
    left -= 1;
    // SIGKILL: no handler, no flush, no goodbye, as when the power goes.
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
}
