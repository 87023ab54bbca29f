/** How anybody can ask about a certificate: its code, the address of its status page, its place in the status lists. */
import type { Instant } from '../../domain/calendar/dates.ts';
import type { Dependencies } from '../dependencies.ts';
import { pageAddress } from './addresses.ts';
import { statusCode, statusPlace } from './codes.ts';

export interface Trace {
  readonly code: string;
  readonly address: string;
  /** Of the status lists, and the place in them. */
  readonly year: number;
  readonly place: number;
}

/** A status list holds what one issuer has issued in one year (UTC). */
const listYear = (at: Instant): number => new Date(at).getUTCFullYear();

/** Moments of a year (UTC), as the database compares them. */
export const yearOf = (year: number) => ({
  gte: new Date(Date.UTC(year, 0, 1)),
  lt: new Date(Date.UTC(year + 1, 0, 1)),
});

/** @returns null where there are no public pages */
export async function trace(
  { issuing, db }: Pick<Dependencies, 'issuing' | 'db'>,
  { number, issuer, at }: { readonly number: string; readonly issuer: string; readonly at: Instant },
): Promise<Trace | null> {
  if (issuing === undefined || issuing.publicUrl === '') return null;
  const code = statusCode(issuing.secret, number);
  const year = listYear(at);
  for (let attempt = 0; ; attempt += 1) {
    const place = statusPlace(issuing.secret, number, attempt);
    const taken = await db.certificate.count({
      where: { issuer, statusIndex: place, issuedAt: yearOf(year), number: { not: number } },
    });
    if (taken === 0) return { code, address: pageAddress(issuing.publicUrl, code), year, place };
  }
}
