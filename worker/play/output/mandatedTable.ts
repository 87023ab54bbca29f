/** The second table that closes a play: where the managers under a decision have come, a row a municipality. */
import { mandatedManagers } from '../../../activities/reports/mandated.ts';
import type { Instant } from '../../../domain/calendar/dates.ts';
import type { Reference } from '../../../domain/reference.ts';
import { countWays, type MandatedCount, type MandatedWay } from '../../../domain/report/mandated.ts';
import type { Database } from '../../../prisma/client.ts';
import { textTable } from './table.ts';

const columns: readonly (readonly [title: string, way: MandatedWay])[] = [
  ['finished', 'finished'],
  ['on the way', 'onTheWay'],
  ['waiting', 'waiting'],
  ['escalated', 'escalated'],
  ['on leave', 'onLeave'],
  ['exempt', 'exempt'],
  ['unaccounted', 'unaccounted'],
];

/** @returns lines without a line break at the end; only municipalities that have decided stand in it */
export async function mandatedTable(db: Database, reference: Reference, at: Instant): Promise<string> {
  const managers = await mandatedManagers(db, reference, at);
  const row = (name: string, count: MandatedCount) => [
    name,
    String(Object.values(count).reduce((sum, number) => sum + number, 0)),
    ...columns.map(([, way]) => String(count[way])),
  ];
  const rows = reference.municipalities
    .toSorted((a, b) => (a.code < b.code ? -1 : 1))
    .flatMap(({ code, name }) => {
      const own = managers.filter(({ municipality }) => municipality === code);
      return own.length === 0 ? [] : [row(name, countWays(own.map(({ way }) => way)))];
    });
  const total = row('Total', countWays(managers.map(({ way }) => way)));
  return textTable(['mandatory for', 'managers', ...columns.map(([title]) => title)], [...rows, total]);
}
