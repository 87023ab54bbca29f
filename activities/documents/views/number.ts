/** Numbers of documents: made from what the document is about, so that the same one has the same number for ever. */
import { stableHash } from '../../../domain/stableHash.ts';

/** Without letters that are taken for digits, or for one another. */
export const clearAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const checkLength = 4;
/** What stands in the place of an offering in the number of a programme certificate. */
export const programmeNumber = 'PROGRAM';

/**
 * A certificate's number: its key and four characters that catch a slip of the pen.
 * A version after the first has a number of its own, `…/p-017/2/…`.
 * `certificate.HT2026-1b-1.p-017` becomes `HT2026-1b-1/p-017/7K3Q`, `certificate.programme.p-017` becomes
 * `PROGRAM/p-017/…`.
 */
export function certificateNumber(offering: string, person: string, version = 1): string {
  const subject = `${offering === '' ? programmeNumber : offering}/${person}${version > 1 ? `/${version}` : ''}`;
  let rest = stableHash(subject);
  let check = '';
  while (check.length < checkLength) {
    check += clearAlphabet.charAt(rest % clearAlphabet.length);
    rest = Math.floor(rest / clearAlphabet.length);
  }
  return `${subject}/${check}`;
}

/** `proposal.HT2026.2081-c01` as `NOM-HT2026/2081-c01`. */
export const proposalReference = (term: string, chief: string): string => `NOM-${term}/${chief}`;

/** Of the period `heads.2026-09` or a date: `UPP-2026-09/2081-h1`. */
export const reportReference = (period: string, recipient: string): string =>
  `UPP-${period.replace(/^[a-z]+\./, '')}/${recipient}`;
