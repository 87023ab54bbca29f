/** To whom nothing is sent, and why: the one place that knows who has left, is on leave, or has no address. */
import type { IsoDate } from '../calendar/dates.ts';
import { covers, type RespiteKind, type Span } from '../people/respites.ts';
import { inPost, type PersonRef, type Reference } from '../reference.ts';
import { goesAt, type MailMoment } from './hours.ts';
import { policyOf } from './kinds.ts';

/** @param post the person on the day of the mail, as `postOn` gives it */
export const hasLeft = (post: Pick<PersonRef, 'leftOn'>, on: IsoDate): string | undefined =>
  inPost(post, on) ? undefined : `Personen har slutat (${post.leftOn}).`;

/** Of a mail to somebody because of their duty. */
export const withoutAddress = (to: Pick<PersonRef, 'hasEmail'>): string | undefined =>
  to.hasEmail ? undefined : 'Mottagaren har ingen e-postadress.';

/** Of a mail to a person, who may be reached through their chief. */
export const unreachable = (recipient: string): string | undefined =>
  recipient === '' ? 'Varken personen eller någon chef har en e-postadress.' : undefined;

/**
 * Who is on leave on the day that a mail is about, or of a mail about no day when it would go, gets only what the rule of
 * its kind lets through (`duringLeave`).
 * @param respites of the recipient
 */
export function onLeave(
  mail: MailMoment,
  respites: readonly (Span & { readonly kind: RespiteKind })[],
  reference: Reference,
): string | undefined {
  const { calendar, rules } = reference;
  if (policyOf(mail.template, rules.messages.kinds).duringLeave) return undefined;
  const on = calendar.dateOf(mail.about ?? goesAt(mail, reference));
  const isAway = respites.some((respite) => respite.kind === 'leave' && covers(respite, on));
  return isAway ? 'Personen är tjänstledig den dagen.' : undefined;
}
