/** Keys for trying things out, made where they are missing. Their certificates say that they prove nothing. */
import { webcrypto } from 'node:crypto';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';

/** Stands in the subject of each such certificate; a region that sends for real does not take it. */
export const developmentMark = 'TEST - GALLER INTE';

const oid = { commonName: '2.5.4.3', keyUsage: '2.5.29.15' };
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
/** From before the first play begins until long after the last one ends. */
const valid = { from: new Date('2025-01-01T00:00:00Z'), until: new Date('2049-12-31T23:59:59Z') };

/** Makes a key and a certificate signed by itself, where the issuer has none in the folder. */
export async function makeDevelopmentKey(
  folder: string,
  { code, name }: { readonly code: string; readonly name: string },
): Promise<void> {
  const file = (kind: string) => join(folder, `${code}.${kind}.pem`);
  if (await exists(file('cert'))) return;
  await mkdir(folder, { recursive: true });
  const { key, certificate } = await selfSigned(name);
  await writeFile(file('key'), key, { mode: 0o600 });
  await writeFile(file('cert'), certificate);
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}

async function selfSigned(name: string): Promise<{ readonly key: string; readonly certificate: string }> {
  const pair = await webcrypto.subtle.generateKey(
    { ...rsa, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ['sign', 'verify'],
  );
  const certificate = new pkijs.Certificate({
    version: 2,
    serialNumber: new asn1js.Integer({ valueHex: serialNumber().buffer }),
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
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey);
  await certificate.sign(pair.privateKey, 'SHA-256');
  return {
    key: pem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', pair.privateKey)),
    certificate: pem('CERTIFICATE', certificate.toSchema(true).toBER()),
  };
}

/** Positive, and unlike any other. */
function serialNumber(): Uint8Array<ArrayBuffer> {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes;
}

/** Digital signature and non-repudiation, and nothing else. */
const signingOnly = () =>
  new pkijs.Extension({
    extnID: oid.keyUsage,
    critical: true,
    extnValue: new asn1js.BitString({ valueHex: new Uint8Array([0xc0]).buffer, unusedBits: 6 }).toBER(),
  });

const pem = (label: string, der: ArrayBuffer): string => {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
};
