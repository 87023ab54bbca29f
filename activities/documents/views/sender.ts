/** Who sends a document, and the words for those who receive one. */
import type { IsoDate } from '../../../domain/calendar/dates.ts';
import { formalName } from '../../../domain/formalName.ts';
import { findFee } from '../../../domain/invoicing/fees.ts';
import type { PersonRef, Reference } from '../../../domain/reference.ts';
import type { Mandate, MunicipalityCode, Seller } from '../../../domain/region.ts';
import type { DecisionView, SenderView } from '../../../templates/documents/views.ts';
import type { Contact } from './people.ts';

/** The cooperation that runs the programme. */
export const regionSender = (reference: Reference, contact: Contact): SenderView => ({
  name: reference.senderName,
  unit: `Ledarskapsutbildningen i ${reference.name}`,
  address: [],
  contactName: contact.name,
  email: contact.email,
  telephone: contact.telephone,
});

/**
 * The one who holds a course and is paid for it. Questions still go to the region's contact.
 * @param unit second line of the letterhead; empty for none
 */
export const sellerSender = (seller: Seller, unit: string, contact: Contact): SenderView => ({
  name: seller.name,
  unit,
  address: postalAddress(seller),
  contactName: contact.name,
  email: contact.email,
  telephone: contact.telephone,
});

/** An address whose first line only repeats the name is told without it. */
export const postalAddress = ({ name, address }: Seller): readonly string[] =>
  address.filter((line) => line !== name);

export const titleOf = ({ role }: PersonRef): string =>
  role === 'head_of_social_services' ? 'Socialchef' : 'Verksamhetschef';

/** The formal name, as on letters and invoices; empty for people of the region, who belong to no municipality. */
export const municipalityName = (reference: Reference, code: MunicipalityCode | ''): string =>
  code === '' ? '' : formalName(reference.municipality(code).name);

export const decisionView = (mandate: Mandate): DecisionView => ({
  decidedOn: mandate.decidedOn,
  decidedBy: mandate.decidedBy,
  reference: mandate.reference,
  roles: mandate.roles,
  quotaPerYear: mandate.quotaPerYear,
  startWithinMonths: mandate.startWithinMonths,
  completeWithinMonths: mandate.completeWithinMonths,
  validFrom: mandate.validFrom,
  validTo: mandate.validTo === '' ? null : mandate.validTo,
});

/** @throws RangeError when the region has never had a fee for the article */
export function sellerOf(reference: Reference, article: string, on: IsoDate): Seller {
  const fee =
    findFee(reference.fees, article, on) ?? reference.fees.filter((one) => one.article === article).at(-1);
  const seller = reference.sellers.find(({ code }) => code === fee?.seller);
  if (seller === undefined) throw new RangeError(`no seller of article "${article}" on ${on}`);
  return seller;
}
