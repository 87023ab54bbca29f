/** Recurring things, as Temporal Schedules that are made to agree with the region's rules when a worker starts. */
import {
  type Client,
  ScheduleNotFoundError,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
} from '@temporalio/client';
import { msToTs, optionalTsToMs } from '@temporalio/common/lib/time.js';
import type { Instant } from '../domain/calendar/dates.ts';
import type { Reference } from '../domain/reference.ts';
import {
  type ReportAudience,
  reportScheduleWorkflow,
  scheduleIdOf,
  taskQueue,
} from '../workflows/contract.ts';

const audiences: readonly ReportAudience[] = ['heads', 'chiefs', 'network'];

const comments: Readonly<Record<ReportAudience, string>> = {
  heads: 'monthly, to heads of social services',
  chiefs: 'quarterly, to chiefs',
  network: 'quarterly, to the network of heads',
};

function scheduleOf(audience: ReportAudience, reference: Reference, paused: boolean): ScheduleOptions {
  const [hour, minute] = reference.rules.reports.sendAt.split(':').map(Number);
  return {
    scheduleId: scheduleIdOf(audience),
    spec: {
      calendars: [
        {
          dayOfMonth: 1,
          ...(audience !== 'heads' ? { month: ['JANUARY', 'APRIL', 'JULY', 'OCTOBER'] as const } : {}),
          hour: hour ?? 7,
          minute: minute ?? 0,
          comment: comments[audience],
        },
      ],
      timezone: reference.timeZone,
    },
    action: {
      type: 'startWorkflow',
      workflowType: reportScheduleWorkflow,
      workflowId: `${reportScheduleWorkflow}-${audience}`,
      args: [audience],
      taskQueue,
    },
    // A period is opened once whatever happens; a worker that was away for a month still reports what it missed.
    policies: { overlap: ScheduleOverlapPolicy.BUFFER_ALL, catchupWindow: '32 days' },
    state: { paused },
  };
}

/** Makes the schedules of the server agree with the rules: missing ones are created, others updated. */
export async function reconcileSchedules(
  client: Client,
  reference: Reference,
  paused: boolean,
): Promise<void> {
  for (const audience of audiences) {
    const wanted = scheduleOf(audience, reference, paused);
    const handle = client.schedule.getHandle(wanted.scheduleId);
    try {
      // A schedule that an operator has paused on purpose stays paused.
      await handle.update((current) => ({
        ...wanted,
        state: { ...current.state, paused: paused || current.state.paused },
      }));
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
      await client.schedule.create(wanted);
    }
  }
}

export interface ScheduledMoment {
  readonly at: Instant;
  readonly audience: ReportAudience;
}

/** The moments that the server's schedules have in a span of time; also of paused ones, also in the future. */
export async function scheduledMoments(
  client: Client,
  namespace: string,
  from: Instant,
  to: Instant,
): Promise<readonly ScheduledMoment[]> {
  const moments: ScheduledMoment[] = [];
  for (const audience of audiences) {
    const { startTime } = await client.workflowService.listScheduleMatchingTimes({
      namespace,
      scheduleId: scheduleIdOf(audience),
      startTime: msToTs(from),
      endTime: msToTs(to),
    });
    for (const time of startTime ?? []) {
      const at = optionalTsToMs(time);
      if (at !== undefined) moments.push({ at, audience });
    }
  }
  return moments.sort((a, b) => a.at - b.at || (a.audience < b.audience ? -1 : 1));
}

/** Lets a paused schedule happen for one of its moments. The span's start is exclusive, hence the second before. */
export async function fireSchedule(client: Client, moment: ScheduledMoment): Promise<void> {
  await client.schedule.getHandle(scheduleIdOf(moment.audience)).backfill({
    start: new Date(moment.at - 1000),
    end: new Date(moment.at),
    overlap: ScheduleOverlapPolicy.ALLOW_ALL,
  });
}
