/** The whole region in numbers: how many managers of each municipality stand where, without saying who. */
import type { IsoDate } from '../calendar/dates.ts';
import type { Ore } from '../region.ts';
import type { ComplianceRow, RowStatus } from './compliance.ts';

export interface NetworkRow {
  /** 1 for a municipality that has decided that the programme is mandatory; of several, how many have. */
  readonly decided: number;
  readonly managers: number;
  /** Under a decision. */
  readonly covered: number;
  readonly completed: number;
  /** In training, or with a seat to come. */
  readonly inTraining: number;
  /** Without a seat, on a waiting list or nominated, or with an accepted plan. */
  readonly waiting: number;
  readonly notStarted: number;
  readonly overdue: number;
  /** On leave or exempt. */
  readonly outside: number;
  /** Open cases about mandatory training. */
  readonly cases: number;
  /** Invoiced in the calendar year, credit notes taken away, without VAT. */
  readonly costOre: Ore;
}

const inTraining: readonly RowStatus[] = ['in_training', 'seat_confirmed'];
const outside: readonly RowStatus[] = ['on_leave', 'exempt'];

/** @param rows all managers of a municipality, each once */
export function networkRow(
  rows: readonly ComplianceRow[],
  { hasDecision, cases, costOre }: { hasDecision: boolean; cases: number; costOre: Ore },
): NetworkRow {
  const of = (...statuses: readonly RowStatus[]) =>
    rows.filter(({ status }) => statuses.includes(status)).length;
  return {
    decided: hasDecision ? 1 : 0,
    managers: rows.length,
    covered: rows.filter(({ decision }) => decision !== null).length,
    completed: of('completed'),
    inTraining: of(...inTraining),
    waiting: of('waiting'),
    notStarted: of('not_started'),
    overdue: of('overdue'),
    outside: of(...outside),
    cases,
    costOre,
  };
}

/** All together. */
export function together(rows: readonly NetworkRow[]): NetworkRow {
  const sum = (of: (row: NetworkRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    decided: sum((row) => row.decided),
    managers: sum((row) => row.managers),
    covered: sum((row) => row.covered),
    completed: sum((row) => row.completed),
    inTraining: sum((row) => row.inTraining),
    waiting: sum((row) => row.waiting),
    notStarted: sum((row) => row.notStarted),
    overdue: sum((row) => row.overdue),
    outside: sum((row) => row.outside),
    cases: sum((row) => row.cases),
    costOre: sum((row) => row.costOre),
  };
}

/** How far the managers of a group have come. */
export type Standing = Pick<NetworkRow, 'managers' | 'completed' | 'inTraining' | 'overdue'>;

export const standingOf = (rows: readonly ComplianceRow[]): Standing => {
  const all = networkRow(rows, { hasDecision: false, cases: 0, costOre: 0 });
  return {
    managers: all.managers,
    completed: all.completed,
    inTraining: all.inTraining,
    overdue: all.overdue,
  };
};

/** One point of the region's development. */
export interface NetworkTrend extends Standing {
  readonly on: IsoDate;
}

export const trendPoint = (on: IsoDate, rows: readonly ComplianceRow[]): NetworkTrend => ({
  on,
  ...standingOf(rows),
});

/** The last days of the terms that are over on a day, newest last. */
export function trendDays(
  terms: readonly { readonly end: IsoDate }[],
  on: IsoDate,
  most: number,
): readonly IsoDate[] {
  return terms
    .map(({ end }) => end)
    .filter((end) => end < on)
    .sort()
    .slice(-most);
}
