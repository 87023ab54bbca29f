/** Invoices and credit notes: what was booked, with lines put together so that they explain themselves. */
import { z } from 'zod';
import type { Instant } from '../../../domain/calendar/dates.ts';
import { groupBy } from '../../../domain/groupBy.ts';
import { wrongEInvoice } from '../../../domain/invoicing/agenda.ts';
import { invoiceNumber } from '../../../domain/invoicing/invoiceNumber.ts';
import { totals } from '../../../domain/invoicing/totals.ts';
import { postOn, type Reference } from '../../../domain/reference.ts';
import type { InvoicePeople, Ore, VatCategory } from '../../../domain/region.ts';
import { fromDate } from '../../../prisma/client.ts';
import type { InvoiceLineView, InvoiceView, VatSummaryView } from '../../../templates/documents/views.ts';
import type { Dependencies } from '../../dependencies.ts';
import { eInvoiceProblems } from '../../eInvoices/check.ts';
import { eInvoiceOf } from '../../eInvoices/eInvoice.ts';
import { ublText } from '../../eInvoices/ubl.ts';
import { invoiceLineSchema } from '../../invoices/account.ts';
import type { EffectRow } from '../../lives/ledger.ts';
import type { DocumentToFreeze, Refused } from '../freeze.ts';
import { loadPeople, type People } from './people.ts';
import { municipalityName, postalAddress, sellerSender } from './sender.ts';

const detail = z.object({ invoice: z.string(), attempt: z.number().default(1) });

const booked = invoiceLineSchema.extend({ creditedPosition: z.number().int(), reason: z.string() });
type BookedLine = z.infer<typeof booked>;

/**
 * The invoice's PDF and its e-invoice, which say the same. An e-invoice that does not pass our check stops both: a
 * coordinator has to look at it.
 * @param effect of kind `invoice_document`; its detail names the invoice
 * @throws RangeError when there is no such invoice, or none that it takes back, or its seller is unknown; the message names ids only
 */
export async function describeInvoice(
  deps: Dependencies,
  effect: EffectRow,
  _now: Instant,
): Promise<DocumentToFreeze | Refused> {
  const { invoice: key, attempt } = detail.parse(effect.detail);
  const reference = await deps.reference();
  const invoice = await deps.db.invoice.findUnique({ where: { key } });
  if (invoice === null) throw new RangeError(`there is no invoice ${key}`);
  const rows = await deps.db.invoiceLine.findMany({ where: { invoice: key }, orderBy: { position: 'asc' } });
  const lines = rows.map((row) => booked.parse(row));
  const seller = reference.sellers.find(({ code }) => code === invoice.seller);
  if (seller === undefined) throw new RangeError(`the region has no seller ${invoice.seller}`);
  const buyer = reference.municipality(invoice.municipality);
  const people = await loadPeople(
    deps,
    lines.flatMap(({ person }) => (person === '' ? [] : [person])),
  );
  const isCredit = invoice.kind === 'credit_note';
  const credited = isCredit
    ? await deps.db.invoice.findUniqueOrThrow({ where: { key: invoice.credits } })
    : null;
  const issuedOn = fromDate(invoice.issuedOn);
  const dueOn = fromDate(invoice.dueOn);
  const number = invoiceNumber(invoice);
  const view: InvoiceView = {
    kind: 'invoice',
    // An invoice is of the moment when it was booked, however late it is printed.
    issuedAt: invoice.issuedAt.getTime(),
    issuedOn,
    reference: number,
    sender: {
      ...sellerSender(seller, '', people.contact),
      email: seller.email,
      telephone: seller.telephone,
    },
    seller: {
      name: seller.name,
      organisationNumber: seller.organisationNumber,
      vatNumber: seller.vatNumber,
      address: postalAddress(seller),
      email: seller.email,
      telephone: seller.telephone,
      bankgiro: seller.bankgiro,
      // The region's files do not say so, and an invoice must not claim it.
      approvedForFTax: false,
    },
    buyer: {
      name: municipalityName(reference, buyer.code),
      organisationNumber: buyer.organisationNumber,
      address: buyer.invoiceEmail === '' ? [] : [buyer.invoiceEmail],
      reference: buyer.invoiceReference,
      peppolId: buyer.peppolId,
    },
    credits:
      credited === null ? null : { number: invoiceNumber(credited), date: fromDate(credited.issuedOn) },
    term: invoice.term,
    dueOn,
    paymentDays: reference.rules.invoicing.paymentDays,
    ocr: invoice.ocr,
    lines: lineViews(lines, people, reference, buyer.invoicePeople),
    vat: vatSummary(lines),
    net: ore(invoice.netOre),
    vatTotal: ore(invoice.vatOre),
    total: ore(invoice.totalOre),
    exemption: exemption(lines),
  };
  const eInvoice = ublText(eInvoiceOf(view, seller.peppolId));
  const problems = eInvoiceProblems(eInvoice, {
    kind: isCredit ? 'credit_note' : 'invoice',
    number,
    netOre: view.net,
    vatOre: view.vatTotal,
    totalOre: view.total,
  });
  if (problems.length > 0) {
    const task = `${wrongEInvoice}.${key}.${attempt}`;
    return {
      refused: `E-fakturan klarade inte granskningen: ${problems.join(' ')}`,
      facts: [{ kind: 'task_opened', subject: task, data: { key: task, kind: wrongEInvoice, subject: key } }],
    };
  }
  return {
    kind: isCredit ? 'credit_note' : 'invoice',
    subject: key,
    key: `invoice_document.${key}`,
    file: `invoices/${key}.pdf`,
    title: `${isCredit ? 'Kreditfaktura' : 'Faktura'} ${number}`,
    facts: [],
    view,
    companions: [
      {
        key: `e_invoice.${key}`,
        kind: 'e_invoice',
        file: `einvoices/${invoice.seller}/${number}.xml`,
        attachment: {
          name: `${number}.xml`,
          mediaType: 'text/xml',
          relationship: 'Alternative',
          description: `${isCredit ? 'Kreditfakturan' : 'Fakturan'} för datorer (Peppol BIS Billing 3)`,
          bytes: Buffer.from(eInvoice),
        },
      },
    ],
  };
}

function ore(amount: bigint): Ore {
  const number = Number(amount);
  if (!Number.isSafeInteger(number)) throw new RangeError('an amount is too large for an invoice');
  return number;
}

/**
 * Lines that differ in the participant only are one line with so many of them; on a credit note, as many below zero,
 * and why.
 */
function lineViews(
  lines: readonly BookedLine[],
  people: People,
  reference: Reference,
  names: InvoicePeople,
): InvoiceLineView[] {
  const same = ({ person: _person, creditedPosition: _position, ...line }: BookedLine) =>
    JSON.stringify(Object.entries(line).sort());
  return [...groupBy(lines, same).values()].flatMap((group) => {
    const [line] = group;
    if (line === undefined) return [];
    return {
      text: line.title,
      details: [
        ...(line.decision === '' ? [] : [`Obligatorisk enligt beslut: ${line.decision}`]),
        ...group
          .filter(({ person }) => person !== '')
          .map((one) => participant(one, people, reference, names)),
        ...(line.reason === '' ? [] : [`Varför: ${line.reason}`]),
      ],
      quantity: (line.creditedPosition > 0 ? -1 : 1) * group.length * line.quantity,
      unit: unitOf(line),
      unitPrice: (line.creditedPosition > 0 ? -line.amountOre : line.amountOre) / line.quantity,
      amount: group.length * line.amountOre,
      vatCategory: line.vatCategory,
      vatPercent: line.vatPercent,
      funding: line.funding,
    };
  });
}

function unitOf({ person, day, quantity }: BookedLine): string {
  if (person === '') return quantity > 1 ? 'invånare' : 'år';
  return day === 0 ? 'plats' : 'deltagardag';
}

/** Who it is, as little as the municipality wants to be told: initials, workplace and our id, or the id alone. */
function participant(
  { person: id, offering: code, day }: BookedLine,
  people: People,
  reference: Reference,
  names: InvoicePeople,
): string {
  if (names === 'id') return id;
  const offering = code === '' ? undefined : reference.offering(code);
  const date = offering?.days.find(({ number }) => day === 0 || number === day)?.date;
  const { workplace } = date === undefined ? reference.newestPost(id) : postOn(reference, id, date);
  const unit = workplace.slice(workplace.indexOf('/') + 1);
  const who = [people.initials(id), unit].filter((part) => part !== '').join(', ');
  return who === '' ? id : `${who} (${id})`;
}

/** By category and rate, as the invoice was booked. */
function vatSummary(lines: readonly BookedLine[]): VatSummaryView[] {
  const groups = groupBy(lines, ({ vatCategory, vatPercent }) => `${vatCategory} ${vatPercent}`);
  return [...groups.values()].flatMap((group) => {
    const [line] = group;
    if (line === undefined) return [];
    const { netOre, vatOre } = totals(group);
    return { category: line.vatCategory, percent: line.vatPercent, base: netOre, vat: vatOre };
  });
}

/** Why no VAT is charged. The seller answers for the category, which is a setting of the article. */
const exemptions: Readonly<Record<Exclude<VatCategory, 'S'>, string>> = {
  E: 'Ingen moms: utbildningen är undantagen från skatteplikt enligt 10 kap. mervärdesskattelagen (2023:200).',
  O: 'Ingen moms: omfattas inte av mervärdesskattelagen (2023:200).',
};

function exemption(lines: readonly BookedLine[]): string {
  const categories = new Set(lines.map(({ vatCategory }) => vatCategory));
  const reasons = (['E', 'O'] as const).filter((category) => categories.has(category));
  return reasons.map((category) => exemptions[category]).join(' ');
}
