/** Figures of repeated measurements. Medians, because other work on the machine only ever makes a figure worse. */

/** @throws RangeError for no values */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError('no values');
  return (lower + upper) / 2;
}

/**
 * The value that so many per cent of all do not exceed.
 * @throws RangeError for no values
 */
export function percentile(values: readonly number[], rank: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((rank / 100) * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('no values');
  return value;
}

/** Runs something and says how many milliseconds it took. */
export async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** A positive whole number from the command line, or the default. Ends the process with 2 when it is anything else. */
export function countArgument(position: number, name: string, byDefault: number): number {
  const given = process.argv[2 + position];
  if (given === undefined) return byDefault;
  const count = Number(given);
  if (Number.isInteger(count) && count > 0) return count;
  process.stderr.write(`${name} must be a positive whole number, not ${given}\n`);
  return process.exit(2);
}

/** Rows with the first column to the left and numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const text = (cell: string | number) =>
    typeof cell === 'number' ? cell.toFixed(cell >= 100 ? 0 : cell >= 10 ? 1 : 2) : cell;
  const lines = [head, ...rows.map((row) => row.map(text))];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
