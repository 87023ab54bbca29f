/** Whether the numbers that a play shows are those of its ledger: read from the files alone, by other means. */
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

const row = z.object({
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:\d{2}$/),
  kind: z.string(),
  key: z.string(),
  person: z.string(),
  municipality: z.string(),
  subject: z.string(),
  file: z.string(),
  status: z.string(),
  rule: z.string(),
  reason: z.string(),
});
type Row = z.infer<typeof row>;

const counts = z.record(z.string(), z.number());
const figures = z.object({
  name: z.string(),
  managers: z.number(),
  nominated: z.number(),
  seats: z.number(),
  waiting: z.number(),
  passed: z.number(),
  failed: z.number(),
  withdrawn: z.number(),
  courseDaySeats: z.number(),
  certificates: z.number(),
  mails: z.number(),
  invoices: z.number(),
  invoicedOre: z.number(),
});
const summarySchema = z.object({
  effects: z.record(z.string(), counts),
  mails: z.record(z.string(), counts),
  municipalities: z.record(z.string(), figures),
  money: z.record(z.string(), z.record(z.string(), z.object({ invoices: z.number(), totalOre: z.number() }))),
  reconciliation: z.array(z.unknown()),
});
type Figures = z.infer<typeof figures>;

/** Columns of the closing table, and what they show. */
const tableColumns: Readonly<Record<string, keyof Figures>> = {
  managers: 'managers',
  nominated: 'nominated',
  seats: 'seats',
  waiting: 'waiting',
  passed: 'passed',
  failed: 'failed',
  withdrawn: 'withdrawn',
  'day seats': 'courseDaySeats',
  certificates: 'certificates',
  mails: 'mails',
  'invoices kr': 'invoicedOre',
};

/**
 * Compares `ledger.csv`, `summary.json` and the closing table as texts.
 * @returns a line for each number that differs; empty when all agree
 */
export function checkLedgerAgainstSummary(
  ledgerCsv: string,
  summaryJson: string,
  tableText?: string,
): string[] {
  const rows = z.array(row).parse(parse(ledgerCsv, { columns: true }));
  const summary = summarySchema.parse(JSON.parse(summaryJson));
  return [
    ...order(rows),
    ...sameCounts('effects', tally(rows), summary.effects),
    ...sameCounts('mails', tally(mailsOf(rows)), summary.mails),
    ...byMunicipality(rows, summary.municipalities),
    ...money(summary),
    ...(tableText === undefined ? [] : table(tableText, Object.values(summary.municipalities))),
    ...summary.reconciliation.map((equation) => `does not reconcile: ${JSON.stringify(equation)}`),
  ];
}

type Counts = Record<string, Record<string, number>>;

function order(rows: readonly Row[]): string[] {
  const keys = new Set(rows.map(({ key }) => key));
  const late = rows.filter((one, index) => {
    const before = rows[index - 1];
    if (before === undefined) return false;
    const step = Date.parse(one.at) - Date.parse(before.at);
    return step < 0 || (step === 0 && one.key <= before.key);
  });
  return [
    ...(keys.size === rows.length ? [] : [`${rows.length} rows, but ${keys.size} keys`]),
    ...late.map(({ key }) => `${key} is out of order`),
  ];
}

function tally(rows: readonly { readonly status: string; readonly kind: string }[]): Counts {
  const result: Counts = {};
  for (const { kind, status } of rows) {
    const group = result[kind] ?? {};
    result[kind] = group;
    group[status] = (group[status] ?? 0) + 1;
  }
  return result;
}

/** The key of a mail begins with its template. */
const mailsOf = (rows: readonly Row[]) =>
  rows
    .filter(({ kind }) => kind === 'mail')
    .map(({ key, status }) => ({ kind: key.slice(0, key.indexOf('.')), status }));

function sameCounts(what: string, ledger: Counts, summary: Counts): string[] {
  const groups = new Set([...Object.keys(ledger), ...Object.keys(summary)]);
  return [...groups].flatMap((group) => {
    const statuses = new Set([...Object.keys(ledger[group] ?? {}), ...Object.keys(summary[group] ?? {})]);
    return [...statuses].flatMap((status) =>
      differs(`${what} ${group} ${status}`, ledger[group]?.[status] ?? 0, summary[group]?.[status] ?? 0),
    );
  });
}

const differs = (what: string, ledger: number, shown: number): string[] =>
  ledger === shown ? [] : [`${what}: the ledger has ${ledger}, shown is ${shown}`];

function byMunicipality(rows: readonly Row[], shown: Readonly<Record<string, Figures>>): string[] {
  const codes = new Set([...rows.map(({ municipality }) => municipality || 'region'), ...Object.keys(shown)]);
  return [...codes].flatMap((code) => {
    const own = rows.filter((one) => (one.municipality || 'region') === code);
    // Also steps without a municipality of their own, such as decisions about a term, are the region's.
    const count = (kind: string, status: string, prefix = '') =>
      own.filter((one) => one.kind === kind && one.status === status && one.key.startsWith(prefix)).length;
    const seats = new Set(
      own
        .filter(({ key }) => key.startsWith('seat_confirmed.'))
        // A seat given again has a mail of its own; it is the same seat.
        .map(({ key }) => key.replace(/\.n\d+$/, '')),
    );
    const figure = shown[code];
    return [
      ...differs(`${code} mails`, count('mail', 'accepted'), figure?.mails ?? 0),
      ...differs(`${code} certificates`, count('certificate', 'done'), figure?.certificates ?? 0),
      ...differs(`${code} invoices`, count('invoice_document', 'done'), figure?.invoices ?? 0),
      ...differs(`${code} seats`, seats.size, (figure?.seats ?? 0) + (figure?.courseDaySeats ?? 0)),
    ];
  });
}

function money(summary: z.infer<typeof summarySchema>): string[] {
  const sellers = Object.values(summary.money);
  return Object.entries(summary.municipalities).flatMap(([code, figure]) => {
    const own = sellers.flatMap((municipalities) => municipalities[code] ?? []);
    const total = own.reduce((sum, { totalOre }) => sum + totalOre, 0);
    const invoices = own.reduce((sum, row) => sum + row.invoices, 0);
    return [
      ...(total === figure.invoicedOre
        ? []
        : [`${code}: ${total} öre by seller, ${figure.invoicedOre} in all`]),
      ...(invoices === figure.invoices ? [] : [`${code}: ${invoices} invoices, ${figure.invoices} in all`]),
    ];
  });
}

/** The table as a person reads it: columns apart by two spaces or more. */
function table(text: string, shown: readonly Figures[]): string[] {
  const lines = text.split('\n').filter((line) => !/^[─\s]*$/.test(line));
  const [head = [], ...body] = lines.map((line) => line.trimEnd().split(/ {2,}/));
  const total = (figure: keyof Figures) => shown.reduce((sum, one) => sum + Number(one[figure]), 0);
  const expected = [
    ...shown.map((one) => [one.name, (figure: keyof Figures) => Number(one[figure])] as const),
  ];
  return [...expected, ['Total', total] as const].flatMap(([name, of]) => {
    const cells = body.find((line) => line[0] === name);
    if (cells === undefined) return [`the table has no row ${name}`];
    return Object.entries(tableColumns).flatMap(([title, figure]) => {
      const cell = cells[head.indexOf(title)] ?? '';
      const value =
        figure === 'invoicedOre' ? Math.round(Number(cell.replaceAll(' ', '')) * 100) : Number(cell);
      return value === of(figure) ? [] : [`table, ${name}, ${title}: ${cell} instead of ${of(figure)}`];
    });
  });
}
