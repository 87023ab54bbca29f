/** Short phrases of which mails are put together, in the recipient's language. */
import type { CourseCode, Mandate } from '../../../domain/region.ts';
import { waitingReasonIn } from '../../../templates/mail/seatReasons.ts';
import type { Wording } from '../../../templates/mail/wording.ts';
import type { MailScene } from './scene.ts';

/** Tenths of hp as `15 av 30 hp`. */
export const creditsOfProgramme = (tenths: number, { say, reference }: MailScene): string =>
  say.creditsOf(tenths, reference.rules.certificate.programmeCreditsTenths);

/** `Kommunstyrelsen, 10 juni 2025 – § 101`. */
export function decisionOf({ decidedBy, decidedOn, reference }: Mandate, say: Wording): string {
  const decision = `${decidedBy}, ${say.date(decidedOn)}`;
  return reference === '' ? decision : `${decision} – ${reference}`;
}

/** Why somebody waits, for those who know courses by their titles and see the position beside it. */
export function waitingReason(
  place: { readonly course: CourseCode; readonly position: number; readonly reason: string },
  { reference, say }: MailScene,
): string {
  const { title } = reference.course(place.course);
  const inSwedish = place.reason
    .replace(`; reservplats ${place.position}.`, '.')
    .replaceAll(`kurs ${place.course} `, `kursen ${title} `);
  return waitingReasonIn(say.language, title, inSwedish);
}
