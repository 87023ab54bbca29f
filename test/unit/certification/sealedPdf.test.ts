import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDevelopmentKey } from '../../../activities/certification/developmentKeys.ts';
import { folderIssuing, type Signer } from '../../../activities/certification/issuing.ts';
import { isDevelopment, KeyRefused, readKeys } from '../../../activities/certification/keys.ts';
import { CannotSeal, checkPdf, sealPdf } from '../../../activities/certification/sealedPdf.ts';
import { createDocumentRenderer } from '../../../activities/documents/renderer.ts';
import { courseCertificate } from '../../support/documents.ts';
import { keptKeys, testIssuing } from '../../support/issuing.ts';
import { readSignedPdf } from '../../support/signedPdf.ts';

const issuer = { code: 'hda', name: 'Högskolan Dalarna' };
const about = { name: issuer.name, reason: 'Intyg utfärdat', at: Date.parse('2027-01-18T06:00:00Z') };
let folder = '';
let signer: Signer;
let other: Signer;
let pdf: Uint8Array;
let sealed: Uint8Array;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ledarresan-keys-'));
  [signer, other] = await Promise.all([testIssuing().signer(issuer), testIssuing('others').signer(issuer)]);
  const renderer = createDocumentRenderer({ threads: 1 });
  pdf = await renderer.render(courseCertificate());
  await renderer.close();
  sealed = sealPdf(pdf, signer, about);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a signed certificate', () => {
  it('is what was rendered with a PAdES signature after it, by a second opinion', () => {
    expect(Buffer.from(sealed.subarray(0, pdf.length)).equals(Buffer.from(pdf))).toBe(true);
    expect(readSignedPdf(sealed)).toEqual({
      subject: 'CN=TEST - GALLER INTE: Högskolan Dalarna',
      ...{
        coversAll: true,
        digestHolds: true,
        signatureHolds: true,
        namesCertificate: true,
        saysTime: false,
      },
      ...{ subFilter: 'ETSI.CAdES.detached', revisions: 2 },
    });
  });

  it('is the same each time it is signed', () => {
    expect(Buffer.from(sealPdf(pdf, signer, about)).equals(Buffer.from(sealed))).toBe(true);
  });

  it('holds for its own certificate and nobody else’s', () => {
    expect(checkPdf(sealed)).toEqual({ holds: true, certificate: Buffer.from(signer.certificate.der) });
    const found = checkPdf(sealPdf(pdf, other, about));
    expect(found.holds && Buffer.from(found.certificate).equals(Buffer.from(signer.certificate.der))).toBe(
      false,
    );
  });

  it('holds no more when any one bit of it is another', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.nat(7), (at, bit) => {
        const changed = Uint8Array.from(sealed);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        const found = checkPdf(changed);
        expect(found.holds).toBe(false);
        expect(found.holds === false && found.why).not.toBe('unsigned');
      }),
      { numRuns: 120 },
    );
  });

  it('holds no more when its signature is written in another way', () => {
    const text = Buffer.from(sealed).toString('latin1');
    const last = text.lastIndexOf('00>');
    const small = text.replace(/<3082[0-9A-F]+>/, (hex) => hex.toLowerCase());
    for (const changed of [small, `${text.slice(0, last)}01>${text.slice(last + 3)}`, `${text}\n`]) {
      expect(checkPdf(Buffer.from(changed, 'latin1'))).toEqual({ holds: false, why: 'not_whole' });
    }
  });

  it('is not one that nobody has signed, and is not signed twice', () => {
    expect(checkPdf(pdf)).toEqual({ holds: false, why: 'unsigned' });
    expect(() => sealPdf(sealed, signer, about)).toThrow(CannotSeal);
  });
});

describe('keys', () => {
  it('made for trying things out say so, are made once, and by several at once only one', async () => {
    const place = join(folder, 'made');
    await Promise.all([makeDevelopmentKey(place, issuer), makeDevelopmentKey(place, issuer)]);
    const { signers, certificates } = await readKeys(place, () => undefined);
    expect([...signers.keys()]).toEqual(['hda']);
    expect(certificates.map(isDevelopment)).toEqual([true]);
    await rm(join(place, 'hda.cert.pem'));
    await makeDevelopmentKey(place, issuer);
    expect((await readKeys(place, () => undefined)).certificates).toEqual(certificates);
    // A former certificate is believed and signs nothing.
    await rename(join(place, 'hda.cert.pem'), join(place, 'hda.2026.cert.pem'));
    const former = await readKeys(place, () => undefined);
    expect([former.signers.size, former.certificates]).toEqual([0, certificates]);
  });

  it('that are missing or belong to others are refused', async () => {
    const place = join(folder, 'mixed');
    await mkdir(place);
    await copyFile(join(keptKeys('ours'), 'hda.key.pem'), join(place, 'hda.key.pem'));
    await copyFile(join(keptKeys('others'), 'hda.cert.pem'), join(place, 'hda.cert.pem'));
    await expect(readKeys(place, () => undefined)).rejects.toThrow(KeyRefused);
    const strict = folderIssuing({
      ...{
        publicUrl: '',
        secret: '',
        folder: join(folder, 'none'),
        passphrase: () => undefined,
        develop: false,
      },
    });
    await expect(strict.signer(issuer)).rejects.toThrow(/no key of hda/);
  });

  it('with a passphrase need the right one', async () => {
    const place = join(folder, 'locked');
    await mkdir(place);
    const key = createPrivateKey(await readFile(join(keptKeys('ours'), 'hda.key.pem'), 'utf8'));
    const locked = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'sesam' });
    await writeFile(join(place, 'hda.key.pem'), locked);
    await copyFile(join(keptKeys('ours'), 'hda.cert.pem'), join(place, 'hda.cert.pem'));
    expect((await readKeys(place, () => 'sesam')).signers.size).toBe(1);
    await expect(readKeys(place, () => 'fel')).rejects.toThrow('SIGNING_PASSPHRASE_HDA');
  });
});
