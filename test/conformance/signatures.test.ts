/**
 * Outside judges on certificates that can be checked: pdfsig and pyHanko on the signature, veraPDF on what signing must not
 * break, openbadgeslib on the verifiable credential and its status.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAddress } from '../../activities/certification/addresses.ts';
import { credentialOf } from '../../activities/certification/credential.ts';
import { folderIssuing } from '../../activities/certification/issuing.ts';
import { sealPdf } from '../../activities/certification/sealedPdf.ts';
import { signedList } from '../../activities/certification/statusList.ts';
import { createDocumentRenderer } from '../../activities/documents/renderer.ts';
import { courseCertificate, courseDayCertificate, programmeCertificate } from '../support/documents.ts';
import { flavours, verdicts } from '../support/judges.ts';

const run = promisify(execFile);
const judge = fileURLToPath(new URL('../../conformance/certificates/run.sh', import.meta.url));
const opinion = async (...args: readonly string[]): Promise<unknown> =>
  JSON.parse((await run('sh', [judge, ...args])).stdout);
const issuer = { code: 'hda', name: 'Högskolan Dalarna' };
const folder = mkdtempSync(join(tmpdir(), 'ledarresan-signatures-'));
const views = { course: courseCertificate(), day: courseDayCertificate(), programme: programmeCertificate() };
const files = Object.keys(views).map((name) => join(folder, `${name}.pdf`));

const issuing = folderIssuing({
  ...{ publicUrl: 'https://intyg.example', secret: 'x', folder, passphrase: () => undefined, develop: true },
});

beforeAll(async () => {
  const renderer = createDocumentRenderer({ threads: 2 });
  for (const [name, view] of Object.entries(views)) {
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

  it('holds for pyHanko, which believes its certificate and sees that it covers the whole file', async () => {
    const holds = { intact: true, valid: true, trusted: true, coverage: 'ENTIRE_FILE' };
    const found = await opinion('pdf', join(folder, 'hda.cert.pem'), ...files);
    expect(found).toEqual(
      Object.fromEntries(files.map((file) => [file, { ...holds, subFilter: '/ETSI.CAdES.detached' }])),
    );
  });

  it.each(flavours)('is as archivable and accessible as before it was signed: %s', async (flavour) => {
    expect(await verdicts(files, flavour)).toEqual({ passed: files.length, failed: [], status: 0 });
  });
});

describe('a verifiable credential', () => {
  const trace = {
    code: '7K3QABCDE0',
    address: 'https://intyg.example/c/7K3QABCDE0',
    year: 2026,
    place: 4711,
  };

  /** What openbadgeslib says, given a list in which these places are set. */
  async function said(token: string, places: readonly number[]): Promise<unknown> {
    const name = { issuer: issuer.code, year: trace.year };
    const list = await signedList(issuing, issuer, name, places);
    const lists = { [listAddress(issuing.publicUrl, name)]: list };
    const file = (name: string) => join(folder, name);
    await writeFile(file('lists.json'), JSON.stringify(lists));
    await writeFile(file('credential.jwt'), token);
    await writeFile(file('key.pem'), (await issuing.signer(issuer)).certificate.publicKey);
    return opinion('credential', file('key.pem'), file('lists.json'), file('credential.jwt'));
  }

  it('is an Open Badge that holds while its list does not say otherwise', async () => {
    const token = await credentialOf(issuing, views.day, { issuer, trace });
    expect(await said(token, [trace.place + 1])).toEqual({
      ...{ refused: null, id: trace.address, issuer: 'https://intyg.example/issuers/hda' },
    });
    expect(await said(token, [trace.place])).toEqual({
      refused: expect.stringContaining("Credential status 'revocation' is set at index 4711"),
    });
    const [head = '', body = '', signature = ''] = token.split('.');
    const other = Buffer.from(Buffer.from(body, 'base64url').toString('utf8').replace('Leda', 'Laga'));
    const forged = [head, other.toString('base64url'), signature].join('.');
    expect(await said(forged, [])).toEqual({ refused: 'Invalid signature' });
  });
});
