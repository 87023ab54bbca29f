/** The folder of a play: its own database, its documents, and who is running it. Never the real database. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { discardPostgres } from '../embedded/postgres.ts';
import { processIdentity } from '../embedded/processes.ts';

const marker = z.object({
  program: z.literal('ledarresan play'),
  region: z.string(),
  hash: z.string(),
  seed: z.string(),
  terms: z.array(z.string()).min(1),
  pid: z.number(),
  identity: z.string(),
});
export type PlayMarker = z.infer<typeof marker>;

/** The output folder cannot be used as asked; the message says why and what to do. */
export class PlayRefused extends Error {
  override readonly name = 'PlayRefused';
}

export interface PlayFolder {
  readonly out: string;
  readonly postgres: string;
  readonly documents: string;
  readonly mail: string;
  readonly temporalLog: string;
}

/** What a play makes in its output folder, and may therefore remove when it begins anew. */
const made = [
  'mail',
  'certificates',
  'invoices',
  'compliance',
  'proposals',
  'ledger.csv',
  'summary.json',
  '.play',
];

export function playFolder(out: string): PlayFolder {
  const folder = resolve(out);
  const state = join(folder, '.play');
  return {
    out: folder,
    postgres: join(state, 'postgres'),
    documents: join(state, 'documents'),
    mail: join(folder, 'mail'),
    temporalLog: join(state, 'temporal.log'),
  };
}

const markerFile = (folder: PlayFolder) => join(folder.out, '.play', 'play.json');

async function readMarker(folder: PlayFolder): Promise<PlayMarker | undefined> {
  const text = await readFile(markerFile(folder), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const parsed = marker.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : undefined;
}

async function writeMarker(folder: PlayFolder, content: PlayMarker): Promise<void> {
  const partial = `${markerFile(folder)}.partial`;
  await writeFile(partial, `${JSON.stringify(content, null, 2)}\n`);
  await rename(partial, markerFile(folder));
}

/** Two plays in one folder would drive one clock from two sides. */
async function refuseWhileRunning(folder: PlayFolder, found: PlayMarker | undefined): Promise<void> {
  if (found === undefined || found.pid === process.pid) return;
  if ((await processIdentity(found.pid)) === found.identity) {
    throw new PlayRefused(
      `${folder.out} is in use by another play (process ${found.pid}); wait for it, or use --out`,
    );
  }
}

/** @throws PlayRefused when the folder has no play, or one that is still running */
export async function assertPlayEnded(folder: PlayFolder): Promise<void> {
  const found = await readMarker(folder);
  if (found === undefined) throw new PlayRefused(`${folder.out} has no play; give the --out folder of one`);
  await refuseWhileRunning(folder, found);
}

const ownIdentity = async () => (await processIdentity(process.pid)) ?? '';

/** Empties what an earlier play left and marks the folder as ours. A folder with anything else is left alone. */
export async function beginPlay(
  folder: PlayFolder,
  about: Omit<PlayMarker, 'program' | 'pid' | 'identity'>,
  progress: (line: string) => void,
): Promise<void> {
  const earlier = await readMarker(folder);
  await refuseWhileRunning(folder, earlier);
  const present = existsSync(folder.out) ? await readdir(folder.out) : [];
  if (present.length > 0 && earlier === undefined && !present.includes('.play')) {
    throw new PlayRefused(
      `${folder.out} is not empty and was not made by a play; choose another folder with --out`,
    );
  }
  // The database server of a play that was cut off may still be ending.
  if (existsSync(folder.postgres)) await discardPostgres(folder.postgres, progress);
  for (const name of made) await rm(join(folder.out, name), { recursive: true, force: true });
  await mkdir(join(folder.out, '.play'), { recursive: true });
  await writeMarker(folder, {
    program: 'ledarresan play',
    ...about,
    pid: process.pid,
    identity: await ownIdentity(),
  });
}

/** Takes over a play that was cut off. */
export async function resumePlay(folder: PlayFolder, hash: string): Promise<PlayMarker> {
  const earlier = await readMarker(folder);
  if (earlier === undefined) throw new PlayRefused(`${folder.out} has no play to resume; leave out --resume`);
  await refuseWhileRunning(folder, earlier);
  if (earlier.hash !== hash) {
    throw new PlayRefused(
      `the files of ${earlier.region} have changed since the play began; start it without --resume`,
    );
  }
  const taken = { ...earlier, pid: process.pid, identity: await ownIdentity() };
  await writeMarker(folder, taken);
  return taken;
}
