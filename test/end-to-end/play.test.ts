/**
 * The whole of `play` on the small region, as a user runs it: what it leaves behind, that the same seed gives the same
 * ledger, and what Temporal remembers of it.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRegion } from '../../regions/reader/read.ts';
import { locateTemporalProgram, startTemporal, type TemporalServer } from '../../worker/embedded/temporal.ts';
import { searchAttributeKinds } from '../../worker/searchAttributes.ts';
import { workflowBundle } from '../../worker/temporalWorker.ts';
import { type Remembered, readable, rememberedBy, schedulesOf } from '../support/histories.ts';
import { checkLedgerAgainstSummary } from '../support/ledgerSummary.ts';
import { crowdedDays } from '../support/mailDays.ts';
import { type Outcome, outcome, type PlayExit, runPlay, temporaryFolder } from '../support/play.ts';

/**
 * Histories that may end unfinished, by kind of life, with the reason. This list may only shrink: a new unfinished
 * kind is a life that never ends.
 */
const mayBeUnfinished: Readonly<Record<string, string>> = {
  chiefDigest:
    'a case may be open after the term, and its chief is told of it every week that something is new',
  managerJourney: 'a journey goes on for two years; one term of it is played',
};

const quiet = () => undefined;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let exit: PlayExit;
let first: Outcome;

beforeAll(async () => {
  folder = await temporaryFolder();
  exit = await runPlay({ out: join(folder.path, 'first'), temporalDb: join(folder.path, 'temporal.db') });
  if (exit.code === 0) first = await outcome(join(folder.path, 'first'));
}, 300_000);
afterAll(() => folder.remove());

describe('play on the small region', () => {
  it('ends well, and everything reconciles', async () => {
    expect(exit.code, exit.output).toBe(0);
    const summary = JSON.parse(await readFile(join(folder.path, 'first', 'summary.json'), 'utf8'));
    expect(summary.reconciliation).toEqual([]);
    expect(summary.effects.mail.accepted).toBeGreaterThan(100);
    expect(first.files.filter((file) => file.startsWith('certificates/')).length).toBeGreaterThan(4);
    expect(first.files.filter((file) => file.startsWith('invoices/')).length).toBeGreaterThan(2);
    expect(summary.eventsPerJourney.max).toBeLessThan(600);
  });

  it('closes with numbers that agree with the ledger', async () => {
    const summary = await readFile(join(folder.path, 'first', 'summary.json'), 'utf8');
    expect(checkLedgerAgainstSummary(first.ledger, summary, exit.stdout)).toEqual([]);
  });

  it('sends nobody two mails on one day when they could wait', async () => {
    const region = await readRegion('regions/liten');
    if (!region.ok) throw new Error('the small region is broken');
    const offices = new Set(region.region.municipalities.map(({ invoiceEmail }) => invoiceEmail));
    const { days, crowded } = await crowdedDays(join(folder.path, 'first', 'mail'), offices);
    expect(days).toBeGreaterThan(100);
    expect(crowded).toEqual([]);
  });

  it('gives the same ledger, byte for byte, from the same seed', async () => {
    const again = await runPlay({ out: join(folder.path, 'again') });
    expect(again.code, again.output).toBe(0);
    expect(await outcome(join(folder.path, 'again'))).toEqual(first);
  }, 300_000);

  it('gives another ledger from another seed', async () => {
    const other = await runPlay({ out: join(folder.path, 'other'), seed: 'another' });
    expect(other.code, other.output).toBe(0);
    expect((await outcome(join(folder.path, 'other'))).ledger).not.toBe(first.ledger);
  }, 300_000);
});

describe('what Temporal remembers of the play', () => {
  let server: TemporalServer;
  let remembered: readonly Remembered[];

  beforeAll(async () => {
    server = await startTemporal({
      program: await locateTemporalProgram(quiet),
      namespace: 'ledarresan',
      dbFilename: join(folder.path, 'temporal.db'),
      searchAttributes: searchAttributeKinds,
      logFile: join(folder.path, 'temporal.log'),
      progress: quiet,
    });
    remembered = await rememberedBy(server.address, 'ledarresan');
  }, 120_000);
  afterAll(() => server?.stop());

  it('holds no name and no address of anybody (promise 1)', async () => {
    const region = await readRegion('regions/liten');
    if (!region.ok) throw new Error('the small region is broken');
    const secrets = region.region.people.flatMap(({ name, email }) => [
      name,
      ...(email === '' ? [] : [email]),
    ]);
    expect(secrets.length).toBeGreaterThan(20);
    const everything = [
      ...remembered.map(({ history, about }) => readable(history) + about),
      await schedulesOf(server.address, 'ledarresan'),
    ].join('\n');
    expect(everything).toContain('managerJourney:2081-m01');
    for (const secret of secrets) expect(everything).not.toContain(secret);
  });

  it('finishes every life but those on the list', () => {
    const unfinished = new Set(remembered.filter(({ closed }) => !closed).map(({ type }) => type));
    expect([...unfinished].filter((type) => mayBeUnfinished[type] === undefined)).toEqual([]);
    expect(remembered.filter(({ closed }) => closed).length).toBeGreaterThan(5);
  });

  it('replays in every history with the code of today', async () => {
    const histories = remembered.map(({ id, history }) => ({ workflowId: id, history }));
    const problems: string[] = [];
    for await (const { workflowId, error } of Worker.runReplayHistories(
      { workflowBundle: await workflowBundle() },
      histories,
    )) {
      if (error !== undefined) problems.push(`${workflowId}: ${error.message}`);
    }
    expect(problems).toEqual([]);
    expect(histories.length).toBeGreaterThan(10);
  }, 120_000);

  it('refuses a workflow that no longer does what it did', async () => {
    // The same workflows, but a journey now sleeps before it plans: a change that would break running journeys.
    const changed = await bundleWorkflowCode({
      workflowsPath: new URL('../support/changedWorkflows.ts', import.meta.url).pathname,
    });
    const journey = remembered.find(({ type }) => type === 'managerJourney');
    if (journey === undefined) throw new Error('no journey was played');
    await expect(Worker.runReplayHistory({ workflowBundle: changed }, journey.history)).rejects.toThrow(
      DeterminismViolationError,
    );
  }, 120_000);
});
