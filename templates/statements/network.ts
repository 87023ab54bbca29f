/** To the network of heads of social services: how the municipalities stand, in numbers and without names of people. */
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { NetworkRow, NetworkTrend } from '../../domain/report/network.ts';
import type { Bar } from '../documents/chart.ts';
import { count, longDate } from '../documents/format.ts';
import type { StatementTable } from '../documents/views.ts';
import type { SheetColumn } from '../sheets/sheet.ts';
import type { StatementText } from './statement.ts';

export interface NetworkData {
  readonly region: string;
  readonly asOf: IsoDate;
  readonly rows: readonly (NetworkRow & { readonly municipality: string })[];
  /** All municipalities together. */
  readonly whole: NetworkRow;
  readonly trend: readonly NetworkTrend[];
}

export function networkStatement({ region, asOf, rows, whole, trend }: NetworkData): StatementText {
  return {
    kindOfDocument: 'UPPFÖLJNING FÖR NÄTVERKET',
    title: `Ledarskapsutbildningen i ${region}`,
    paragraphs: [
      `Läget i kommunerna den ${longDate(asOf)}. ${count(whole.decided, 'kommun har', 'kommuner har')} beslutat att utbildningen är obligatorisk.`,
      `I ${region} finns ${count(whole.managers, 'chef', 'chefer')} i målgruppen. Besluten omfattar ${count(whole.covered, 'chef', 'chefer')}; av alla chefer är ${whole.completed} klara med hela utbildningen, ${whole.inTraining} går den eller har plats, och ${count(whole.overdue, 'är försenad', 'är försenade')}.`,
    ],
    charts: [
      {
        name: 'Chefer i varje kommun efter hur långt de har kommit',
        bars: rows.map((row) => bar(row.municipality, row)),
      },
    ],
    tables: [municipalities(rows, whole), terms(trend)],
    notes: [
      'Tabellen visar antal chefer. Den som är ledig eller undantagen räknas för sig och är inte försenad. Kostnaden är det som kommunen har fakturerats under kalenderåret, utan moms och med krediteringar borträknade.',
    ],
  };
}

const bar = (label: string, row: NetworkRow): Bar => ({
  label,
  parts: [
    { label: 'Klara', value: row.completed },
    { label: 'Går eller har plats', value: row.inTraining },
    { label: 'Väntar', value: row.waiting },
    { label: 'Inte börjat', value: row.notStarted },
    { label: 'Försenade', value: row.overdue, isAlert: true },
    { label: 'Lediga eller undantagna', value: row.outside },
  ],
});

const number = (label: string, width = 9): SheetColumn => ({ label, kind: 'count', width });

function municipalities(rows: NetworkData['rows'], whole: NetworkRow): StatementTable {
  const cells = (name: string, row: NetworkRow) => [
    name,
    row.managers,
    row.covered,
    row.completed,
    row.inTraining,
    row.waiting,
    row.notStarted,
    row.overdue,
    row.outside,
    row.cases,
    row.costOre,
  ];
  return {
    name: 'Kommunerna',
    columns: [
      { label: 'Kommun', kind: 'text', width: 16 },
      number('Chefer', 8),
      number('Omfattas', 10),
      number('Klara', 7),
      number('Går', 7),
      number('Väntar', 8),
      number('Inte börjat', 9),
      number('Försenade', 11),
      number('Lediga', 8),
      number('Ärenden', 9),
      { label: 'Kostnad i år, kr', kind: 'kronor', width: 14 },
    ],
    rows: rows.map((row) => cells(row.municipality, row)),
    sum: cells('Alla', whole),
  };
}

const terms = (trend: readonly NetworkTrend[]): StatementTable => ({
  name: 'Utvecklingen',
  columns: [
    { label: 'Den', kind: 'date', width: 14 },
    number('Klara', 12),
    number('Går eller har plats', 20),
    number('Försenade', 12),
    number('Chefer', 12),
  ],
  rows: trend.map((row) => [row.on, row.completed, row.inTraining, row.overdue, row.managers]),
  sum: null,
});
