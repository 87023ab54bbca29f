/**
 * A name as a credential carries it: hashed with a salt, so that whoever knows the name can confirm it and nobody can
 * read it (Open Badges 3.0, IdentityObject).
 */
import { createHash, timingSafeEqual } from 'node:crypto';

export interface HashedIdentity {
  readonly type: 'IdentityObject';
  readonly hashed: true;
  /** `sha256$` and hexadecimal digits. */
  readonly identityHash: string;
  readonly identityType: string;
  readonly salt: string;
}

/** Our own kind: the name as people type it, whatever its capitals and spaces. */
export const foldedKind = 'ext:foldedName';

/** Small letters, single spaces, letters and their marks in one. */
export const folded = (name: string): string =>
  name.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLocaleLowerCase('sv-SE');

const hashOf = (text: string, salt: string): string =>
  `sha256$${createHash('sha256')
    .update(text + salt)
    .digest('hex')}`;

/** The name as it stands on the certificate, and folded. */
export const identitiesOf = (name: string, salt: string): readonly HashedIdentity[] =>
  (
    [
      ['name', name.normalize('NFC')],
      [foldedKind, folded(name)],
    ] as const
  ).map(([identityType, text]) => ({
    type: 'IdentityObject',
    hashed: true,
    identityHash: hashOf(text, salt),
    identityType,
    salt,
  }));

/** Whether a name that somebody has typed is the one that was hashed; takes the same time either way. */
export function isNameOf(identity: Pick<HashedIdentity, 'identityHash' | 'salt'>, typed: string): boolean {
  const [given, said] = [hashOf(folded(typed), identity.salt), identity.identityHash].map((text) =>
    createHash('sha256').update(text).digest(),
  );
  return given !== undefined && said !== undefined && timingSafeEqual(given, said);
}
