/** Where frozen documents lie: a folder in which a file's name is the hash of its bytes. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface StoredDocument {
  readonly sha256: string;
  readonly bytes: number;
}

export interface DocumentStore {
  /** Keeps bytes; the same bytes twice are kept once. */
  put(bytes: Uint8Array): Promise<StoredDocument>;
  /** @throws when the document is missing or its bytes are no longer those that were kept */
  get(sha256: string): Promise<Uint8Array>;
}

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** @param folder made when it is missing */
export function folderStore(folder: string): DocumentStore {
  const path = (sha256: string) => join(folder, sha256.slice(0, 2), sha256);
  return {
    async put(bytes) {
      const sha256 = hashOf(bytes);
      const target = path(sha256);
      await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true });
      // Written beside and renamed, so that a crash never leaves half a document under its hash.
      const partial = `${target}.${process.pid}.part`;
      await writeFile(partial, bytes);
      await rename(partial, target);
      return { sha256, bytes: bytes.byteLength };
    },
    async get(sha256) {
      const bytes = await readFile(path(sha256));
      if (hashOf(bytes) !== sha256) throw new Error(`document ${sha256} in ${folder} has been altered`);
      return bytes;
    },
  };
}
