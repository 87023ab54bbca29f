/** Short Swedish phrases of which mails are put together; with ordinary spaces, which plain text can break. */
import type { Reference } from '../../../domain/reference.ts';
import type { CourseCode, Mandate } from '../../../domain/region.ts';
import {
  creditsNumber,
  credits as creditsText,
  longDate,
  nbsp,
} from '../../../templates/documents/format.ts';

const plain = (text: string): string => text.replaceAll(nbsp, ' ');

/** Tenths of hp as `7,5 hp`. */
export const credits = (tenths: number): string => plain(creditsText(tenths));

/** Tenths of hp as `15 av 30 hp`. */
export function creditsOfProgramme(tenths: number, { rules }: Reference): string {
  return `${plain(creditsNumber(tenths))} av ${credits(rules.certificate.programmeCreditsTenths)}`;
}

/** `Kommunstyrelsen, 10 juni 2025 – § 101`. */
export function decisionOf({ decidedBy, decidedOn, reference }: Mandate): string {
  const decision = `${decidedBy}, ${plain(longDate(decidedOn))}`;
  return reference === '' ? decision : `${decision} – ${reference}`;
}

/** `8 september 2026`. */
export const dateOf = (isoDate: string): string => plain(longDate(isoDate));

/** Why somebody waits, for those who know courses by their titles and see the position beside it. */
export function waitingReason(
  place: { readonly course: CourseCode; readonly position: number; readonly reason: string },
  reference: Reference,
): string {
  return place.reason
    .replace(`; reservplats ${place.position}.`, '.')
    .replaceAll(`kurs ${place.course} `, `kursen ${reference.course(place.course).title} `);
}
