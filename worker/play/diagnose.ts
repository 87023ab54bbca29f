/** What Temporal says about lives that do not move: activity, attempt and the code of the last error. */
import type { Client } from '@temporalio/client';
import { workflowIdOf } from '../../workflows/contract.ts';

export async function diagnose(client: Client, lives: readonly string[]): Promise<string> {
  const lines = await Promise.all(
    lives.map(async (life) => {
      try {
        const { raw, status } = await client.workflow.getHandle(workflowIdOf(life)).describe();
        const task = raw.pendingWorkflowTask;
        const activities = (raw.pendingActivities ?? []).map(
          (activity) =>
            `${activity.activityType?.name ?? '?'}, attempt ${activity.attempt ?? 0}, last error ${activity.lastFailure?.message ?? 'none'}`,
        );
        const doing = [
          ...activities,
          ...(task == null ? [] : [`workflow task, attempt ${task.attempt ?? 0}`]),
        ];
        return `  ${life}: ${status.name}; ${doing.join('; ') || 'nothing pending'}`;
      } catch (error) {
        return `  ${life}: ${error instanceof Error ? error.name : 'no answer from Temporal'}`;
      }
    }),
  );
  return lines.join('\n');
}
