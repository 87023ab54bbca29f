/**
 * Our own strict check of an e-invoice, on the bytes that would leave: that it has exactly the elements that we write, in
 * their order, that its amounts agree to the öre, and that every number with a check digit holds. The official rules
 * (EN 16931, Peppol BIS 3) are run in the conformance tests; they neither check OCR nor bankgiro numbers.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { isGln, isOrganisationNumber, luhnHolds } from '../../domain/checkDigits.ts';
import { isOcr } from '../../domain/invoicing/ocr.ts';
import { totals } from '../../domain/invoicing/totals.ts';
import { type Ore, vatCategories } from '../../domain/region.ts';

/** What the books say of the same invoice. */
export interface Booked {
  readonly kind: 'invoice' | 'credit_note';
  readonly number: string;
  readonly netOre: Ore;
  readonly vatOre: Ore;
  readonly totalOre: Ore;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
  isArray: (name) =>
    ['cac:PartyTaxScheme', 'cac:TaxSubtotal', 'cac:InvoiceLine', 'cac:CreditNoteLine'].includes(name),
});

/**
 * @param booked compares the amounts with the books too
 * @returns what is wrong, a Swedish sentence each; empty when it may be released
 */
export function eInvoiceProblems(xml: string, booked?: Booked): string[] {
  const wellFormed = XMLValidator.validate(xml);
  if (wellFormed !== true) return [`Filen är inte välformad XML: ${wellFormed.err.msg}`];
  const root: unknown = parser.parse(xml);
  const parsed = file.safeParse(root);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => `${issue.path.join('/') || 'Filen'}: ${issue.message}`);
  }
  const document = parsed.data.Invoice ?? parsed.data.CreditNote;
  if (document === undefined) return ['Filen är varken en faktura eller en kreditfaktura.'];
  return [...partyProblems(document), ...paymentProblems(document), ...amountProblems(document, booked)];
}

// ── The shape ──────────────────────────────────────────────────────────────────────────────────────────

/** An element with exactly these children, in this order. */
const element = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .unknown()
    .superRefine((value, context) => {
      const order = Object.keys(shape);
      // The parser puts attributes last.
      const places = Object.keys(typeof value === 'object' && value !== null ? value : {})
        .filter((name) => !name.startsWith('@_'))
        .map((name) => order.indexOf(name))
        .filter((place) => place >= 0);
      if (places.some((place, index) => place < (places[index - 1] ?? 0))) {
        context.addIssue({ code: 'custom', message: 'elementen står i fel ordning' });
      }
    })
    .pipe(z.strictObject(shape));

const text = z.string().min(1);
const date = z.iso.date();
const amount = z
  .strictObject({
    '#text': z.string().regex(/^\d{1,13}\.\d{2}$/, 'inget belopp med två decimaler'),
    '@_currencyID': z.literal('SEK'),
  })
  .transform((value) => Number(value['#text'].replace('.', '')));

const vatScheme = element({ 'cbc:ID': z.literal('VAT') });
const taxId = element({
  'cbc:CompanyID': text,
  'cac:TaxScheme': element({ 'cbc:ID': z.enum(['VAT', 'TAX']) }),
});
const endpoint = z.strictObject({ '#text': text, '@_schemeID': z.enum(['0007', '0088']) });
const legalId = z.strictObject({ '#text': text, '@_schemeID': z.literal('0007') });
const address = element({
  'cbc:StreetName': text.optional(),
  'cbc:AdditionalStreetName': text.optional(),
  'cbc:CityName': text.optional(),
  'cbc:PostalZone': text.optional(),
  'cac:AddressLine': element({ 'cbc:Line': text }).optional(),
  'cac:Country': element({ 'cbc:IdentificationCode': z.literal('SE') }),
});
const party = element({
  'cac:Party': element({
    'cbc:EndpointID': endpoint,
    'cac:PartyName': element({ 'cbc:Name': text }).optional(),
    'cac:PostalAddress': address,
    'cac:PartyTaxScheme': z.array(taxId).optional(),
    'cac:PartyLegalEntity': element({ 'cbc:RegistrationName': text, 'cbc:CompanyID': legalId }),
    'cac:Contact': element({
      'cbc:Name': text.optional(),
      'cbc:Telephone': text.optional(),
      'cbc:ElectronicMail': z.email().optional(),
    }).optional(),
  }),
});
const category = z.enum(vatCategories);
const percent = z.string().regex(/^\d{1,2}$/);
const quantity = z.strictObject({ '#text': z.string().regex(/^\d{1,9}$/), '@_unitCode': text });
const beforeQuantity = { 'cbc:ID': text, 'cbc:Note': text.optional() } as const;
const afterQuantity = {
  'cbc:LineExtensionAmount': amount,
  'cac:Item': element({
    'cbc:Name': text,
    'cac:ClassifiedTaxCategory': element({
      'cbc:ID': category,
      'cbc:Percent': percent.optional(),
      'cac:TaxScheme': vatScheme,
    }),
  }),
  'cac:Price': element({ 'cbc:PriceAmount': amount }),
} as const;
const rest = z.object(afterQuantity);
const lineOf = (count: z.output<typeof quantity>, row: z.output<typeof rest>) => {
  const tax = row['cac:Item']['cac:ClassifiedTaxCategory'];
  return {
    quantity: Number(count['#text']),
    amount: row['cbc:LineExtensionAmount'],
    price: row['cac:Price']['cbc:PriceAmount'],
    category: tax['cbc:ID'],
    percent: tax['cbc:Percent'],
  };
};
const invoiceLine = element({
  ...beforeQuantity,
  'cbc:InvoicedQuantity': quantity,
  ...afterQuantity,
}).transform((row) => lineOf(row['cbc:InvoicedQuantity'], row));
const creditNoteLine = element({
  ...beforeQuantity,
  'cbc:CreditedQuantity': quantity,
  ...afterQuantity,
}).transform((row) => lineOf(row['cbc:CreditedQuantity'], row));

const head = {
  '@_xmlns': text,
  '@_xmlns:cac': text,
  '@_xmlns:cbc': text,
  'cbc:CustomizationID': z.literal(
    'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
  ),
  'cbc:ProfileID': z.literal('urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'),
  'cbc:ID': text,
  'cbc:IssueDate': date,
} as const;
const parties = { 'cac:AccountingSupplierParty': party, 'cac:AccountingCustomerParty': party } as const;
const paymentMeans = element({
  'cbc:PaymentMeansCode': z.union([text, z.strictObject({ '#text': text, '@_name': text })]),
  'cbc:PaymentID': text,
  'cac:PayeeFinancialAccount': element({
    'cbc:ID': text,
    'cac:FinancialInstitutionBranch': element({ 'cbc:ID': z.enum(['SE:BANKGIRO', 'SE:PLUSGIRO']) }),
  }),
});
const sums = {
  'cac:PaymentTerms': element({ 'cbc:Note': text }),
  'cac:TaxTotal': element({
    'cbc:TaxAmount': amount,
    'cac:TaxSubtotal': z
      .array(
        element({
          'cbc:TaxableAmount': amount,
          'cbc:TaxAmount': amount,
          'cac:TaxCategory': element({
            'cbc:ID': category,
            'cbc:Percent': percent.optional(),
            'cbc:TaxExemptionReasonCode': text.optional(),
            'cbc:TaxExemptionReason': text.optional(),
            'cac:TaxScheme': vatScheme,
          }),
        }),
      )
      .min(1),
  }),
  'cac:LegalMonetaryTotal': element({
    'cbc:LineExtensionAmount': amount,
    'cbc:TaxExclusiveAmount': amount,
    'cbc:TaxInclusiveAmount': amount,
    'cbc:PayableAmount': amount,
  }),
} as const;
const currency = { 'cbc:DocumentCurrencyCode': z.literal('SEK'), 'cbc:BuyerReference': text } as const;

const invoice = element({
  ...head,
  'cbc:DueDate': date,
  'cbc:InvoiceTypeCode': z.literal('380'),
  'cbc:Note': text.optional(),
  ...currency,
  ...parties,
  'cac:PaymentMeans': paymentMeans,
  ...sums,
  'cac:InvoiceLine': z.array(invoiceLine).min(1),
}).transform((read) => ({
  ...common(read),
  kind: 'invoice' as const,
  dueOn: read['cbc:DueDate'],
  payment: read['cac:PaymentMeans'],
  lines: read['cac:InvoiceLine'],
}));

const creditNote = element({
  ...head,
  'cbc:CreditNoteTypeCode': z.literal('381'),
  'cbc:Note': text.optional(),
  ...currency,
  'cac:BillingReference': element({
    'cac:InvoiceDocumentReference': element({ 'cbc:ID': text, 'cbc:IssueDate': date }),
  }),
  ...parties,
  ...sums,
  'cac:CreditNoteLine': z.array(creditNoteLine).min(1),
}).transform((read) => ({
  ...common(read),
  kind: 'credit_note' as const,
  dueOn: undefined,
  payment: undefined,
  lines: read['cac:CreditNoteLine'],
}));

const commonShape = z.object({ ...head, ...parties });
type Common = z.output<typeof commonShape> & {
  readonly 'cac:TaxTotal': z.output<(typeof sums)['cac:TaxTotal']>;
  readonly 'cac:LegalMonetaryTotal': z.output<(typeof sums)['cac:LegalMonetaryTotal']>;
};
const common = (read: Common) => ({
  number: read['cbc:ID'],
  issuedOn: read['cbc:IssueDate'],
  seller: read['cac:AccountingSupplierParty']['cac:Party'],
  buyer: read['cac:AccountingCustomerParty']['cac:Party'],
  tax: read['cac:TaxTotal'],
  total: read['cac:LegalMonetaryTotal'],
});

const file = z.strictObject({
  '?xml': z.unknown(),
  Invoice: invoice.optional(),
  CreditNote: creditNote.optional(),
});
type Document = z.output<typeof invoice> | z.output<typeof creditNote>;

// ── What the numbers must be ───────────────────────────────────────────────────────────────────────────

function partyProblems({ seller, buyer, lines }: Document): string[] {
  const problems: string[] = [];
  for (const [who, one] of [
    ['Säljarens', seller],
    ['Köparens', buyer],
  ] as const) {
    const id = one['cac:PartyLegalEntity']['cbc:CompanyID']['#text'];
    if (!isOrganisationNumber(`${id.slice(0, 6)}-${id.slice(6)}`)) {
      problems.push(`${who} organisationsnummer ${id} stämmer inte.`);
    }
    const { '#text': address, '@_schemeID': scheme } = one['cbc:EndpointID'];
    const holds =
      scheme === '0088' ? isGln(address) : isOrganisationNumber(`${address.slice(0, 6)}-${address.slice(6)}`);
    if (!holds) problems.push(`${who} Peppol-id ${scheme}:${address} stämmer inte.`);
    for (const { 'cbc:CompanyID': tax, 'cac:TaxScheme': of } of one['cac:PartyTaxScheme'] ?? []) {
      if (of['cbc:ID'] === 'VAT' && tax !== `SE${id}01`) {
        problems.push(`${who} momsnummer ${tax} hör inte till organisationsnumret.`);
      }
      if (of['cbc:ID'] === 'TAX' && tax !== 'GODKÄND FÖR F-SKATT') {
        problems.push(`${who} uppgift om F-skatt ska lyda ”GODKÄND FÖR F-SKATT”.`);
      }
    }
  }
  const hasVatNumber = (seller['cac:PartyTaxScheme'] ?? []).some(
    (one) => one['cac:TaxScheme']['cbc:ID'] === 'VAT',
  );
  const isOutside = lines.some((row) => row.category === 'O');
  if (isOutside && lines.some((row) => row.category !== 'O'))
    problems.push('Det som ligger utanför momsen måste stå på en egen faktura.');
  if (isOutside === hasVatNumber)
    problems.push(
      isOutside ? 'En faktura utanför momsen får inte ha momsnummer.' : 'Säljarens momsnummer saknas.',
    );
  return problems;
}

function paymentProblems({ payment, issuedOn, dueOn }: Document): string[] {
  if (payment === undefined) return [];
  const problems: string[] = [];
  const code = payment['cbc:PaymentMeansCode'];
  if ((typeof code === 'string' ? code : code['#text']) !== '30')
    problems.push('Betalsättet ska vara 30 (kontoöverföring).');
  const { 'cbc:ID': account, 'cac:FinancialInstitutionBranch': branch } =
    payment['cac:PayeeFinancialAccount'];
  const form = branch['cbc:ID'] === 'SE:BANKGIRO' ? /^\d{7,8}$/ : /^\d{2,8}$/;
  if (!form.test(account) || !luhnHolds(account)) {
    const giro = branch['cbc:ID'] === 'SE:BANKGIRO' ? 'Bankgironumret' : 'Plusgironumret';
    problems.push(`${giro} ${account} stämmer inte.`);
  }
  if (!isOcr(payment['cbc:PaymentID'])) problems.push(`OCR-numret ${payment['cbc:PaymentID']} stämmer inte.`);
  if (dueOn !== undefined && dueOn < issuedOn) problems.push('Förfallodagen ligger före fakturadagen.');
  return problems;
}

const rates = { S: ['6', '12', '25'], E: ['0'], O: [undefined] } as const;

function amountProblems({ kind, number, lines, tax, total }: Document, booked: Booked | undefined): string[] {
  const problems: string[] = [];
  const same = (what: string, stands: number, should: number): void => {
    if (stands !== should) problems.push(`${what} är ${stands} öre men ska vara ${should} öre.`);
  };
  const priced = lines.map((row) => ({
    amountOre: row.amount,
    vatCategory: row.category,
    vatPercent: Number(row.percent ?? 0),
  }));
  lines.forEach((row, index) => {
    same(`Rad ${index + 1}`, row.amount, row.quantity * row.price);
    const allowed: readonly (string | undefined)[] = rates[row.category];
    if (!allowed.includes(row.percent))
      problems.push(`Rad ${index + 1} har momssatsen ${row.percent ?? 'ingen'} i kategori ${row.category}.`);
  });
  const sum = totals(priced);
  same('Radernas summa', total['cbc:LineExtensionAmount'], sum.netOre);
  same('Summan utan moms', total['cbc:TaxExclusiveAmount'], sum.netOre);
  same('Momsen', tax['cbc:TaxAmount'], sum.vatOre);
  same('Summan med moms', total['cbc:TaxInclusiveAmount'], sum.totalOre);
  same('Beloppet att betala', total['cbc:PayableAmount'], sum.totalOre);

  const groups = new Set(lines.map((row) => `${row.category} ${row.percent ?? ''}`));
  const subtotals = tax['cac:TaxSubtotal'];
  for (const subtotal of subtotals) {
    const { 'cbc:ID': of, 'cbc:Percent': rate, ...why } = subtotal['cac:TaxCategory'];
    const group = priced.filter(
      (_, index) => lines[index]?.category === of && lines[index]?.percent === rate,
    );
    if (!groups.delete(`${of} ${rate ?? ''}`))
      problems.push(`Momsen i kategori ${of} ${rate ?? ''} har inga rader.`);
    const part = totals(group);
    same(`Underlaget i kategori ${of}`, subtotal['cbc:TaxableAmount'], part.netOre);
    same(`Momsen i kategori ${of}`, subtotal['cbc:TaxAmount'], part.vatOre);
    if ((of === 'S') !== (why['cbc:TaxExemptionReasonCode'] === undefined))
      problems.push(`Skälet till momsfrihet passar inte kategori ${of}.`);
  }
  if (groups.size > 0) problems.push('Momssammanställningen saknar en kategori.');

  if (booked !== undefined) {
    if (kind !== booked.kind || number !== booked.number)
      problems.push(`Filen är ${number}, men fakturan heter ${booked.number}.`);
    const sign = kind === 'credit_note' ? -1 : 1;
    same('Bokfört belopp utan moms', sum.netOre, sign * booked.netOre);
    same('Bokförd moms', sum.vatOre, sign * booked.vatOre);
    same('Bokfört belopp', total['cbc:PayableAmount'], sign * booked.totalOre);
  }
  return problems;
}

/** What an e-invoice that we have made comes to; below zero for a credit note. */
export function payableOre(xml: string): Ore {
  const { Invoice, CreditNote } = file.parse(parser.parse(xml));
  const amount = (Invoice ?? CreditNote)?.total['cbc:PayableAmount'];
  if (amount === undefined) throw new RangeError('the file is no e-invoice');
  return CreditNote === undefined ? amount : -amount;
}
