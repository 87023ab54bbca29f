/** What certificates need beside the facts: who signs them, and where anybody can ask whether they hold. */
import type { Instant } from '../../domain/calendar/dates.ts';
import { makeDevelopmentKey } from './developmentKeys.ts';
import { KeyRefused, type Keys, readKeys } from './keys.ts';

/** Who stands behind what nobody sells. */
export const regionIssuer = 'region';

export interface Issuer {
  /** A seller's code, or `region`. */
  readonly code: string;
  readonly name: string;
}

/** A public certificate of an issuer, current or former. */
export interface IssuerCertificate {
  /** Code of the issuer. */
  readonly issuer: string;
  readonly der: Uint8Array;
  /** SHA-256 of the public key (SubjectPublicKeyInfo), base64url: names the key in addresses. */
  readonly keyId: string;
  /** The public key as SubjectPublicKeyInfo, PEM. */
  readonly publicKey: string;
}

/** Signs in the name of one issuer. The same bytes give the same signature. */
export interface Signer {
  readonly certificate: IssuerCertificate;
  /** The certificate and those that lead to its root, DER, its own first. */
  readonly chain: readonly Uint8Array[];
  /** RSASSA-PKCS1-v1_5 with SHA-256. */
  sign(data: Uint8Array): Uint8Array;
}

export interface Issuing {
  /** Base address of the public pages without a slash at its end, or empty when there are none. */
  readonly publicUrl: string;
  /** What codes, places in status lists and salts derive from; whoever has it can guess them. */
  readonly secret: string;
  /** @throws KeyRefused when the issuer has no key that can be used */
  signer(issuer: Issuer): Promise<Signer>;
  /** All certificates that signatures of the issuers are believed by, former ones too. */
  certificates(): Promise<readonly IssuerCertificate[]>;
}

export interface IssuingOptions {
  readonly publicUrl: string;
  readonly secret: string;
  /** Where the keys lie: see keys.ts. */
  readonly folder: string;
  /** Of an issuer's key; undefined for a key without one. */
  readonly passphrase: (issuer: string) => string | undefined;
  /** Whether a missing key is made, with a certificate that says that it proves nothing. */
  readonly develop: boolean;
}

/** Reads the keys when they are first needed. */
export function folderIssuing({ publicUrl, secret, folder, passphrase, develop }: IssuingOptions): Issuing {
  let keys: Promise<Keys> | undefined;
  const read = (): Promise<Keys> => {
    keys ??= readKeys(folder, passphrase);
    return keys;
  };
  const making = new Map<string, Promise<void>>();
  return {
    publicUrl,
    secret,
    async signer(issuer) {
      const found = (await read()).signers.get(issuer.code);
      if (found !== undefined) return found;
      if (!develop) {
        throw new KeyRefused(
          `${folder} has no key of ${issuer.code} (${issuer.name}); see docs/run-it-for-real.md`,
        );
      }
      const made = making.get(issuer.code) ?? makeDevelopmentKey(folder, issuer);
      making.set(issuer.code, made);
      await made;
      keys = undefined;
      const signer = (await read()).signers.get(issuer.code);
      if (signer === undefined)
        throw new KeyRefused(`${folder} has a certificate of ${issuer.code} but no key`);
      return signer;
    },
    certificates: async () => (await read()).certificates,
  };
}

/** What a signature says beside who made it. */
export interface SealedDocument {
  /** Name of the issuer, as in the signature. */
  readonly name: string;
  readonly reason: string;
  /** The moment of issue: the signature's time. */
  readonly at: Instant;
}
