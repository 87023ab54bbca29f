/** The compliance reports of one period, and the short workflow with which a schedule opens a period. */
import { workflowInfo } from '@temporalio/workflow';
import type { PolicyStepKind } from '../domain/messages/policy.ts';
import type { ReportStepKind } from '../domain/report/agenda.ts';
import type { LifeInput, ReportAudience } from './contract.ts';
import { issue, openPeriod, openTask, send } from './effects.ts';
import { runLife, type StepInput, unknownStep } from './life.ts';

export async function complianceReport(input: LifeInput): Promise<void> {
  await runLife(input, (kind, step) => perform(kind as ReportStepKind | PolicyStepKind, step));
}

function perform(kind: ReportStepKind | PolicyStepKind, step: StepInput): Promise<void> {
  switch (kind) {
    case 'report_document':
      return issue.report(step);
    case 'mail':
      return send(step);
    case 'task':
      return openTask(step);
    default:
      return unknownStep(kind);
  }
}

/**
 * Started by a schedule. Business time is the moment that the schedule meant, however late this runs; the period's
 * name follows from it, so a second start of the same period changes nothing.
 */
export async function openReportPeriod(audience: ReportAudience): Promise<void> {
  const scheduled = workflowInfo().searchAttributes.TemporalScheduledStartTime?.[0];
  const at = scheduled instanceof Date ? scheduled : workflowInfo().startTime;
  await openPeriod({ audience, scheduledAt: at.getTime() });
}
