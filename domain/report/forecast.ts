/**
 * When the managers under a decision can be expected to finish: one course a term without a break, and as many new
 * managers a year as the decision says. An estimate for planning, not a promise.
 */

import type { IsoDate } from '../calendar/dates.ts';
import type { Reference } from '../reference.ts';
import type { Term } from '../region.ts';
import type { ComplianceRow } from './compliance.ts';
import type { QuotaUse } from './quota.ts';

/** Somebody whose turn no year brings (a quota of none) is not looked for further ahead than this. */
const termsCounted = 100;
/** Twenty weeks: a term that nobody has planned yet. */
const daysOfTerm = 140;

export interface Forecast {
  /** Managers under a decision. */
  readonly covered: number;
  readonly completed: number;
  /** On leave or exempt: no day is expected of them. */
  readonly outside: number;
  readonly inTime: number;
  readonly late: number;
  /** Without a seat, and expected to begin after their deadline. */
  readonly beginLate: number;
  /** When the last one is expected to finish; empty when nobody is left or nobody can say. */
  readonly lastOn: IsoDate | '';
}

/**
 * @param rows all managers of the municipality, since they share its yearly number
 * @param counted which of them to count: a chief is told about the own managers only
 */
export function forecast(
  rows: readonly ComplianceRow[],
  counted: (row: ComplianceRow) => boolean,
  quota: QuotaUse | null,
  on: IsoDate,
  reference: Reference,
): Forecast {
  const covered = rows.filter((row) => row.mandate !== null);
  const isOutside = ({ status }: ComplianceRow) => status === 'on_leave' || status === 'exempt';
  const terms = termsAhead(reference);
  const starts = expectedStarts(
    covered.filter((row) => row.status !== 'completed' && !isOutside(row)),
    quota,
    terms.map(({ start }) => start).filter((start) => start > on),
  );
  const own = covered.filter(counted);
  const ahead = own.flatMap((row) => {
    const start = starts.get(row.person);
    return start === undefined ? [] : [{ row, start, end: finish(start, row.coursesLeft, terms) }];
  });
  const late = ahead.filter(
    ({ row, end }) => end === '' || (row.mandate !== null && end > row.mandate.completeBy),
  );
  const beginLate = ahead.filter(
    ({ row, start }) =>
      !row.hasBegun &&
      row.seatFrom === '' &&
      (start === '' || (row.mandate !== null && start > row.mandate.startBy)),
  );
  const ends = ahead.map(({ end }) => end);
  return {
    covered: own.length,
    completed: own.filter(({ status }) => status === 'completed').length,
    outside: own.filter(isOutside).length,
    inTime: ahead.length - late.length,
    late: late.length,
    beginLate: beginLate.length,
    lastOn: ends.includes('') ? '' : (ends.sort().at(-1) ?? ''),
  };
}

/**
 * First day of the term in which each one takes the next course; empty when no year has room.
 * @param ahead first days of the terms to come
 */
function expectedStarts(
  rows: readonly ComplianceRow[],
  quota: QuotaUse | null,
  ahead: readonly IsoDate[],
): ReadonlyMap<string, IsoDate | ''> {
  const room = new Map<string, number>();
  const roomIn = (year: string): number =>
    room.get(year) ??
    (quota === null ? 0 : year === String(quota.year) ? quota.quota - quota.used : quota.quota);
  const takeFirst = (): IsoDate | '' => {
    const start = ahead.find((term) => roomIn(term.slice(0, 4)) > 0);
    if (start === undefined) return '';
    const year = start.slice(0, 4);
    room.set(year, roomIn(year) - 1);
    return start;
  };
  const inOrder = rows.toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
  return new Map(
    inOrder.map((row) => [row.person, row.seatFrom || (row.hasBegun ? (ahead[0] ?? '') : takeFirst())]),
  );
}

/** Whose time runs out first comes first. */
const key = (row: ComplianceRow): string => `${row.mandate?.startBy ?? ''} ${row.person}`;

type Period = Pick<Term, 'start' | 'end'>;

/** The end of the term in which the last of so many courses falls, one course a term. */
function finish(start: IsoDate | '', courses: number, terms: readonly Period[]): IsoDate | '' {
  const first = terms.findIndex((term) => term.start === start);
  return first < 0 ? '' : (terms[first + Math.max(1, courses) - 1]?.end ?? '');
}

/** The region's terms and those that will follow, each a year after the one of the same season. */
function termsAhead(reference: Reference): Period[] {
  const { addDays, addMonths } = reference.calendar;
  const terms: Period[] = reference.terms.toSorted((one, other) => (one.start < other.start ? -1 : 1));
  const [only] = terms;
  if (only === undefined) return [];
  if (terms.length === 1) {
    // The other season follows at once (the plan's weeks 35–3 and 3–23).
    const start = addMonths(only.start, 5);
    terms.push({ start, end: addDays(start, daysOfTerm) });
  }
  while (terms.length < termsCounted) {
    const season = terms.at(-2) ?? only;
    terms.push({ start: addMonths(season.start, 12), end: addMonths(season.end, 12) });
  }
  return terms;
}

const number = (count: number): string => (count === 0 ? 'ingen' : String(count));
const managers = (count: number): string => (count === 1 ? '1 chef' : `${count} chefer`);

/** The forecast in plain Swedish, one sentence or two each; empty when no decision covers anybody. */
export function forecastSentences(estimate: Forecast, quota: QuotaUse | null): string[] {
  if (quota === null || estimate.covered === 0) return [];
  const { covered, completed, outside, inTime, late, beginLate, lastOn } = estimate;
  const ahead = inTime + late;
  const counts = [
    `${number(completed)} är ${completed > 1 ? 'klara' : 'klar'}`,
    `${number(ahead)} är på väg eller i tur`,
    ...(outside === 0
      ? []
      : [`${number(outside)} är ${outside === 1 ? 'ledig eller undantagen' : 'lediga eller undantagna'}`]),
  ];
  const sentences = [
    `Beslutet omfattar ${managers(covered)}: ${counts.slice(0, -1).join(', ')} och ${counts.at(-1)}.`,
  ];
  if (ahead === 0) return sentences;
  const inTimeText = `${number(inTime)} bli ${inTime > 1 ? 'klara' : 'klar'} i tid`;
  sentences.push(
    `Med ${quota.quota} ${quota.quota === 1 ? 'ny chef' : 'nya chefer'} per år och en kurs per termin väntas ${inTimeText} och ${number(late)} för sent.`,
  );
  if (beginLate > 0) sentences.push(`${managers(beginLate)} väntas börja först efter sin tidsfrist.`);
  if (lastOn !== '') sentences.push(`Alla väntas vara klara ${halfYear(lastOn)}.`);
  return sentences;
}

/** A forecast is no more exact than a half-year. */
function halfYear(date: IsoDate): string {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  if (month <= 2) return `i början av ${year}`;
  return month <= 8 ? `till sommaren ${year}` : `i slutet av ${year}`;
}
