/** Every document that a play makes is PDF/A-3a and PDF/UA-1, by the judgement of veraPDF. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { flavours, verdicts } from '../support/judges.ts';
import { runPlay, temporaryFolder } from '../support/play.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  const exit = await runPlay({ out: join(folder.path, 'out') });
  expect(exit.code, exit.output).toBe(0);
}, 300_000);
afterAll(() => folder.remove());

it('veraPDF finds nothing in any of them', async () => {
  const out = join(folder.path, 'out');
  const files = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.pdf'));
  const kinds = new Set(files.map((name) => name.split('/')[0]));
  expect([...kinds].sort()).toEqual(['certificates', 'compliance', 'invoices', 'proposals']);
  for (const flavour of flavours) {
    const verdict = await verdicts(
      files.map((name) => join(out, name)),
      flavour,
    );
    expect(verdict.failed).toEqual([]);
    expect(verdict.passed).toBe(files.length);
  }
}, 600_000);
