/** Invoices, credit notes, payments and shares of the trainer pot as vouchers of double-entry bookkeeping. */
import type { IsoDate } from '../calendar/dates.ts';
import { groupBy } from '../groupBy.ts';
import { totals } from '../invoicing/totals.ts';
import { type Ore, type SellerCode, type VatCategory, vatCategories } from '../region.ts';
import type { Rules } from '../rules.ts';

export interface BookedInvoice {
  readonly key: string;
  /** invoice or credit_note */
  readonly kind: string;
  readonly seller: SellerCode;
  readonly year: number;
  readonly number: number;
  readonly municipality: string;
  readonly issuedOn: IsoDate;
  /** Below zero for a credit note. */
  readonly totalOre: Ore;
  readonly lines: readonly {
    readonly article: string;
    readonly amountOre: Ore;
    readonly vatCategory: string;
    readonly vatPercent: number;
  }[];
}

export interface Payment {
  readonly seller: SellerCode;
  readonly reference: string;
  /** Key of the invoice; empty when nobody knows. */
  readonly invoice: string;
  readonly amountOre: Ore;
  readonly paidOn: IsoDate;
}

/** A municipality is credited its shares of the trainer pot. */
export interface BookedShares {
  readonly key: string;
  readonly seller: SellerCode;
  readonly year: number;
  readonly number: number;
  readonly municipality: string;
  readonly issuedOn: IsoDate;
  /** Below zero when more was credited before than there was to credit. */
  readonly amountOre: Ore;
}

export interface Booked {
  readonly invoices: readonly BookedInvoice[];
  readonly payments: readonly Payment[];
  readonly shares: readonly BookedShares[];
}

export interface Entry {
  readonly account: string;
  /** Debit above zero, credit below. */
  readonly amountOre: Ore;
}

export interface Voucher {
  readonly seller: SellerCode;
  /** `F` invoices and credit notes, `B` payments, `U` shares of the trainer pot (utbildarpotten). */
  readonly series: 'F' | 'B' | 'U';
  /** Of an invoice or a statement of shares its own number; 0 for a payment, which gets one where the file is read. */
  readonly number: number;
  readonly date: IsoDate;
  readonly text: string;
  /** They add up to 0. */
  readonly entries: readonly Entry[];
}

type Accounts = Rules['accounting'];

/** One voucher for each invoice, credit note, payment and statement of shares, by seller, series, date, number and text. */
export function vouchersOf({ invoices, payments, shares }: Booked, accounts: Accounts): Voucher[] {
  return [
    ...invoices.map((invoice) => invoiceVoucher(invoice, accounts)),
    ...payments.map((payment) => paymentVoucher(payment, accounts)),
    ...shares.map((statement) => sharesVoucher(statement, accounts)),
  ].toSorted(
    (a, b) =>
      compare(a.seller, b.seller) ||
      compare(a.series, b.series) ||
      compare(a.date, b.date) ||
      a.number - b.number ||
      compare(a.text, b.text),
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function invoiceVoucher(invoice: BookedInvoice, accounts: Accounts): Voucher {
  const { seller, number, lines, totalOre, municipality } = invoice;
  const text = `${invoice.kind === 'credit_note' ? 'Kreditfaktura' : 'Faktura'} ${number} kommun ${municipality}`;
  const revenue = groupBy(lines, (line) => revenueAccount(line, accounts));
  // VAT is worked out for each rate on the sum of its lines, as on the invoice.
  const rates = groupBy(lines, ({ vatCategory, vatPercent }) => `${vatCategory} ${vatPercent}`);
  const vat = [...rates.values()].flatMap((group) => {
    const amount = totals(group.map((line) => ({ ...line, vatCategory: category(line.vatCategory) }))).vatOre;
    return amount === 0
      ? []
      : [{ account: vatAccount(group[0]?.vatPercent ?? 0, accounts), amountOre: -amount }];
  });
  return {
    seller,
    series: 'F',
    number,
    date: invoice.issuedOn,
    text,
    entries: [
      { account: accounts.receivable, amountOre: totalOre },
      ...[...revenue]
        .toSorted(([a], [b]) => compare(a, b))
        .map(([account, group]) => ({
          account,
          amountOre: -group.reduce((sum, { amountOre }) => sum + amountOre, 0),
        })),
      ...vat,
    ],
  };
}

/** @throws RangeError for one that there is not */
function category(text: string): VatCategory {
  const found = vatCategories.find((one) => one === text);
  if (found === undefined) throw new RangeError(`there is no VAT category ${text}`);
  return found;
}

const revenueAccount = (
  { article, vatCategory }: { readonly article: string; readonly vatCategory: string },
  { revenue, revenueByArticle }: Accounts,
): string => revenueByArticle[article] ?? revenue[category(vatCategory)];

function vatAccount(percent: number, { vat }: Accounts): string {
  switch (percent) {
    case 25:
      return vat['25'];
    case 12:
      return vat['12'];
    case 6:
      return vat['6'];
    default:
      throw new RangeError(`there is no account for VAT of ${percent} %`);
  }
}

function paymentVoucher(payment: Payment, accounts: Accounts): Voucher {
  const { seller, invoice, reference, amountOre, paidOn } = payment;
  const text = `Betalning ${reference}${invoice === '' ? '' : ` av ${invoice}`}`;
  const other = invoice === '' ? accounts.unknown : accounts.receivable;
  return {
    seller,
    series: 'B',
    number: 0,
    date: paidOn,
    text,
    entries: [
      { account: accounts.bank, amountOre },
      { account: other, amountOre: -amountOre },
    ],
  };
}

/** What is owed to the municipality, until it is paid out in the accounts. */
function sharesVoucher(statement: BookedShares, { trainerPot }: Accounts): Voucher {
  const { seller, number, issuedOn, municipality, amountOre } = statement;
  return {
    seller,
    series: 'U',
    number,
    date: issuedOn,
    text: `Utbildarpott ${number} kommun ${municipality}`,
    entries: [
      { account: trainerPot.cost, amountOre },
      { account: trainerPot.owed, amountOre: -amountOre },
    ],
  };
}
