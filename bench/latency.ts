/**
 * How long a workflow task takes, there and back, while certificates are made in the thread beside it: an update that a
 * workflow answers at once, 99th percentile. The control is the same without certificates, in the same run and turn
 * by turn, so that other work meets both alike.
 *
 *     npm run bench -- latency [CERTIFICATES]
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker';
import { createDocumentRenderer, type DocumentRenderer } from '../activities/documents/renderer.ts';
import { courseCertificate } from '../test/support/documents.ts';
import { locateTemporalProgram, startTemporal } from '../worker/embedded/temporal.ts';
import { countArgument, percentile, table, timed } from './figures.ts';

const namespace = 'bench';
const taskQueue = 'latency';
const turns = 8;
/** Between two updates: a busy worker, not a flooded one. */
const pauseMs = 5;

async function main(): Promise<void> {
  const certificates = countArgument(0, 'CERTIFICATES', 1_000);
  const folder = await mkdtemp(join(tmpdir(), 'ledarresan-latency-'));
  const server = await startTemporal({
    program: await locateTemporalProgram((line) => process.stderr.write(`${line}\n`)),
    namespace,
    searchAttributes: {},
    logFile: join(folder, 'temporal.log'),
    progress: () => undefined,
  });
  const connection = await Connection.connect({ address: server.address });
  const client = new Client({ connection, namespace });
  const native = await NativeConnection.connect({ address: server.address });
  const worker = await Worker.create({
    connection: native,
    namespace,
    taskQueue,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('./controlWorkflow.ts', import.meta.url)),
      logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
    }),
  });
  const ended = worker.run();
  ended.catch(() => undefined);
  let workflows = 0;

  /** Milliseconds of updates, one after the other, until `enough` says so. A history stays short. */
  async function pings(enough: (sofar: number) => boolean): Promise<number[]> {
    const found: number[] = [];
    while (!enough(found.length)) {
      workflows += 1;
      const handle = await client.workflow.start('answering', {
        workflowId: `answering-${workflows}`,
        taskQueue,
        args: [100],
      });
      for (let ping = 0; ping < 100; ping += 1) {
        found.push(await timed(() => handle.executeUpdate('ping')));
        await sleep(pauseMs);
      }
      await handle.result();
    }
    return found;
  }

  async function compare(documents: DocumentRenderer): Promise<{ quiet: number[]; busy: number[] }> {
    const view = courseCertificate();
    const all: { quiet: number[]; busy: number[] } = { quiet: [], busy: [] };
    for (let warm = 0; warm < 30; warm += 1) await documents.render(view);
    await pings((sofar) => sofar > 0);
    for (let turn = 0; turn < turns; turn += 1) {
      let making = true;
      const made = (async () => {
        for (let index = 0; index < certificates / turns; index += 1) await documents.render(view);
        making = false;
      })();
      const busy = await pings(() => !making);
      await made;
      const quiet = await pings((sofar) => sofar >= busy.length);
      all.busy.push(...busy);
      all.quiet.push(...quiet);
    }
    return all;
  }

  try {
    const rows: (string | number)[][] = [];
    for (const background of [true, false]) {
      const documents = createDocumentRenderer({ threads: 1, keep: true, background });
      const { quiet, busy } = await compare(documents);
      await documents.close();
      for (const rank of [50, 99])
        rows.push([
          `${background ? 'in the background' : 'at ordinary priority'}, ${rank} %`,
          percentile(quiet, rank),
          percentile(busy, rank),
          percentile(busy, rank) / percentile(quiet, rank),
          busy.length,
        ]);
    }
    process.stdout.write(`milliseconds an update, while ${certificates} certificates are made\n`);
    process.stdout.write(`${table(['documents', 'without', 'with', 'ratio', 'updates'], rows)}\n`);
  } finally {
    worker.shutdown();
    await ended;
    await native.close();
    await connection.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
