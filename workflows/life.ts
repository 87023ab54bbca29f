/**
 * The protocol of a life, the same for every kind: plan, perform what is due, wait until the next moment or until
 * facts change. The planner decides which steps and when; the workflow file of each kind says how a step is done.
 */
import {
  ActivityFailure,
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';
import {
  type LifeInput,
  type LifeStatus,
  planNowUpdate,
  searchAttributes,
  statusQuery,
  wakeSignal,
} from './contract.ts';

const minute = 60_000;
/** A lost wake-up heals itself after this; a moment that is nearer than a second is not worth a timer of its own. */
const longestWait = 30 * 24 * 60 * minute;
const shortestWait = 1_000;
/** A stuck life is told by a fix and a wake-up; what was only away for a while, such as a database, heals by itself. */
const stuckWait = 6 * 60 * minute;

// Twice and five seconds in all: longer tries would fill the history with heartbeats of the workflow task.
const local = proxyLocalActivities<Pick<Activities, 'plan'>>({
  scheduleToCloseTimeout: '5 seconds',
  startToCloseTimeout: '4 seconds',
  retry: { maximumAttempts: 2, initialInterval: '200 ms', nonRetryableErrorTypes: ['deterministic'] },
  localRetryThreshold: '5 seconds',
});
// A database that is away for a while comes back: seconds to minutes, then the life is stuck and visible.
const remote = proxyActivities<Pick<Activities, 'plan'>>({
  startToCloseTimeout: '30 seconds',
  retry: {
    maximumAttempts: 8,
    initialInterval: '1 second',
    maximumInterval: '1 minute',
    nonRetryableErrorTypes: ['deterministic'],
  },
});

// Without an end: a life that can neither plan nor say so must not fail, for then nothing would try again.
const { markStuck } = proxyActivities<Pick<Activities, 'markStuck'>>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

export interface Step {
  readonly kind: string;
  readonly key: string;
}

export interface StepInput {
  readonly life: string;
  readonly key: string;
  readonly generation: number;
}

type Plan = Awaited<ReturnType<Activities['plan']>>;

/** Performs one step; throws for a kind that this version does not know. */
export type Perform = (kind: string, input: StepInput) => Promise<void>;

/** A step whose kind is unknown here was planned by a newer version: the life waits, stuck, for a newer worker. */
export function unknownStep(kind: never | string): never {
  throw new Error(`this version knows no step of kind ${kind}`);
}

export interface LifeOptions {
  /**
   * Kinds of steps that are done alone, in the plan's order, because they give out what is scarce or numbered. The
   * others of a plan run together.
   */
  readonly alone?: readonly string[];
}

/** Runs a life until nothing is owed any more, or until it is time to continue as new. */
export async function runLife(input: LifeInput, perform: Perform, options: LifeOptions = {}): Promise<void> {
  const { life } = input;
  let woken = false;
  let performing: readonly string[] = [];
  let last: Plan | undefined;
  let begun = 0;
  let plans = 0;
  /** The term under way, or the last one. */
  let epoch = '';
  /** A new term has begun, or the history is long. */
  let renew = false;
  const status = (): LifeStatus => ({
    stage: last?.stage ?? '',
    generation: last?.generation ?? 0,
    performing,
    waitMs: last?.waitMs ?? null,
    plans,
  });
  setHandler(wakeSignal, () => {
    woken = true;
  });
  setHandler(statusQuery, status);
  setHandler(
    planNowUpdate,
    async () => {
      // A plan that is being made now may have read the facts before those that the caller means.
      const before = begun;
      woken = true;
      await condition(() => plans > before);
      return status();
    },
    {
      validator() {
        if (renew) throw new Error('this life is continuing as new; ask again');
      },
    },
  );

  /** Search attributes follow the plan, at rest only: a moment that is being worked off is nobody's next one. */
  let shown = '';
  const show = (plan: Plan) => {
    const now = [plan.stage, plan.municipality, plan.nextMoment].join(' ');
    if (plan.steps.length > 0 || now === shown) return;
    shown = now;
    upsertSearchAttributes([
      { key: searchAttributes.stage, value: plan.stage },
      { key: searchAttributes.municipality, value: plan.municipality },
      {
        key: searchAttributes.nextMoment,
        value: plan.nextMoment === null ? null : new Date(plan.nextMoment),
      },
    ]);
  };

  const renewLife = () => continueAsNew<(input: LifeInput) => Promise<void>>(input);

  for (;;) {
    // Before the plan, never after: a wake-up that comes while it is made asks for another one.
    woken = false;
    begun += 1;
    const plan = await planOrStuck(life);
    plans = begun;
    if (plan === undefined) {
      await condition(() => woken, stuckWait);
      if (workflowInfo().continueAsNewSuggested && allHandlersFinished()) await renewLife();
      continue;
    }
    show(plan);
    // Between two terms there is none: the term before still counts as the one that has ended.
    if (epoch !== '' && plan.epoch !== '' && plan.epoch !== epoch) renew = true;
    if (plan.epoch !== '') epoch = plan.epoch;
    last = plan;
    if (plan.steps.length > 0) {
      performing = plan.steps.map((step) => step.key);
      const one = (step: Step) => perform(step.kind, { life, key: step.key, generation: plan.generation });
      const failed = await performSteps(plan.steps, options.alone ?? [], one);
      performing = [];
      if (failed) {
        // Its activity has used up its tries. The ledger keeps the step for the next plan.
        await markStuck(life, 'a step failed after all its tries; see the error log');
        await condition(() => woken, stuckWait);
      }
    } else if (plan.done && !woken) {
      // Whoever asked for this plan gets its answer before the life ends.
      await condition(() => woken || allHandlersFinished());
      if (!woken) return;
    }
    renew ||= workflowInfo().continueAsNewSuggested;
    // Whoever waits for the next plan must get it first; to wait for them here would be to wait for ourselves.
    if (renew && allHandlersFinished()) await renewLife();
    if (plan.steps.length === 0) await condition(() => woken, waitOf(plan));
  }
}

const waitOf = (plan: Plan): number =>
  plan.waitMs === null ? longestWait : Math.min(longestWait, Math.max(shortestWait, plan.waitMs));

/** @returns whether a step failed after all its tries; the steps after a failed lone one are left to the next plan */
async function performSteps(
  steps: readonly Step[],
  alone: readonly string[],
  one: (step: Step) => Promise<void>,
): Promise<boolean> {
  let together: Step[] = [];
  const finish = async (group: readonly Step[]): Promise<boolean> => {
    const outcomes = await Promise.allSettled(group.map(one));
    for (const outcome of outcomes) {
      // Anything but a failed activity is a defect of this code: its task fails and is tried again with a fix.
      if (outcome.status === 'rejected' && !isActivityFailure(outcome.reason)) throw outcome.reason;
    }
    return outcomes.some((outcome) => outcome.status === 'rejected');
  };
  for (const step of steps) {
    if (!alone.includes(step.kind)) {
      together.push(step);
      continue;
    }
    if (await finish(together)) return true;
    together = [];
    if (await finish([step])) return true;
  }
  return finish(together);
}

/** A local activity fails with the bare failure of its code, an ordinary one wraps it. */
const isActivityFailure = (error: unknown): boolean =>
  error instanceof ActivityFailure || error instanceof ApplicationFailure;

/** A local plan, then an ordinary one; undefined when neither works: the life is stuck and says why. */
async function planOrStuck(life: string): Promise<Plan | undefined> {
  try {
    return await local.plan(life);
  } catch (error) {
    if (!isActivityFailure(error)) throw error;
  }
  try {
    return await remote.plan(life);
  } catch (error) {
    if (!isActivityFailure(error)) throw error;
    await markStuck(life, 'it cannot be planned; see the error log');
    return undefined;
  }
}
