/**
 * `play`: a region's terms on real parts with a stepped clock. It begins at the opening of the first term's
 * nominations and ends when the last obligation of the chosen terms is done.
 */
import { statfs } from 'node:fs/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Dependencies } from '../../activities/dependencies.ts';
import { importRegion } from '../../activities/region/import.ts';
import { openTerm } from '../../activities/terms.ts';
import { type Calendar, createCalendar } from '../../domain/calendar/calendar.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import type { Region } from '../../domain/region.ts';
import { deadlines } from '../../domain/term/deadlines.ts';
import type { Database } from '../../prisma/client.ts';
import { formatFileError, readRegion } from '../../regions/reader/read.ts';
import { workflowIdOf } from '../../workflows/contract.ts';
import { stepClock } from '../clock.ts';
import { createDispatcher } from '../dispatcher.ts';
import { fireSchedule, reconcileSchedules, scheduledMoments } from '../schedules.ts';
import { startWorker } from '../temporalWorker.ts';
import { diagnose } from './diagnose.ts';
import { drive, PlayStalled } from './driver.ts';
import { writeOutput } from './output/index.ts';
import { namespace, startParts } from './parts.ts';
import { createPeople } from './people.ts';
import { createProgress } from './progress.ts';
import { beginPlay, type PlayFolder, PlayRefused, playFolder, resumePlay } from './state.ts';

export interface PlayOptions {
  /** Folder of the region's files. */
  readonly region: string;
  /** First term, `HT2026`; default the region's first. */
  readonly from?: string;
  readonly terms: number;
  readonly out: string;
  readonly seed: string;
  readonly resume: boolean;
  /** Keeps the Temporal server's state in this file, for looking at it afterwards. */
  readonly temporalDb?: string;
}

/** 0: done and reconciled; 1: failed; 2: the region or the options are wrong. */
export interface PlayResult {
  readonly exitCode: 0 | 1 | 2;
}

/** Reports may come as long as a term's last results are awaited: well over a year after its start. */
const scheduleHorizonDays = 500;

export async function play(options: PlayOptions): Promise<PlayResult> {
  const startedAt = Date.now();
  const read = await readRegion(options.region);
  if (!read.ok) {
    for (const error of read.errors) process.stderr.write(`${options.region}/${formatFileError(error)}\n`);
    process.stderr.write(`${read.errors.length} errors in ${options.region}; nothing was imported.\n`);
    return { exitCode: 2 };
  }
  const folder = playFolder(options.out);
  const closing: (() => Promise<unknown>)[] = [];
  let db: Database | undefined;
  let calendar: Calendar | undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    process.once('SIGINT', () => reject(new PlayStalled('interrupted')));
    process.once('SIGTERM', () => reject(new PlayStalled('told to stop')));
  });
  interrupted.catch(() => undefined);
  const progress = createProgress(
    () => db,
    () => calendar,
  );
  try {
    const marker = options.resume
      ? await resumePlay(folder, read.hash)
      : await beginFresh(folder, options, read.region, read.hash, progress.line);
    const parts = await startParts(folder, options.temporalDb, progress.line, closing);
    db = parts.deps.db;
    const reference = await prepare(parts.deps, read.region, read.hash, marker, options.resume);
    calendar = reference.calendar;
    const { client, deps } = parts;
    await reconcileSchedules(client, reference, true);
    const from = await deps.clock.now(deps.db);
    const worker = await startWorker({
      address: parts.address,
      namespace,
      deps,
      cachedWorkflows: 2_000,
    });
    closing.push(() => worker.stop());
    const people = createPeople(deps, {
      seed: marker.seed,
      ...(read.region.answers.length > 0 ? { answers: read.region.answers } : {}),
      refused: (answer, reason) =>
        progress.line(`answers.csv, ${answer.date} ${answer.person} ${answer.what}: ${reason.message}`),
    });
    const until = from + scheduleHorizonDays * marker.terms.length * 86_400_000;
    const schedule = await scheduledMoments(client, namespace, from - 1000, until);
    progress.line(`playing ${marker.terms.join(', ')} from ${calendar.localIso(from)}, seed ${marker.seed}`);
    const to = await Promise.race([
      drive(
        {
          deps,
          people,
          schedule,
          dispatcher: createDispatcher(deps.db, client),
          fire: (moment) => fireSchedule(client, moment),
          finished: () => termsAreDone(deps.db, marker.terms),
          progress: progress.at,
          stirred: parts.stirred,
          diagnose: (lives) => diagnose(client, lives),
        },
        from,
      ),
      worker.ended.then((): never => {
        throw new PlayStalled('the worker has ended');
      }),
      interrupted,
    ]);
    progress.end();
    const stuck = await deps.db.life.findMany({ where: { state: 'stuck' }, orderBy: { id: 'asc' } });
    for (const life of stuck) progress.line(`stuck: ${life.id}: ${life.reason}`);
    const result = await writeOutput({
      deps,
      reference,
      client,
      folder,
      marker,
      from: await firstMoment(deps.db),
      to,
      startedAt,
      eventsPerJourney: await historyLengths(client, deps.db),
    });
    process.stdout.write(`${result.table}\n`);
    for (const broken of result.broken) process.stderr.write(`does not reconcile: ${broken}\n`);
    process.stdout.write(`Everything that was sent and made lies in ${options.out}.\n`);
    return { exitCode: result.broken.length === 0 && stuck.length === 0 ? 0 : 1 };
  } catch (error) {
    progress.end();
    if (error instanceof PlayRefused) {
      process.stderr.write(`${error.message}\n`);
      return { exitCode: 2 };
    }
    if (error instanceof PlayStalled) {
      const full = await fullDisk(folder.out);
      process.stderr.write(`${error.message}\n${full}The play can go on with --resume.\n`);
      return { exitCode: 1 };
    }
    throw error;
  } finally {
    // In the reverse order of starting: who uses a part ends before it.
    for (const close of closing.reverse()) await close();
  }
}

/** Below this a database can no longer write: what looks like a stall is a full disk. */
const leastBytes = 20e6;

async function fullDisk(folder: string): Promise<string> {
  const disk = await statfs(folder).catch(() => undefined);
  if (disk === undefined || disk.bavail * disk.bsize >= leastBytes) return '';
  return `The disk of ${folder} is full: make room first. `;
}

/** @throws PlayRefused when the region has no such terms */
async function beginFresh(
  folder: PlayFolder,
  options: PlayOptions,
  region: Region,
  hash: string,
  progress: (line: string) => void,
) {
  const first = options.from === undefined ? 0 : region.terms.findIndex((term) => term.code === options.from);
  const terms = first < 0 ? [] : region.terms.slice(first, first + options.terms).map((term) => term.code);
  if (terms.length < options.terms) {
    const known = region.terms.map((term) => term.code).join(', ');
    throw new PlayRefused(
      `${options.region} has no ${options.terms} terms from ${options.from ?? 'its first'}: it has ${known}`,
    );
  }
  const about = { region: options.region, hash, seed: options.seed, terms };
  await beginPlay(folder, about, progress);
  return about;
}

/** A fresh play imports the region and opens its terms; a resumed one starts every open life again from the facts. */
async function prepare(
  deps: Dependencies,
  region: Region,
  hash: string,
  marker: { readonly terms: readonly string[] },
  resume: boolean,
) {
  const begun = (await deps.db.term.count({ where: { openedAt: { not: null } } })) === marker.terms.length;
  if (resume && begun) {
    await deps.db.$executeRaw`update life set wanted = wanted + 1, state = 'open' where state <> 'done'`;
    return deps.reference();
  }
  if ((await deps.db.clock.count()) === 0) {
    const first = region.terms.find((term) => term.code === marker.terms[0]);
    if (first === undefined) throw new PlayRefused(`the region has no term ${marker.terms[0]}`);
    await stepClock(deps.db, startOf(region, first.start));
  }
  await importRegion(deps, region, hash);
  const reference = await deps.reference();
  const opening = deadlines(reference, marker.terms[0] ?? '').opensAt;
  await stepClock(deps.db, Math.max(await deps.clock.now(deps.db), dayOf(opening)));
  // Nothing leaves the machine in a play: every kind of mail is released from the start.
  await deps.db.control.upsert({
    where: { id: 'release:all' },
    create: { id: 'release:all', action: 'release', scope: 'all', since: new Date(opening) },
    update: {},
  });
  for (const term of marker.terms) await openTerm(deps, term, 'answers');
  return reference;

  function dayOf(at: Instant): Instant {
    return reference.calendar.at(reference.calendar.dateOf(at), '00:00');
  }
}

/** Before the region is known to the database only its files say when the first nominations open. */
function startOf(region: Region, termStart: string): Instant {
  const calendar = createCalendar(region.timeZone, region.holidayCountry);
  const daysBefore = 7 * (region.rules.enrolment.opensWeeksBefore + 1);
  return calendar.at(calendar.addDays(termStart, -daysBefore), '00:00');
}

/** Every life of the chosen terms but the journeys, which go on for two years. */
async function termsAreDone(db: Database, terms: readonly string[]): Promise<boolean> {
  const [row] = await db.$queryRaw<{ open: number }[]>`
    select count(*)::int as open from life l
    where l.state <> 'done' and (
      (l.kind in ('termStart', 'termInvoicing') and split_part(l.id, ':', 2) = any (${[...terms]}::text[]))
      or (l.kind = 'courseOffering' and exists (select 1 from offering o
        where o.code = split_part(l.id, ':', 2) and o.term = any (${[...terms]}::text[])))
      or (l.kind = 'complianceReport'))`;
  return row?.open === 0;
}

async function firstMoment(db: Database): Promise<Instant> {
  const first = await db.fact.findFirst({ where: { kind: 'term_opened' }, orderBy: { seq: 'asc' } });
  return first?.recordedAt.getTime() ?? 0;
}

/**
 * Events in the history of each journey's current run. A journey that was done before a play was cut off and resumed is
 * not known to the new server.
 */
async function historyLengths(client: Client, db: Database): Promise<number[]> {
  const journeys = await db.life.findMany({ where: { kind: 'managerJourney' }, select: { id: true } });
  const lengths: number[] = [];
  for (let start = 0; start < journeys.length; start += 20) {
    const some = journeys.slice(start, start + 20);
    const described = await Promise.all(
      some.map(async ({ id }) => {
        try {
          return [(await client.workflow.getHandle(workflowIdOf(id)).describe()).historyLength];
        } catch (error) {
          if (error instanceof WorkflowNotFoundError) return [];
          throw error;
        }
      }),
    );
    lengths.push(...described.flat());
  }
  return lengths;
}
