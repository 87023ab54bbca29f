/**
 * `ledger.csv`: one row an effect, by planned moment and key. Nothing of attempts or real times stands in it, so that
 * the same region, seed and code give the same bytes; no names either, only ids and subjects of templates.
 */
import type { Reference } from '../../../domain/reference.ts';
import type { Database } from '../../../prisma/client.ts';
import { csvLine } from './csv.ts';
import { writeWhole } from './files.ts';

export const ledgerColumns = [
  'at',
  'kind',
  'key',
  'person',
  'municipality',
  'subject',
  'file',
  'status',
  'rule',
  'reason',
] as const;

/**
 * Writes the ledger; rows that are still open (`planned`, `claimed`, `held`) stand in it as they are.
 * @param reference gives the time zone of `at`
 * @param file path of the file, replaced as a whole
 * @returns how many rows there are
 */
export async function writeLedger(
  db: Database,
  reference: Pick<Reference, 'calendar'>,
  file: string,
): Promise<number> {
  const rows = await db.effect.findMany({
    select: {
      dueAt: true,
      kind: true,
      key: true,
      person: true,
      municipality: true,
      subject: true,
      file: true,
      status: true,
      rule: true,
      reason: true,
    },
  });
  // Sorted here and not by the database, whose order of texts depends on how it was set up.
  rows.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || (a.key < b.key ? -1 : 1));
  const lines = rows.map((row) =>
    csvLine([
      reference.calendar.localIso(row.dueAt.getTime()),
      row.kind,
      row.key,
      row.person,
      row.municipality,
      row.subject,
      row.file,
      row.status,
      row.rule,
      row.reason,
    ]),
  );
  await writeWhole(file, csvLine(ledgerColumns) + lines.join(''));
  return rows.length;
}
