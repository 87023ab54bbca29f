/**
 * Peppol BIS Billing 3 (UBL 2.1) as Swedish public buyers receive it: bankgiro as `SE:BANKGIRO`, OCR as payment id, parties
 * by organisation number. https://docs.peppol.eu/poacc/billing/3.0/
 */
import { decimalKronor } from '../../domain/money.ts';
import type { Ore, VatCategory } from '../../domain/region.ts';
import type { InvoiceLineView } from '../../templates/documents/views.ts';
import type { EInvoice, Party, SellerParty } from './eInvoice.ts';
import { documentText, type Element, leaf, type Part, parent } from './xml.ts';

/** Of UNTDID 1001. */
const types = { invoice: '380', credit_note: '381' } as const;
/** Credit transfer, of UNTDID 4461; what Sweden uses for bankgiro (SE-R-011 and others). */
const creditTransfer = '30';
/** One, of UN/ECE Recommendation 20: seats, participants and inhabitants have no code of their own. */
const one = 'C62';

/** Why no VAT is charged: code of VATEX and in words, as on the PDF. */
const exemptions: Readonly<Record<Exclude<VatCategory, 'S'>, { code: string; text: string }>> = {
  E: {
    code: 'VATEX-EU-132-1I',
    text: 'Undantag från skatteplikt, utbildning, 10 kap. mervärdesskattelagen (2023:200)',
  },
  O: { code: 'VATEX-EU-O', text: 'Omfattas inte av mervärdesskattelagen (2023:200)' },
};

/** @throws RangeError when a text cannot stand in XML */
export function ublText(invoice: EInvoice): string {
  const isCredit = invoice.kind === 'credit_note';
  const root = isCredit ? 'CreditNote' : 'Invoice';
  // An e-invoice outside VAT may not name the parties' VAT numbers (EN 16931, BR-O-02).
  const isOutside = invoice.lines.some(({ vatCategory }) => vatCategory === 'O');
  // A credit note says above zero what the books have below.
  const sign = isCredit ? -1 : 1;
  const amount = (name: string, ore: Ore): Element =>
    leaf(`cbc:${name}`, decimalKronor(sign * ore), { currencyID: 'SEK' });
  const content = parent(
    root,
    leaf('cbc:CustomizationID', 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'),
    leaf('cbc:ProfileID', 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'),
    leaf('cbc:ID', invoice.number),
    leaf('cbc:IssueDate', invoice.issuedOn),
    isCredit ? undefined : leaf('cbc:DueDate', invoice.dueOn),
    leaf(`cbc:${root}TypeCode`, types[invoice.kind]),
    leaf('cbc:Note', invoice.note),
    leaf('cbc:DocumentCurrencyCode', 'SEK'),
    leaf('cbc:BuyerReference', invoice.buyerReference),
    invoice.credits === null
      ? undefined
      : parent(
          'cac:BillingReference',
          parent(
            'cac:InvoiceDocumentReference',
            leaf('cbc:ID', invoice.credits.number),
            leaf('cbc:IssueDate', invoice.credits.date),
          ),
        ),
    parent('cac:AccountingSupplierParty', sellerParty(invoice.seller, isOutside)),
    parent('cac:AccountingCustomerParty', buyerParty(invoice.buyer)),
    isCredit ? undefined : paymentMeans(invoice),
    parent('cac:PaymentTerms', leaf('cbc:Note', invoice.paymentTerms)),
    parent(
      'cac:TaxTotal',
      amount('TaxAmount', invoice.vatTotal),
      invoice.vat.map(({ category, percent, base, vat }) =>
        parent(
          'cac:TaxSubtotal',
          amount('TaxableAmount', base),
          amount('TaxAmount', vat),
          taxCategory('cac:TaxCategory', category, percent, true),
        ),
      ),
    ),
    parent(
      'cac:LegalMonetaryTotal',
      amount('LineExtensionAmount', invoice.net),
      amount('TaxExclusiveAmount', invoice.net),
      amount('TaxInclusiveAmount', invoice.total),
      amount('PayableAmount', invoice.total),
    ),
    invoice.lines.map((line, index) => lineElement(line, index + 1, isCredit)),
  );
  return documentText({
    ...content,
    attributes: {
      xmlns: `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`,
      'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
      'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
    },
  });
}

function sellerParty(seller: SellerParty, isOutside: boolean): Element {
  const { contact } = seller;
  return parent(
    'cac:Party',
    endpoint(seller),
    parent('cac:PartyName', leaf('cbc:Name', seller.name)),
    postalAddress(seller.address),
    isOutside ? undefined : taxScheme(seller.vatNumber, 'VAT'),
    seller.approvedForFTax ? taxScheme('GODKÄND FÖR F-SKATT', 'TAX') : undefined,
    legalEntity(seller),
    parent(
      'cac:Contact',
      leaf('cbc:Name', contact.name),
      leaf('cbc:Telephone', contact.telephone),
      leaf('cbc:ElectronicMail', contact.email),
    ),
  );
}

/** The region's files know no postal address of a municipality: the country is enough (BR-11). */
const buyerParty = (buyer: Party): Element =>
  parent('cac:Party', endpoint(buyer), postalAddress([]), legalEntity(buyer));

function endpoint({ peppolId }: Party): Element {
  const [scheme = '', id = ''] = peppolId.split(':');
  return leaf('cbc:EndpointID', id, { schemeID: scheme });
}

/** A last line such as `791 88 Falun` is the postal code and the town. */
function postalAddress(lines: readonly string[]): Element {
  const town = /^(\d{3} ?\d{2}) +(.+)$/.exec(lines.at(-1) ?? '');
  const [street, additional, ...more] = town === null ? lines : lines.slice(0, -1);
  return parent(
    'cac:PostalAddress',
    street === undefined ? undefined : leaf('cbc:StreetName', street),
    additional === undefined ? undefined : leaf('cbc:AdditionalStreetName', additional),
    town === null ? undefined : [leaf('cbc:CityName', town[2] ?? ''), leaf('cbc:PostalZone', town[1] ?? '')],
    more.length === 0 ? undefined : parent('cac:AddressLine', leaf('cbc:Line', more.join(', '))),
    parent('cac:Country', leaf('cbc:IdentificationCode', 'SE')),
  );
}

const taxScheme = (id: string, scheme: 'VAT' | 'TAX'): Element =>
  parent('cac:PartyTaxScheme', leaf('cbc:CompanyID', id), parent('cac:TaxScheme', leaf('cbc:ID', scheme)));

const legalEntity = ({ name, organisationNumber }: Party): Element =>
  parent(
    'cac:PartyLegalEntity',
    leaf('cbc:RegistrationName', name),
    leaf('cbc:CompanyID', organisationNumber.replace('-', ''), { schemeID: '0007' }),
  );

const paymentMeans = ({ ocr, bankgiro }: EInvoice): Element =>
  parent(
    'cac:PaymentMeans',
    leaf('cbc:PaymentMeansCode', creditTransfer),
    leaf('cbc:PaymentID', ocr),
    parent(
      'cac:PayeeFinancialAccount',
      leaf('cbc:ID', bankgiro.replace('-', '')),
      parent('cac:FinancialInstitutionBranch', leaf('cbc:ID', 'SE:BANKGIRO')),
    ),
  );

function taxCategory(name: string, category: VatCategory, percent: number, withReason: boolean): Element {
  const reason = category === 'S' || !withReason ? undefined : exemptions[category];
  const why: Part =
    reason === undefined
      ? undefined
      : [leaf('cbc:TaxExemptionReasonCode', reason.code), leaf('cbc:TaxExemptionReason', reason.text)];
  return parent(
    name,
    leaf('cbc:ID', category),
    // Outside VAT there is no rate at all (BR-O-05).
    category === 'O' ? undefined : leaf('cbc:Percent', String(percent)),
    why,
    parent('cac:TaxScheme', leaf('cbc:ID', 'VAT')),
  );
}

function lineElement(line: InvoiceLineView, number: number, isCredit: boolean): Element {
  const sign = isCredit ? -1 : 1;
  const note = [...line.details, ...(line.funding === '' ? [] : [`Kan ersättas genom ${line.funding}.`])];
  return parent(
    isCredit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine',
    leaf('cbc:ID', String(number)),
    note.length === 0 ? undefined : leaf('cbc:Note', note.join('; ')),
    leaf(`cbc:${isCredit ? 'Credited' : 'Invoiced'}Quantity`, String(sign * line.quantity), {
      unitCode: one,
    }),
    leaf('cbc:LineExtensionAmount', decimalKronor(sign * line.amount), { currencyID: 'SEK' }),
    parent(
      'cac:Item',
      leaf('cbc:Name', line.text),
      taxCategory('cac:ClassifiedTaxCategory', line.vatCategory, line.vatPercent, false),
    ),
    parent('cac:Price', leaf('cbc:PriceAmount', decimalKronor(line.unitPrice), { currencyID: 'SEK' })),
  );
}
