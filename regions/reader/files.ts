/** Reads a region's files from disk as strict UTF-8. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorLog, wholeFile } from './fileErrors.ts';

export interface SourceFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** Without a byte order mark. */
  readonly text: string;
}

/**
 * @returns the file, or undefined when it is absent and optional, or cannot be read (which is then logged).
 */
export async function readSource(
  folder: string,
  name: string,
  optional: boolean,
  errors: ErrorLog,
): Promise<SourceFile | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(join(folder, name));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'okänt fel';
    if (code === 'ENOENT' && optional) return undefined;
    errors.add(
      wholeFile(name),
      code === 'ENOENT'
        ? `Filen ${name} saknas i mappen. Lägg dit den; en mall finns i regions/liten.`
        : `Filen ${name} går inte att läsa (${code}). Kontrollera att den är en vanlig fil som du har rätt att läsa.`,
    );
    return undefined;
  }
  const bad = firstInvalidUtf8(bytes);
  if (bad !== undefined) {
    const before = bytes.subarray(0, bad).toString('utf8');
    const lines = before.split('\n');
    errors.add(
      { file: name, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, field: '' },
      'Tecknet här är inte UTF-8 (å, ä och ö brukar bli fel så). Spara filen igen som ”CSV UTF-8” eller UTF-8.',
    );
    return undefined;
  }
  const text = bytes.toString('utf8');
  return { name, bytes, text: text.startsWith('\uFEFF') ? text.slice(1) : text };
}

/** Offset of the first byte that is not UTF-8, or undefined. */
function firstInvalidUtf8(bytes: Buffer): number | undefined {
  const decodes = (end: number, whole: boolean): boolean => {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: !whole });
      return true;
    } catch {
      return false;
    }
  };
  if (decodes(bytes.length, true)) return undefined;
  // Bisect: a prefix that ends inside a character is still fine when decoded as a stream.
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(middle, false)) good = middle;
    else bad = middle;
  }
  return good;
}
