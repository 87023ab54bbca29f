/** A certificate by what stands on it. */
import { attestationKey } from '../../domain/journey/certificates.ts';
import type { Database, Transaction } from '../../prisma/client.ts';
import type { Certificate } from '../../prisma/generated/client.ts';
import { programmeNumber } from '../documents/views/number.ts';

/**
 * @param number of one version, or the beginning that all versions share: `HT2026-1b-1/2081-m01`, meaning the newest
 * @returns null when there is none
 */
export async function newestCertificate(
  reader: Database | Transaction,
  number: string,
): Promise<Certificate | null> {
  return (
    (await reader.certificate.findFirst({ where: { number } })) ??
    (await reader.certificate.findFirst({
      where: { key: { in: keysFor(number) } },
      orderBy: { version: 'desc' },
    }))
  );
}

/** Keys of the certificates whose numbers begin so: of an offering, of a web course, or of the programme. */
function keysFor(beginning: string): string[] {
  const [what = '', person = '', ...more] = beginning.split('/');
  if (more.length > 0) return [];
  return what === programmeNumber
    ? [`certificate.programme.${person}`]
    : [`certificate.${what}.${person}`, attestationKey(what, person)];
}
