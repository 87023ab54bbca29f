/** Agenda items for mails: one place that decides who receives a mail and what its row looks like. */
import type { AgendaItem } from './agenda.ts';
import type { Instant } from './calendar/dates.ts';
import { goesAt } from './messages/hours.ts';
import { unreachable, withoutAddress } from './messages/silence.ts';
import { mailRecipient, postOn, type Reference } from './reference.ts';
import type { PersonId } from './region.ts';

export interface MailWish {
  readonly template: string;
  /** What follows the template's name in the key. */
  readonly subjectKey: string;
  readonly dueAt: Instant;
  readonly usefulUntil: Instant | null;
  readonly rule: string;
  readonly reason: string;
  readonly detail?: Readonly<Record<string, string | number>>;
  /** The nearest moment that it is about, where that counts: see `AgendaItem`. */
  readonly about?: Instant | undefined;
  readonly suppressed?: string | undefined;
}

function item(
  wish: MailWish,
  to: Pick<AgendaItem, 'person' | 'municipality' | 'recipient'>,
): AgendaItem<'mail'> {
  return {
    kind: 'mail',
    key: `${wish.template}.${wish.subjectKey}`,
    dueAt: wish.dueAt,
    usefulUntil: wish.usefulUntil,
    rule: wish.rule,
    reason: wish.reason,
    template: wish.template,
    detail: wish.detail ?? {},
    ...to,
    ...(wish.about === undefined ? {} : { about: wish.about }),
    ...(wish.suppressed === undefined ? {} : { suppressed: wish.suppressed }),
  };
}

/** A mail about a person to that person, or to their chief when they have no address. */
export function mailToPerson(reference: Reference, person: PersonId, wish: MailWish): AgendaItem<'mail'> {
  const on = reference.calendar.dateOf(goesAt(wish, reference));
  const { recipient, via } = mailRecipient(reference, person, on);
  const { municipality } = postOn(reference, person, on);
  const suppressed = wish.suppressed ?? unreachable(recipient);
  return item(
    { ...wish, suppressed, detail: { ...wish.detail, ...(via ? { via: person } : {}) } },
    { person, municipality, recipient },
  );
}

/** A mail to someone because of their duty (chief, head, trainer, coordinator), possibly about another person. */
export function mailToRole(
  reference: Reference,
  recipient: PersonId,
  about: PersonId | '',
  wish: MailWish,
): AgendaItem<'mail'> {
  const to = reference.person(recipient);
  const suppressed = wish.suppressed ?? withoutAddress(to);
  const person = about === '' ? recipient : about;
  const { municipality } = postOn(reference, person, reference.calendar.dateOf(goesAt(wish, reference)));
  return item({ ...wish, suppressed }, { person, municipality, recipient });
}
