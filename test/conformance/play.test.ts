/**
 * Every document that a play makes is PDF/A-3a and PDF/UA-1, by the judgement of veraPDF, and every e-invoice keeps the
 * rules of Peppol. Plays `regions/liten`; a play that has been made is judged with
 * `LEDARRESAN_PLAY=OUTPUT_FOLDER npm run test:conformance -- play`.
 */
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { flavours, peppolVerdicts, verdicts } from '../support/judges.ts';
import { runPlay, temporaryFolder } from '../support/play.ts';

/** Four terms of a whole region are thousands of documents. */
const patience = 3_600_000;
const made = process.env.LEDARRESAN_PLAY;
let folder: Awaited<ReturnType<typeof temporaryFolder>> | undefined;
let out = resolve(made ?? '');

beforeAll(async () => {
  if (made !== undefined) return;
  folder = await temporaryFolder();
  out = join(folder.path, 'out');
  const exit = await runPlay({ out });
  expect(exit.code, exit.output).toBe(0);
}, 300_000);
afterAll(() => folder?.remove());

/** Files of the output, beside its database. */
const files = async (ending: string): Promise<string[]> =>
  (await readdir(out, { recursive: true }))
    .filter((name) => name.endsWith(ending) && !name.startsWith('.play'))
    .map((name) => join(out, name));

it(
  'veraPDF finds nothing in any of them',
  async () => {
    const pdfs = await files('.pdf');
    const kinds = new Set(pdfs.map((name) => name.slice(out.length + 1).split('/')[0]));
    expect([...kinds].sort()).toEqual(['certificates', 'compliance', 'invoices', 'proposals', 'trainer-pot']);
    for (const flavour of flavours) {
      const verdict = await verdicts(pdfs, flavour);
      expect(verdict.failed).toEqual([]);
      expect(verdict.passed).toBe(pdfs.length);
    }
  },
  patience,
);

it(
  'the official rules find nothing in its e-invoices, one for each invoice and credit note',
  async () => {
    const invoices = await files('.xml');
    const pdfs = (await files('.pdf')).filter((name) => name.startsWith(join(out, 'invoices')));
    expect(invoices.length).toBe(pdfs.length);
    const judged = await peppolVerdicts(invoices);
    expect(judged).toEqual(invoices.map((file) => ({ file, passes: true, findings: [] })));
  },
  patience,
);
