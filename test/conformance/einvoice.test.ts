/** The official rules of Peppol BIS Billing 3 on our e-invoices, and on such as must fail. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eInvoices } from '../support/eInvoices.ts';
import { peppolVerdicts } from '../support/judges.ts';

/** The first judgement may fetch the rules. */
const patience = 600_000;
const broken = fileURLToPath(new URL('../../conformance/einvoice/broken', import.meta.url));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledarresan-einvoice-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the official rules', () => {
  it(
    'pass every kind of e-invoice and credit note, short and long',
    async () => {
      const files: string[] = [];
      for (const [name, xml] of eInvoices()) {
        const file = join(folder, `${name}.xml`);
        await writeFile(file, xml);
        files.push(file);
      }
      const verdicts = await peppolVerdicts(files);
      expect(verdicts).toEqual(files.map((file) => ({ file, passes: true, findings: [] })));
    },
    patience,
  );

  it(
    'find what is broken: the judge can say no',
    async () => {
      const files = (await readdir(broken)).sort().map((name) => join(broken, name));
      const verdicts = await peppolVerdicts(files);
      expect(verdicts.map(({ file }) => file)).toEqual(files);
      for (const { file, findings } of verdicts) {
        const rule = /^(br-co|se-r)-\d+/.exec(basename(file))?.[0].toUpperCase() ?? '';
        expect(findings.join('\n')).toContain(rule);
        expect(findings).not.toEqual([]);
      }
      // How a bankgiro number is written is only warned about: it is our own check that refuses it.
      const passing = verdicts.filter(({ passes }) => passes).map(({ file }) => basename(file));
      expect(passing).toEqual([
        'se-r-008-bankgiro-dash.xml',
        'se-r-009-bankgiro-length.xml',
        'se-r-011-code56.xml',
      ]);
    },
    patience,
  );
});
