/**
 * The keys that documents are signed with: a folder with `ISSUER.key.pem` and `ISSUER.cert.pem` (its own certificate
 * first, then those that lead to the root). Certificates that were used before stay as `ISSUER.NAME.cert.pem`, so that
 * what they signed is still believed.
 */
import { createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { developmentMark } from './developmentKeys.ts';
import type { IssuerCertificate, Signer } from './issuing.ts';

/** A key or certificate cannot be used; the message says which file and why. */
export class KeyRefused extends Error {
  override readonly name = 'KeyRefused';
}

export interface Keys {
  readonly signers: ReadonlyMap<string, Signer>;
  readonly certificates: readonly IssuerCertificate[];
}

export const keyFile = (issuer: string): string => `${issuer}.key.pem`;
/** The setting that holds the passphrase of an issuer's key. */
export const passphraseVariable = (issuer: string): string =>
  `SIGNING_PASSPHRASE_${issuer.toUpperCase().replaceAll('-', '_')}`;

export const certificateFile = (issuer: string): string => `${issuer}.cert.pem`;

/**
 * @param folder may be missing: then there are no keys
 * @param passphrase of the issuer's key; undefined for a key without one
 * @throws KeyRefused
 */
export async function readKeys(
  folder: string,
  passphrase: (issuer: string) => string | undefined,
): Promise<Keys> {
  const names = (await namesIn(folder)).toSorted();
  const signers = new Map<string, Signer>();
  const certificates: IssuerCertificate[] = [];
  for (const name of names) {
    const issuer = /^(?<issuer>[a-z0-9-]+)(?:\.[\w-]+)?\.cert\.pem$/.exec(name)?.groups?.issuer;
    if (issuer === undefined) continue;
    const chain = readChain(name, await readFile(join(folder, name), 'utf8'));
    const own = chain[0];
    if (own === undefined) throw new KeyRefused(`${name} holds no certificate`);
    const certificate = describe(issuer, own);
    certificates.push(certificate);
    if (name !== certificateFile(issuer) || !names.includes(keyFile(issuer))) continue;
    const key = readKey(await readFile(join(folder, keyFile(issuer)), 'utf8'), issuer, passphrase(issuer));
    if (!own.checkPrivateKey(key)) {
      throw new KeyRefused(`${keyFile(issuer)} is not the key of ${name}; put the two that belong together`);
    }
    signers.set(issuer, {
      certificate,
      chain: chain.map(({ raw }) => new Uint8Array(raw)),
      sign: (data) => new Uint8Array(sign('sha256', data, key)),
    });
  }
  return { signers, certificates };
}

/** Whether it was made for trying things out: its subject says that it proves nothing. */
export const isDevelopment = ({ der }: IssuerCertificate): boolean =>
  new X509Certificate(der).subject.includes(developmentMark);

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function readChain(name: string, text: string): X509Certificate[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  try {
    return blocks.map((block) => new X509Certificate(block));
  } catch {
    throw new KeyRefused(`${name} holds a certificate that cannot be read`);
  }
}

/** RSA only: its signatures (PKCS #1 v1.5) are the same each time, so that a step that runs again changes nothing. */
function readKey(pem: string, issuer: string, passphrase: string | undefined): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase });
  } catch {
    throw new KeyRefused(
      `${keyFile(issuer)} cannot be read; is its passphrase in ${passphraseVariable(issuer)} right?`,
    );
  }
  if (key.asymmetricKeyType !== 'rsa') throw new KeyRefused(`${keyFile(issuer)} is no RSA key`);
  return key;
}

function describe(issuer: string, certificate: X509Certificate): IssuerCertificate {
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return {
    issuer,
    der: new Uint8Array(certificate.raw),
    keyId: createHash('sha256').update(spki).digest('base64url'),
    publicKey: certificate.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}
