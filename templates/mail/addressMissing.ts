import type { PersonId } from '../../domain/region.ts';
import { facts, paragraph } from './layout.ts';
import { mailTemplate, subjectLine } from './template.ts';

export interface AddressMissing {
  readonly personName: string;
  readonly personId: PersonId;
  /** Whoever gets the person's mails in the meantime; empty when there is nobody. */
  readonly reachedThrough: string;
}

export const addressMissing = mailTemplate<'address_missing', AddressMissing>({
  name: 'address_missing',
  version: 1,
  subject: ({ personId }) => subjectLine('Komplettera e-postadress för ', personId),
  letter: ({ personName, personId, reachedThrough }) => ({
    blocks: [
      paragraph(
        reachedThrough === ''
          ? 'En person saknar e-postadress, och det finns ingen chef att gå genom. Mejlen till personen går därför inte fram.'
          : 'En person saknar e-postadress. Mejlen går så länge till chefen, som får lämna dem vidare.',
      ),
      facts({ Person: personName, Id: personId, 'Nås genom': reachedThrough }),
    ],
    nextStep: 'Ta reda på adressen och lägg in den i personregistret.',
  }),
});
