/** The coordinators' list. */
import { z } from 'zod';
import type { Dependencies } from './dependencies.ts';
import { record } from './facts/record.ts';
import { inOneTransaction, type StepInput } from './lives/ledger.ts';

const detail = z.object({ task: z.string(), subject: z.string() });

/** Puts something that a person must look at on the coordinators' list. */
export async function openTask(deps: Dependencies, step: StepInput): Promise<void> {
  const { calendar } = await deps.reference();
  await inOneTransaction(deps, step, async (tx, effect, now) => {
    const { task, subject } = detail.parse(effect.detail);
    await record(tx, { at: now, today: calendar.dateOf(now), source: step.life }, [
      { kind: 'task_opened', subject: effect.key, data: { key: effect.key, kind: task, subject } },
    ]);
  });
}

const closing = z.object({ task: z.string() });

/** Takes something off the coordinators' list: its cause is gone. Nothing happens when it was never there. */
export async function closeTask(deps: Dependencies, step: StepInput): Promise<void> {
  const { calendar } = await deps.reference();
  await inOneTransaction(deps, step, async (tx, effect, now) => {
    const key = closing.parse(effect.detail).task;
    const open = await tx.coordinatorTask.count({ where: { key, closedAt: null } });
    if (open === 0) return;
    await record(tx, { at: now, today: calendar.dateOf(now), source: step.life }, [
      { kind: 'task_closed', subject: key, data: { key } },
    ]);
  });
}
