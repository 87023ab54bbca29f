/**
 * A workbook of the compliance report's managers, many rows of them: how long it takes and how much memory the process
 * needs at most.
 *
 *     npm run bench -- sheets [ROWS]
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { managerSheet } from '../templates/sheets/compliance.ts';
import type { Cell } from '../templates/sheets/sheet.ts';
import { workbook } from '../templates/sheets/workbook.ts';
import { countArgument, table } from './figures.ts';

function* managers(count: number): Generator<readonly Cell[]> {
  for (let index = 0; index < count; index += 1) {
    yield [
      `Chef ${index}`,
      `Arbetsplats ${index % 900}`,
      'Går utbildningen',
      (index % 5) * 75,
      '2026-10-13',
      'kursdag 2 av 5',
      `Ledarskap för effektivt samarbete, HT2026, anmärkning ${index}.`,
    ];
  }
}

const rows = countArgument(0, 'ROWS', 25_000);
const folder = await mkdtemp(join(tmpdir(), 'ledarresan-sheets-'));
try {
  const file = join(folder, 'sheet.xlsx');
  const before = process.cpuUsage();
  await pipeline(
    Readable.from(workbook([managerSheet(managers(rows))]), { objectMode: true }),
    createWriteStream(file),
  );
  const { user, system } = process.cpuUsage(before);
  process.stdout.write(
    `${table(
      ['rows', 'CPU s', 'file, MB', 'process at most, MB'],
      [
        [
          String(rows),
          ((user + system) / 1e6).toFixed(1),
          ((await stat(file)).size / 1e6).toFixed(1),
          // In kilobytes on every system.
          (process.resourceUsage().maxRSS / 1024).toFixed(0),
        ],
      ],
    )}\n`,
  );
} finally {
  await rm(folder, { recursive: true });
}
