/** The Temporal worker: workflows from a bundle, activities from their dependencies. */
import { fileURLToPath } from 'node:url';
import {
  bundleWorkflowCode,
  DefaultLogger,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundleWithSourceMap,
} from '@temporalio/worker';
import type { Dependencies } from '../activities/dependencies.ts';
import { type Activities, createActivities } from '../activities/index.ts';
import { taskQueue } from '../workflows/contract.ts';
import { privacyInterceptor } from './privacy.ts';

const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

// One line when a worker starts is ours to write; of the SDK's own log only what somebody must look at.
const quietLog = {
  logger: new DefaultLogger('WARN'),
  telemetryOptions: { logging: { filter: 'warn', forward: {} } },
};
let runtimeInstalled = false;

function installRuntime(): void {
  if (!runtimeInstalled) Runtime.install(quietLog);
  runtimeInstalled = true;
}

let bundled: Promise<WorkflowBundleWithSourceMap> | undefined;

/** The workflow code as one file; made once in a process. */
export function workflowBundle(): Promise<WorkflowBundleWithSourceMap> {
  bundled ??= bundleWorkflowCode({
    workflowsPath,
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
  });
  return bundled;
}

/** How much a worker does at once; the benchmark's control has the same. */
export const concurrency = {
  // More than there are connections to the servers, so that a mail is ready whenever one of them is free.
  maxConcurrentActivityTaskExecutions: 48,
  maxConcurrentLocalActivityExecutions: 24,
  maxConcurrentWorkflowTaskExecutions: 24,
} as const;

export interface WorkerOptions {
  readonly address: string;
  readonly namespace: string;
  readonly deps: Dependencies;
  /** Journeys kept in memory between their steps. */
  readonly cachedWorkflows?: number;
  readonly activities?: Activities;
}

export interface RunningWorker {
  /** Resolves when the worker has drained and ended; rejects when it fails. */
  readonly ended: Promise<void>;
  /** Takes no new work, finishes what is under way (30 s at most), and closes its connection. */
  stop(): Promise<void>;
}

/** Starts polling; returns when the worker runs. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  installRuntime();
  const connection = await NativeConnection.connect({ address: options.address });
  const worker = await Worker.create({
    connection,
    namespace: options.namespace,
    taskQueue,
    workflowBundle: await workflowBundle(),
    activities: options.activities ?? createActivities(options.deps),
    interceptors: { activity: [privacyInterceptor(options.deps.db)] },
    maxCachedWorkflows: options.cachedWorkflows ?? 1_000,
    ...concurrency,
    shutdownGraceTime: '30 seconds',
  });
  let failed: unknown;
  const ended = worker
    .run()
    .catch((error: unknown) => {
      failed = error;
    })
    .finally(() => connection.close())
    .then(() => {
      if (failed !== undefined) throw failed;
    });
  // Its owner awaits it at the end; until then a failure must not be an unhandled one.
  ended.catch(() => undefined);
  return {
    ended,
    async stop() {
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended;
    },
  };
}
