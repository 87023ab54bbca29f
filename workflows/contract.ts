/**
 * What clients and workers agree on: names of workflows, messages, task queues and search attributes. The only place
 * that builds a workflow id.
 */
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { LifeKind } from '../domain/lives.ts';

/** Workflows, plans and effects. */
export const taskQueue = 'ledarresan';

/** Version of `LifeInput`; raised when its shape changes. */
export const lifeInputVersion = 1;

/** All that a life carries: its id. Everything else is read from the facts. */
export interface LifeInput {
  readonly version: typeof lifeInputVersion;
  readonly life: string;
}

/** Workflow type of each kind of life: the same name. */
export type LifeWorkflow = LifeKind;

/** Workflow id of a life: the life's own id, so that a life has one runner. */
export const workflowIdOf = (life: string): string => life;

export const searchAttributes = {
  municipality: defineSearchAttributeKey('Municipality', SearchAttributeType.KEYWORD),
  stage: defineSearchAttributeKey('Stage', SearchAttributeType.KEYWORD),
  nextMoment: defineSearchAttributeKey('NextMoment', SearchAttributeType.DATETIME),
} as const;

/** Facts that concern this life have changed. Carries nothing: the plan reads them. */
export const wakeSignal = defineSignal('wake');

export interface LifeStatus {
  readonly stage: string;
  readonly generation: number;
  /** Keys of the steps under way. */
  readonly performing: readonly string[];
  /** Milliseconds that the last plan asked to wait; null when only a fact can change anything. */
  readonly waitMs: number | null;
  readonly plans: number;
}

export const statusQuery = defineQuery<LifeStatus>('status');

/** Asks for a plan that begins now, and answers with its outcome, for a command that waits for it. */
export const planNowUpdate = defineUpdate<LifeStatus>('planNow');

/** Kinds of compliance reports that come round by a schedule. */
export type ReportAudience = 'heads' | 'chiefs' | 'network';

/** The short workflow that a schedule starts; records that a period has come. */
export const reportScheduleWorkflow = 'openReportPeriod';
export const scheduleIdOf = (audience: ReportAudience): string => `complianceReport-${audience}`;
