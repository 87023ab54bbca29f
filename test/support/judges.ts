/** The outside judges of PDFs and e-invoices, as the conformance tests call them. */
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

const peppol = fileURLToPath(new URL('../../conformance/einvoice/run.sh', import.meta.url));

export interface PeppolVerdict {
  readonly file: string;
  readonly passes: boolean;
  /** The rules that it breaks, also those that only warn. */
  readonly findings: readonly string[];
}

/** What the official rules of Peppol BIS Billing 3 say of e-invoices, in the order of the files. */
export async function peppolVerdicts(paths: readonly string[]): Promise<readonly PeppolVerdict[]> {
  const stdout = await run('sh', [peppol, ...paths], { maxBuffer: 64 * 1024 * 1024 }).then(
    ({ stdout }) => stdout,
    // Status 1 says that a file fails; anything else that the judge did not work.
    (error: { stdout?: string; code?: number }) => {
      if (error.code !== 1) throw error;
      return error.stdout ?? '';
    },
  );
  const verdicts: { file: string; passes: boolean; findings: string[] }[] = [];
  for (const line of stdout.split('\n')) {
    const [, word, file] = /^(PASS|FAIL) (.+)$/.exec(line) ?? [];
    if (file !== undefined) verdicts.push({ file, passes: word === 'PASS', findings: [] });
    else if (line.startsWith('  ')) verdicts.at(-1)?.findings.push(line.trim());
  }
  return verdicts;
}
