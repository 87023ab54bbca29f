/** Writes a report in the formats asked for. */
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvLines } from '../templates/sheets/csv.ts';
import type { Sheet } from '../templates/sheets/sheet.ts';
import { workbook } from '../templates/sheets/workbook.ts';
import type { ReportFormat } from './arguments.ts';

export interface ReportPlace {
  readonly folder: string;
  /** The file's name without its ending. */
  readonly file: string;
  readonly formats: readonly ReportFormat[];
}

/**
 * @param pdf makes the document, when a PDF is asked for
 * @param sheets all of them in a workbook; the first one as CSV
 * @returns the paths of the files, in the order pdf, xlsx, csv
 */
export async function writeReport(
  { folder, file, formats }: ReportPlace,
  pdf: () => Promise<Uint8Array>,
  sheets: readonly [Sheet, ...Sheet[]],
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const format of formats) {
    const path = join(folder, `${file}.${format}`);
    if (format === 'pdf') await writeFile(path, await pdf());
    else {
      const parts = format === 'xlsx' ? workbook(sheets) : csvLines(sheets[0]);
      await pipeline(Readable.from(parts, { objectMode: true }), createWriteStream(path));
    }
    paths.push(path);
  }
  return paths;
}
