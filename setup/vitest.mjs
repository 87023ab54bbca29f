// Runs test files with vitest and counts what it reports.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, run } from './steps.mjs';

/** @returns how many tests passed, failed and were skipped; a file that cannot be loaded is one that failed */
export async function runVitest(args) {
  const folder = mkdtempSync(join(tmpdir(), 'ledarresan-test-'));
  const report = join(folder, 'report.json');
  try {
    const status = await run(process.execPath, [
      join(root, 'node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ]);
    return count(status, report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function count(status, report) {
  let results;
  try {
    results = JSON.parse(readFileSync(report, 'utf8')).testResults;
  } catch {
    // Vitest ended before it could report anything: that is a failure, whatever its status.
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of results) {
    for (const { status: outcome } of file.assertionResults) {
      if (outcome === 'passed') counts.passed += 1;
      else if (outcome === 'failed') counts.failed += 1;
      else counts.skipped += 1;
    }
    const told = file.assertionResults.some((assertion) => assertion.status === 'failed');
    if (file.status === 'failed' && !told) counts.failed += 1;
  }
  // An error outside every test.
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The closing line, by itself and without colour. */
export function close(counts) {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
  return counts.failed === 0 ? 0 : 1;
}
