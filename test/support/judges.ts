/** The outside judge of PDFs, as the conformance tests call it. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const judge = fileURLToPath(new URL('../../conformance/pdf/run.sh', import.meta.url));

/** The verdict lines of veraPDF, `PASS file 2b`, whatever its exit status. */
export async function verdicts(
  paths: readonly string[],
): Promise<{ passed: number; failed: readonly string[]; status: number }> {
  const { stdout, status } = await run('sh', [judge, '2b', ...paths], { maxBuffer: 64 * 1024 * 1024 }).then(
    ({ stdout }) => ({ stdout, status: 0 }),
    (error: { stdout?: string; code?: number }) => ({ stdout: error.stdout ?? '', status: error.code ?? -1 }),
  );
  const starting = (word: string): string[] =>
    stdout.split('\n').filter((line) => line.startsWith(`${word} `));
  return { passed: starting('PASS').length, failed: starting('FAIL'), status };
}
