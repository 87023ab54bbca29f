/** Keys for trying things out, made where they are missing. Their certificates say that they prove nothing. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  randomUUID,
  webcrypto,
} from 'node:crypto';
import { access, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/** Stands in the subject of each such certificate; a worker that sends for real does not take it. */
export const developmentMark = 'TEST - GALLER INTE';

const oid = { commonName: '2.5.4.3', keyUsage: '2.5.29.15' };
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
/** From before the first play begins until long after the last one ends. */
const valid = { from: new Date('2025-01-01T00:00:00Z'), until: new Date('2049-12-31T23:59:59Z') };

/**
 * Makes a key and a certificate signed by itself, where the issuer has none in the folder. Processes that do so at once
 * end with the same: the first key stays, and its certificate follows from it.
 */
export async function makeDevelopmentKey(
  folder: string,
  { code, name }: { readonly code: string; readonly name: string },
): Promise<void> {
  const file = (kind: string) => join(folder, `${code}.${kind}.pem`);
  if (await exists(file('cert'))) return;
  await mkdir(folder, { recursive: true });
  const partial = join(folder, `${code}.${randomUUID()}.part`);
  if (!(await exists(file('key')))) {
    await writeFile(partial, await newKey(), { mode: 0o600 });
    await link(partial, file('key')).catch(unlessThere);
    await rm(partial);
  }
  await writeFile(partial, await selfSigned(name, await readFile(file('key'), 'utf8')));
  await rename(partial, file('cert'));
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}

async function newKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The same for the same name and key: its number is taken from the key. */
async function selfSigned(name: string, key: string): Promise<string> {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const certificate = new pkijs.Certificate({
    version: 2,
    serialNumber: new asn1js.Integer({ valueHex: serialNumber(spki) }),
  });
  for (const subject of [certificate.subject, certificate.issuer]) {
    subject.typesAndValues.push(
      new pkijs.AttributeTypeAndValue({
        type: oid.commonName,
        value: new asn1js.Utf8String({ value: `${developmentMark}: ${name}` }),
      }),
    );
  }
  certificate.notBefore = new pkijs.Time({ value: valid.from });
  certificate.notAfter = new pkijs.Time({ value: valid.until });
  certificate.extensions = [signingOnly()];
  certificate.subjectPublicKeyInfo = pkijs.PublicKeyInfo.fromBER(new Uint8Array(spki).buffer);
  const pkcs8 = createPrivateKey(key).export({ type: 'pkcs8', format: 'der' });
  const signing = await webcrypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), rsa, false, ['sign']);
  await certificate.sign(signing, 'SHA-256');
  const lines =
    Buffer.from(certificate.toSchema(true).toBER())
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** Positive, and unlike that of any other key. */
function serialNumber(spki: Uint8Array): ArrayBuffer {
  const bytes = new Uint8Array(createHash('sha256').update(spki).digest().subarray(0, 16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.buffer;
}

/** Digital signature and non-repudiation, and nothing else. */
const signingOnly = () =>
  new pkijs.Extension({
    extnID: oid.keyUsage,
    critical: true,
    extnValue: new asn1js.BitString({ valueHex: new Uint8Array([0xc0]).buffer, unusedBits: 6 }).toBER(),
  });
