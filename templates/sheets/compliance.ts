/** A compliance report as tables for working with: the same managers, cases and numbers as its PDF, nobody else's. */
import { levelWords, statusWords } from '../documents/compliance.ts';
import { workplaceName } from '../documents/format.ts';
import { type ComplianceView, complianceStatuses } from '../documents/views.ts';
import type { Sheet } from './sheet.ts';

export function complianceSheets(view: ComplianceView): readonly [Sheet, ...Sheet[]] {
  return [managers(view), cases(view), numbers(view)];
}

/** The table of managers, by far the longest. */
export const managerSheet = (rows: Sheet['rows']): Sheet => ({
  name: 'Chefer',
  columns: [
    { label: 'Chef', kind: 'text', width: 28 },
    { label: 'Arbetsplats', kind: 'text', width: 32 },
    { label: 'Läge', kind: 'text', width: 18 },
    { label: 'Högskolepoäng', kind: 'credits', width: 15 },
    { label: 'Nästa datum', kind: 'date', width: 13 },
    { label: 'Vad som händer då', kind: 'text', width: 24 },
    { label: 'Anmärkning', kind: 'text', width: 60 },
  ],
  rows,
});

const managers = ({ rows }: ComplianceView): Sheet =>
  managerSheet(
    rows.map((row) => [
      row.name,
      workplaceName(row.workplace),
      statusWords[row.status],
      row.creditsTenths,
      row.next?.date ?? null,
      row.next?.what ?? null,
      row.remark,
    ]),
  );

const cases = ({ escalations }: ComplianceView): Sheet => ({
  name: 'Ärenden',
  columns: [
    { label: 'Chef', kind: 'text', width: 28 },
    { label: 'Arbetsplats', kind: 'text', width: 32 },
    { label: 'Tidsfrist', kind: 'date', width: 13 },
    { label: 'Lyft till', kind: 'text', width: 16 },
    { label: 'Den', kind: 'date', width: 13 },
    { label: 'Anmärkning', kind: 'text', width: 60 },
    { label: 'Vad som har hänt', kind: 'text', width: 60 },
  ],
  rows: escalations.map((one) => [
    one.name,
    workplaceName(one.workplace),
    one.deadline,
    levelWords[one.level],
    one.toldOn,
    one.remark,
    one.story.map(({ on, text }) => `${on}: ${text}`).join('\n'),
  ]),
});

const numbers = (view: ComplianceView): Sheet => ({
  name: 'Antal',
  columns: [
    { label: 'Vad', kind: 'text', width: 40 },
    { label: 'Antal', kind: 'count', width: 10 },
  ],
  rows: [
    ...complianceStatuses.map((status) => [
      statusWords[status],
      view.rows.filter((row) => row.status === status).length,
    ]),
    ['Chefer som följs upp', view.rows.length],
    ['Öppna ärenden', view.escalations.length],
    ...(view.quota === null
      ? []
      : [
          [`Nya deltagare ${view.quota.year}`, view.quota.used],
          [`Beslutat antal ${view.quota.year}`, view.quota.quota],
        ]),
  ],
});
