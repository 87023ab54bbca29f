/**
 * Real parts for tests of lives: one Temporal development server and one PostgreSQL a test file, and for each test a
 * world of its own — a namespace, a database with a region in it, a stepped clock, a mail server and a worker. When a
 * world ends, every history of its namespace is replayed with the code of today and searched for names and addresses.
 */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { Worker } from '@temporalio/worker';
import { type AnswerSource, type Answers, answers } from '../../activities/answers/answers.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { createDocumentRenderer, type DocumentRenderer } from '../../activities/documents/renderer.ts';
import { folderStore } from '../../activities/documents/store.ts';
import { folderDelivery } from '../../activities/eInvoices/delivery.ts';
import { type Activities, createActivities } from '../../activities/index.ts';
import { createMailer, type Mailer, type MailerOptions } from '../../activities/messages/smtp.ts';
import { importRegion } from '../../activities/region/import.ts';
import { createReferenceCache } from '../../activities/region/reference.ts';
import { type Calendar, createCalendar } from '../../domain/calendar/calendar.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import type { Reference } from '../../domain/reference.ts';
import type { Region } from '../../domain/region.ts';
import type { Database } from '../../prisma/client.ts';
import { stepClock, steppedClock } from '../../worker/clock.ts';
import { createDispatcher, type Dispatcher } from '../../worker/dispatcher.ts';
import {
  type CatcherFault,
  type CatcherStage,
  type MailCatcher,
  startMailCatcher,
} from '../../worker/embedded/mailCatcher.ts';
import { locateTemporalProgram, startTemporal, type TemporalServer } from '../../worker/embedded/temporal.ts';
import { diagnose } from '../../worker/play/diagnose.ts';
import { driveTo } from '../../worker/play/driver.ts';
import { fireSchedule, type ScheduledMoment } from '../../worker/schedules.ts';
import { ensureSearchAttributes } from '../../worker/searchAttributes.ts';
import { type RunningWorker, startWorker, workflowBundle } from '../../worker/temporalWorker.ts';
import { type LifeStatus, searchAttributes, statusQuery, workflowIdOf } from '../../workflows/contract.ts';
import { startTestServer, type TestServer } from './database.ts';
import { type Remembered, readable, rememberedBy, schedulesOf } from './histories.ts';
import { regionFiles } from './regionFiles.ts';

const quiet = () => undefined;

export interface WorldOptions {
  /** Folder under `regions`; default `liten`. */
  readonly region?: string;
  /** Changes the region before it is imported, to make a test short or to set a scene. */
  readonly change?: (region: Region) => Region;
  /** Where the stepped clock begins, local time; default `2026-05-04 00:00`. */
  readonly at?: string;
  /** Whether every kind of mail is released from the start; default true. */
  readonly released?: boolean;
  /** What the mail server does wrong. */
  readonly mailFault?: (stage: CatcherStage, n: number) => CatcherFault;
  /** Replaces the mailer's settings; `ask: false` makes the server one that cannot be asked. */
  readonly mailer?: Omit<MailerOptions, 'url' | 'ask'> & { readonly ask?: boolean };
  /** Puts something between the activities and the mailer. */
  readonly wrapMailer?: (mailer: Mailer) => Mailer;
  /** Replaces dependencies. */
  readonly deps?: Partial<Dependencies>;
  /** Replaces activities. */
  readonly activities?: (original: Activities) => Partial<Activities>;
  /** Whether a worker runs from the start; default true. */
  readonly worker?: boolean;
}

export interface World {
  readonly deps: Dependencies;
  readonly db: Database;
  readonly databaseUrl: string;
  readonly client: Client;
  readonly namespace: string;
  readonly address: string;
  readonly dispatcher: Dispatcher;
  readonly catcher: MailCatcher;
  /** Names and addresses of everybody in the region. */
  readonly secrets: readonly string[];
  /** What people say, recorded as the command line and the play do. */
  answer(source?: AnswerSource): Answers;
  reference(): Promise<Reference>;
  now(): Promise<Instant>;
  /** Runs everything that happens until a local moment, `2026-09-01 08:00`, schedules included when they are given. */
  moveTo(local: string, schedule?: readonly ScheduledMoment[]): Promise<void>;
  /** Lets all that is due at the present moment happen. */
  settle(): Promise<void>;
  /** Keys of the mails that the server keeps. */
  mails(): Promise<readonly string[]>;
  /** The ledger's rows as `status`, by key. */
  statuses(...keys: string[]): Promise<Readonly<Record<string, string>>>;
  /** The row of a life. */
  life(id: string): Promise<Awaited<ReturnType<Database['life']['findUniqueOrThrow']>>>;
  /** What the workflow of a life answers to the status query. */
  status(id: string): Promise<LifeStatus>;
  /** Resolves when the workflow of a life has ended well; rejects when it failed. */
  ended(id: string): Promise<void>;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  remembered(): Promise<readonly Remembered[]>;
}

export interface Rig {
  readonly address: string;
  world(options?: WorldOptions): Promise<World>;
  /** Ends all worlds of a test; throws when a history does not replay or holds personal data. For `afterEach`. */
  endWorlds(): Promise<void>;
  /** For `afterAll`. */
  stop(): Promise<void>;
}

/** The small region with only the first days of each offering, and no mandates: one course and those who take it. */
export const oneCourse =
  (days: number) =>
  (region: Region): Region => ({
    ...region,
    mandates: [],
    offerings: region.offerings.map((offering) => ({ ...offering, days: offering.days.slice(0, days) })),
  });

interface Parts {
  readonly folder: string;
  readonly postgres: TestServer;
  readonly temporal: TemporalServer;
  readonly connection: Connection;
  readonly documents: DocumentRenderer;
}

interface OpenWorld {
  readonly world: World;
  close(): Promise<void>;
}

/** Starts the servers of a test file: call it in `beforeAll`. */
export async function startRig(): Promise<Rig> {
  const folder = mkdtempSync(join(tmpdir(), 'ledarresan-rig-'));
  const bundle = workflowBundle();
  const [postgres, temporal] = await Promise.all([startTestServer(), startServer(folder)]);
  const connection = await Connection.connect({ address: temporal.address });
  const documents = createDocumentRenderer({ threads: 1 });
  await bundle;
  const parts: Parts = { folder, postgres, temporal, connection, documents };
  const open: OpenWorld[] = [];
  let count = 0;
  return {
    address: temporal.address,
    async world(options = {}) {
      count += 1;
      const opened = await openWorld(parts, `world-${count}`, options);
      open.push(opened);
      return opened.world;
    },
    async endWorlds() {
      const ending = open.splice(0);
      try {
        for (const { world } of ending) {
          await world.stopWorker();
          await check(world, temporal.address);
        }
      } finally {
        for (const { close } of ending) await close();
      }
    },
    async stop() {
      for (const { close } of open.splice(0)) await close();
      await documents.close();
      await connection.close();
      await temporal.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startServer(folder: string): Promise<TemporalServer> {
  return startTemporal({
    program: await locateTemporalProgram(quiet),
    searchAttributes: {},
    logFile: join(folder, 'temporal.log'),
    progress: quiet,
  });
}

async function openWorld(parts: Parts, namespace: string, options: WorldOptions): Promise<OpenWorld> {
  const { connection, temporal, documents } = parts;
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  });
  await ensureSearchAttributes(connection, namespace, Object.values(searchAttributes));
  const client = new Client({ connection, namespace });
  const { db, url: databaseUrl } = await parts.postgres.fresh();

  const catcher = await startMailCatcher({
    folder: join(parts.folder, namespace, 'mail'),
    ...(options.mailFault === undefined ? {} : { fault: options.mailFault }),
  });
  const mailer = mailerFor(catcher, options);
  const deps: Dependencies = {
    db,
    clock: steppedClock,
    mailer,
    documents,
    store: folderStore(join(parts.folder, namespace, 'documents')),
    eInvoices: folderDelivery(join(parts.folder, namespace, 'einvoices')),
    reference: createReferenceCache(db),
    passing: () => undefined,
    ...options.deps,
  };
  const region = await readTestRegion(options);
  await populate(deps, region, options);
  const { calendar } = await deps.reference();
  const dispatcher = createDispatcher(db, client);
  let worker: RunningWorker | undefined;

  const drive = (from: Instant, to: Instant, schedule: readonly ScheduledMoment[]): Promise<void> =>
    driveTo(
      {
        deps,
        dispatcher,
        people: { next: async () => null, act: async () => 0 },
        schedule,
        fire: (moment) => fireSchedule(client, moment),
        progress: quiet,
        diagnose: (lives) => diagnose(client, lives),
      },
      from,
      to,
    );

  const world: World = {
    deps,
    db,
    databaseUrl,
    client,
    namespace,
    address: temporal.address,
    dispatcher,
    catcher,
    secrets: region.people.flatMap(({ name, email }) => [name, ...(email === '' ? [] : [email])]),
    answer: (source = 'answers') => answers(deps, source),
    reference: () => deps.reference(),
    now: () => deps.clock.now(db),
    async moveTo(local, schedule = []) {
      await drive(await deps.clock.now(db), momentOf(local, calendar), schedule);
    },
    async settle() {
      const now = await deps.clock.now(db);
      await drive(now, now, []);
    },
    async mails() {
      return (await catcher.list()).map((name) => name.replace(/\.eml$/, ''));
    },
    async statuses(...keys) {
      const rows = await db.effect.findMany({ where: { key: { in: keys } }, orderBy: { key: 'asc' } });
      return Object.fromEntries(rows.map(({ key, status }) => [key, status]));
    },
    life: (id) => db.life.findUniqueOrThrow({ where: { id } }),
    status: (id) => client.workflow.getHandle(workflowIdOf(id)).query(statusQuery),
    ended: (id) => client.workflow.getHandle(workflowIdOf(id)).result(),
    async startWorker() {
      const original = createActivities(deps);
      worker = await startWorker({
        address: temporal.address,
        namespace,
        deps,
        activities: { ...original, ...options.activities?.(original) },
      });
    },
    async stopWorker() {
      await worker?.stop();
      worker = undefined;
    },
    remembered: () => rememberedBy(temporal.address, namespace),
  };
  if (options.worker !== false) await world.startWorker();
  return {
    world,
    async close() {
      await world.stopWorker();
      await mailer.close();
      await catcher.stop();
      await db.$disconnect();
    },
  };
}

function mailerFor(catcher: MailCatcher, options: WorldOptions): Mailer {
  const { ask = true, ...settings } = options.mailer ?? {};
  const mailer = createMailer({ url: catcher.url, ...settings, ...(ask ? { ask: catcher.accepted } : {}) });
  return options.wrapMailer?.(mailer) ?? mailer;
}

async function readTestRegion({ region = 'liten', change }: WorldOptions): Promise<Region> {
  const read = await regionFiles(region);
  return change === undefined ? read.region : change(read.region);
}

/** @param local `2026-09-01 08:00`, in the region's zone */
function momentOf(local: string, calendar: Calendar): Instant {
  const [date, time] = local.split(' ');
  return calendar.at(date ?? '', time ?? '00:00');
}

async function populate(deps: Dependencies, region: Region, options: WorldOptions): Promise<void> {
  const calendar = createCalendar(region.timeZone, region.holidayCountry);
  const start = momentOf(options.at ?? '2026-05-04 00:00', calendar);
  if (deps.clock === steppedClock) await stepClock(deps.db, start);
  await importRegion(deps, region, 'test');
  if (options.released === false) return;
  const id = 'release:all';
  await deps.db.control.create({ data: { id, action: 'release', scope: 'all', since: new Date(start) } });
}

/** Searches all that Temporal keeps of a world; returns whatever was found of somebody's name or address. */
export async function personalDataIn(world: World): Promise<readonly string[]> {
  const remembered = await world.remembered();
  const everything = [
    ...remembered.map(({ history, about }) => readable(history) + about),
    await schedulesOf(world.address, world.namespace),
  ].join('\n');
  return world.secrets.filter((secret) => everything.includes(secret));
}

async function check(world: World, address: string): Promise<void> {
  const found = await personalDataIn(world);
  if (found.length > 0) throw new Error(`Temporal at ${address} holds personal data: ${found.join(', ')}`);
  const histories = (await world.remembered()).map(({ id, history }) => ({ workflowId: id, history }));
  if (histories.length === 0) return;
  for await (const { workflowId, error } of Worker.runReplayHistories(
    { workflowBundle: await workflowBundle() },
    histories,
  )) {
    if (error !== undefined)
      throw new Error(`the history of ${workflowId} does not replay: ${error.message}`);
  }
}
