/** The outside judge of PDFs, as the conformance tests call it. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const judge = fileURLToPath(new URL('../../conformance/pdf/run.sh', import.meta.url));

/** What every document is: archivable with its structure and attachments, and accessible. */
export const flavours = ['3a', 'ua1'] as const;

/** The verdict lines of veraPDF, `PASS file 3a`, whatever its exit status. */
export async function verdicts(
  paths: readonly string[],
  flavour: (typeof flavours)[number],
): Promise<{ passed: number; failed: readonly string[]; status: number }> {
  const { stdout, status } = await run('sh', [judge, flavour, ...paths], {
    maxBuffer: 64 * 1024 * 1024,
  }).then(
    ({ stdout }) => ({ stdout, status: 0 }),
    (error: { stdout?: string; code?: number }) => ({ stdout: error.stdout ?? '', status: error.code ?? -1 }),
  );
  const starting = (word: string): string[] =>
    stdout.split('\n').filter((line) => line.startsWith(`${word} `));
  return { passed: starting('PASS').length, failed: starting('FAIL'), status };
}
