/** The frozen documents as files that a reader can open, under the names that the ledger gives them. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, normalize, sep } from 'node:path';
import type { DocumentStore } from '../../../activities/documents/store.ts';
import type { Database } from '../../../prisma/client.ts';
import { writeWhole } from './files.ts';

const atOnce = 8;

/**
 * Writes every document to `<folder>/<file of its row>`. What already lies there with the right bytes is left alone, so
 * it can be called again at any time.
 * @param store where the bytes lie; it refuses bytes that are no longer those of the hash
 * @returns the files, relative to the folder, sorted
 * @throws Error when a document is missing from the store or altered, or when a row names a file outside the folder
 */
export async function exportDocuments(db: Database, store: DocumentStore, folder: string): Promise<string[]> {
  const rows = await db.document.findMany({ select: { key: true, sha256: true, file: true } });
  const waiting = rows.toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const files = waiting.map(({ file }) => file);
  const worker = async () => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) {
      const target = join(folder, inside(row.file));
      if ((await hashOf(target)) !== row.sha256) await writeWhole(target, await store.get(row.sha256));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return files;
}

function inside(file: string): string {
  const path = normalize(file);
  if (file === '' || isAbsolute(path) || path.split(sep)[0] === '..') {
    throw new Error(`a document row names "${file}", which is not a file inside the output folder`);
  }
  return path;
}

/** Undefined when there is no such file. */
async function hashOf(path: string): Promise<string | undefined> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return undefined;
    throw error;
  }
}
