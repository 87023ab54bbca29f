/** Outside judges on signed certificates: poppler's pdfsig for the signature, veraPDF for what signing must not break. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderIssuing } from '../../activities/certification/issuing.ts';
import { sealPdf } from '../../activities/certification/sealedPdf.ts';
import { createDocumentRenderer } from '../../activities/documents/renderer.ts';
import { courseCertificate, courseDayCertificate, programmeCertificate } from '../support/documents.ts';
import { flavours, verdicts } from '../support/judges.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'ledarresan-signatures-'));
const views = { course: courseCertificate(), day: courseDayCertificate(), programme: programmeCertificate() };
const files = Object.keys(views).map((name) => join(folder, `${name}.pdf`));

beforeAll(async () => {
  const issuing = folderIssuing({
    ...{ publicUrl: '', secret: '', folder, passphrase: () => undefined, develop: true },
  });
  const renderer = createDocumentRenderer({ threads: 2 });
  for (const [name, view] of Object.entries(views)) {
    const issuer = { code: 'hda', name: view.sender.name };
    const about = { name: issuer.name, reason: 'Intyg utfärdat', at: view.issuedAt };
    const pdf = sealPdf(await renderer.render(view), await issuing.signer(issuer), about);
    await writeFile(join(folder, `${name}.pdf`), pdf);
    const changed = Uint8Array.from(pdf);
    changed[2000] = (changed[2000] ?? 0) ^ 1;
    await writeFile(join(folder, `${name}.changed.pdf`), changed);
  }
  await renderer.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const judged = async (file: string): Promise<string> =>
  run('pdfsig', [file]).then(
    ({ stdout }) => stdout,
    // It ends with another status for a signature that does not hold.
    (error: { stdout?: string }) => error.stdout ?? '',
  );

describe('a signed certificate', () => {
  it('holds for pdfsig, and covers the whole file', async () => {
    for (const file of files) {
      const said = await judged(file);
      expect(said).toContain('Signature is Valid.');
      expect(said).toContain('ETSI.CAdES.detached');
      expect(said).toContain('Total document signed');
    }
  });

  it('does not hold when a byte of it is another', async () => {
    for (const file of files) {
      expect(await judged(file.replace('.pdf', '.changed.pdf'))).toMatch(/Digest Mismatch|Signature has not/);
    }
  });

  it.each(flavours)('is as archivable and accessible as before it was signed: %s', async (flavour) => {
    expect(await verdicts(files, flavour)).toEqual({ passed: files.length, failed: [], status: 0 });
  });
});
