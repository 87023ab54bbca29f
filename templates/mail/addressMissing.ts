import type { PersonId } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';
import { inEach } from './wording.ts';

export interface AddressMissing {
  readonly personName: string;
  readonly personId: PersonId;
  /** Whoever gets the person's mails in the meantime; empty when there is nobody. */
  readonly reachedThrough: string;
}

const texts = inEach({
  sv: {
    subject: 'Komplettera e-postadress för ',
    unreachable:
      'En person saknar e-postadress, och det finns ingen chef att gå genom. Mejlen till personen går därför inte fram.',
    throughChief: 'En person saknar e-postadress. Mejlen går så länge till chefen, som får lämna dem vidare.',
    person: 'Person',
    id: 'Id',
    reachedThrough: 'Nås genom',
    next: 'Ta reda på adressen och lägg in den i personregistret.',
  },
  en: {
    subject: 'Add the email address of ',
    unreachable:
      'A person has no email address, and there is no line manager to go through. Emails to them are therefore not delivered.',
    throughChief:
      'A person has no email address. Until they have one, emails go to their line manager, who passes them on.',
    person: 'Person',
    id: 'Id',
    reachedThrough: 'Reached through',
    next: 'Find out the address and add it to the register of people.',
  },
});

export const addressMissing = mailTemplate({
  name: 'address_missing',
  version: 1,
  texts,
  subject: (t, { personId }: AddressMissing) => subjectLine(t.subject, personId),
  letter: (t, { personName, personId, reachedThrough }: AddressMissing) => ({
    blocks: [
      paragraph(reachedThrough === '' ? t.unreachable : t.throughChief),
      facts({ [t.person]: personName, [t.id]: personId, [t.reachedThrough]: reachedThrough }),
    ],
    nextStep: t.next,
  }),
});
