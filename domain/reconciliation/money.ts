/** What was to be paid for against what was invoiced, and what invoices, e-invoices and vouchers come to. */
import { vouchersOf } from '../accounting/vouchers.ts';
import type { IsoDate } from '../calendar/dates.ts';
import { type BrokenEquation, causes, compareCounts, compareSets } from '../equations.ts';
import { groupBy } from '../groupBy.ts';
import { findFee } from '../invoicing/fees.ts';
import { payerOf } from '../invoicing/payer.ts';
import { yearlyCostsOn, yearOfCosts } from '../invoicing/yearly.ts';
import { cooperates, postOn, type Reference } from '../reference.ts';
import type {
  CourseCode,
  MunicipalityCode,
  OfferingCode,
  PersonId,
  SellerCode,
  TermCode,
} from '../region.ts';
import { deadlines } from '../term/deadlines.ts';
import type { Books, InvoiceLineRow, InvoiceRow } from './books.ts';
import { dayKey, type History, isTakenAway, newestSpell } from './history.ts';

interface Owed {
  readonly seller: SellerCode;
  readonly municipality: MunicipalityCode;
  readonly what: string;
  readonly amountOre: number;
}

/** With the course day, empty for a seat, and the part of the fee that goes to its trainer pot. */
interface OwedFee extends Owed {
  readonly day: string;
  readonly trainerPotOre: number;
}

/** What is to be paid for by the log: a seat a person and term, and each person present on a course day. */
export function owedFor(term: TermCode, history: History, reference: Reference): OwedFee[] {
  const { freeWithdrawalUntil } = deadlines(reference, term);
  const owed: OwedFee[] = [];
  const owe = (
    course: CourseCode,
    on: IsoDate,
    municipality: MunicipalityCode,
    person: PersonId,
    day = '',
  ) => {
    const { priceArticle } = reference.course(course);
    if (priceArticle === '' || municipality === '') return;
    const fee = findFee(reference.fees, priceArticle, on);
    // Without a fee nothing can have been invoiced; the missing line is then what the equation shows.
    const what = `${day === '' ? 'seat' : day} ${person}`;
    const { seller = '', amount = 0, trainerPot = 0 } = fee ?? {};
    owed.push({ seller, municipality, what, day, amountOre: amount, trainerPotOre: trainerPot });
  };
  const paying = new Set<PersonId>();
  const kinds = new Map(
    reference.offeringsOf(term).map(({ code, course }) => [code, reference.course(course).kind]),
  );
  for (const spell of history.spells) {
    const { offering, person, endedOn, state } = spell;
    if (kinds.get(offering) !== 'programme' || paying.has(person) || isTakenAway(state)) continue;
    if (endedOn !== undefined && endedOn <= freeWithdrawalUntil) continue;
    paying.add(person);
    const payer = payerOf({ ...spell, term }, reference);
    owe(reference.offering(offering).course, reference.term(term).start, payer, person);
  }
  const guests = payersOfGuests(history);
  for (const { code, course, days } of reference.offeringsOf(term)) {
    if (kinds.get(code) !== 'course_day') continue;
    for (const { number, date } of days) {
      for (const person of history.present.get(dayKey(code, number)) ?? []) {
        const payer =
          newestSpell(history, code, person)?.municipality ?? guests.get(`${code} ${person}`) ?? '';
        const municipality = payer === '' ? postOn(reference, person, date).municipality : payer;
        owe(course, date, municipality, person, dayKey(code, number));
      }
    }
  }
  return owed;
}

/** By offering and person: who makes up a day there is paid for by the municipality of the seat at home. */
function payersOfGuests(history: History): ReadonlyMap<string, MunicipalityCode> {
  // The first booking holds when there are several.
  const bookings = [...history.madeUp].toSorted(([a], [b]) => (a < b ? 1 : -1));
  return new Map(
    bookings.flatMap(([missed, instead]): [string, MunicipalityCode][] => {
      const [home = '', person = ''] = missed.split(' ');
      const spell = newestSpell(history, offeringOf(home), person);
      return spell === undefined ? [] : [[`${offeringOf(instead)} ${person}`, spell.municipality]];
    }),
  );
}

interface Charged extends Owed {
  readonly isCredit: boolean;
}

/** Öre owed and not charged (below zero: charged and not owed), by seat or day; those that agree are left out. */
function differences(owed: readonly Owed[], charged: readonly Owed[]): ReadonlyMap<string, number> {
  const rest = new Map<string, number>();
  for (const { what, amountOre } of owed) rest.set(what, (rest.get(what) ?? 0) + amountOre);
  for (const { what, amountOre } of charged) rest.set(what, (rest.get(what) ?? 0) - amountOre);
  return new Map([...rest].filter(([, ore]) => ore !== 0));
}

/** Öre that would have to be exchanged, in either direction, line by line. */
const differenceOf = (owed: readonly Owed[], charged: readonly Owed[]): number =>
  [...differences(owed, charged).values()].reduce((total, amount) => total + Math.abs(amount), 0);

type Between = (one: Owed) => string;

function whyNotInvoiced(what: string, of: string, charged: readonly Charged[], between: Between): string {
  const lines = charged.filter((line) => line.what === what);
  if (lines.some((line) => line.isCredit && between(line) === of))
    return 'credited, and still to be paid for';
  const elsewhere = lines.find((line) => between(line) !== of);
  return elsewhere === undefined ? 'on no invoice of the term' : `invoiced as ${between(elsewhere)} instead`;
}

function whyNotOwed(
  what: string,
  of: string,
  owed: readonly Owed[],
  history: History,
  reference: Reference,
  term: TermCode,
  between: Between,
): string {
  const payers = owed.filter((one) => one.what === what).map(between);
  if (payers.includes(of)) return 'invoiced more than once';
  if (payers[0] !== undefined) return `to be paid for as ${payers[0]}`;
  const [about = '', person = ''] = what.split(' ');
  if (about !== 'seat') {
    const isPresent = history.present.get(about)?.includes(person) === true;
    return isPresent ? 'the course costs nothing' : 'not present when the day was registered last';
  }
  const spell = history.spells.findLast(
    (one) => one.person === person && reference.offering(one.offering).term === term,
  );
  if (spell === undefined) return 'no seat was given in the term';
  const { freeWithdrawalUntil } = deadlines(reference, term);
  return spell.endedOn === undefined
    ? 'the course costs nothing'
    : `${spell.state} on ${spell.endedOn}; free until ${freeWithdrawalUntil}`;
}

/** Each line of a credit note takes back a line of an invoice between the same two, all of it, and only once. */
export function creditEquationsOfLines(invoices: readonly InvoiceRow[]): BrokenEquation[] {
  const place = (invoice: string, { position = 0, person, offering, day }: InvoiceLineRow) =>
    `${invoice} line ${position}: ${person} ${offering} ${day}`;
  const between = ({ seller, municipality, term }: InvoiceRow) => `${term}.${seller}.${municipality}`;
  const credited = invoices.flatMap((note) =>
    note.lines
      .filter(({ creditedInvoice = '' }) => creditedInvoice !== '')
      .map((line) => ({
        at: `${between(note)} ${place(line.creditedInvoice ?? '', { ...line, position: line.creditedPosition ?? 0 })}`,
        amountOre: line.amountOre,
      })),
  );
  const wanted = new Set(credited.map(({ at }) => at));
  const found = invoices.flatMap((invoice) =>
    invoice.lines
      .filter(({ creditedInvoice = '' }) => creditedInvoice === '')
      .map((line) => ({ at: `${between(invoice)} ${place(invoice.key, line)}`, amountOre: -line.amountOre }))
      .filter(({ at }) => wanted.has(at)),
  );
  const text = ({ at, amountOre }: { readonly at: string; readonly amountOre: number }) =>
    `${at} ${amountOre} öre`;
  return compareSets(
    'lines of credit notes = lines that they take back',
    '',
    found.map(text),
    credited.map(text),
    causes(
      'the line is taken back with another amount',
      'it takes back no line that is left: another invoice or amount, or taken back before',
    ),
  );
}

export function invoiceLineEquations(
  books: Books,
  history: History,
  reference: Reference,
  terms: readonly TermCode[],
): BrokenEquation[] {
  return terms.flatMap((term) => {
    const owed = owedFor(term, history, reference);
    const charged = books.invoices
      .filter((invoice) => invoice.term === term)
      .flatMap(({ seller, municipality, lines }) =>
        lines.filter(isAboutSomebody).map(
          ({ person, offering, day, amountOre, creditedInvoice = '' }): Charged => ({
            seller,
            municipality,
            what: day === 0 ? `seat ${person}` : `${dayKey(offering, day)} ${person}`,
            amountOre,
            isCredit: creditedInvoice !== '',
          }),
        ),
      );
    const between = ({ seller, municipality }: Owed) => `${term}.${seller}.${municipality}`;
    const expected = groupBy(owed, between);
    const actual = groupBy(charged, between);
    const { thresholdOre } = reference.rules.invoicing.corrections;
    return [...new Set([...expected.keys(), ...actual.keys()])].sort().flatMap((of) => {
      const left = expected.get(of) ?? [];
      const right = actual.get(of) ?? [];
      const taken = right.filter(({ isCredit }) => isCredit);
      // What is credited counts with what is owed: invoiced − credited = owed.
      const members = compareSets(
        'invoice lines − credited lines = seats to be paid for + participants on course days',
        of,
        [...left, ...taken].map(({ what }) => what),
        right.filter(({ isCredit }) => !isCredit).map(({ what }) => what),
        (what, side) =>
          side === 'missing'
            ? whyNotInvoiced(what, of, charged, between)
            : whyNotOwed(what, of, owed, history, reference, term, between),
      );
      const money = compareCounts(
        'invoiced − credited (öre) = fees of what is to be paid for',
        of,
        sum(left),
        sum(right),
        `differ: ${[...differences(left, right)].map(([what, ore]) => `${what} ${ore} öre`).join(', ')}`,
      );
      // What the region leaves as it is, is no error; the lines then differ as well.
      const isLeft = members.length > 0 && differenceOf(left, right) <= thresholdOre;
      return isLeft ? [] : [...members, ...money];
    });
  });
}

const isAboutSomebody = ({ person }: InvoiceLineRow): boolean => person !== '';

/** A year's costs: every municipality that takes part pays each of them once, and shares add up to what is shared. */
export function yearlyEquations(
  invoices: readonly InvoiceRow[],
  reference: Reference,
  terms: readonly TermCode[],
): BrokenEquation[] {
  return terms.flatMap((term) => {
    const year = yearOfCosts(term, reference);
    const lines = invoices
      .filter((invoice) => invoice.term === term)
      .flatMap(({ municipality, seller, lines: all }) =>
        all.filter((line) => !isAboutSomebody(line)).map((line) => ({ ...line, municipality, seller })),
      );
    const fees =
      year === undefined
        ? []
        : reference.fees.filter((fee) => fee.year === year && fee.basis !== 'participant');
    const on = year === undefined ? '' : yearlyCostsOn(year, reference);
    const paying = reference.municipalities.filter(({ code }) => cooperates(reference, code, on));
    const isCredit = ({ creditedInvoice = '' }: InvoiceLineRow) => creditedInvoice !== '';
    const text = (of: { seller: string; municipality: string; article: string }) =>
      `${of.seller} ${of.municipality} ${of.article}`;
    return [
      ...compareSets(
        'yearly lines − credited lines = municipalities that take part',
        term,
        [
          ...fees.flatMap(({ article, seller }) =>
            paying.map(({ code }) => text({ seller, municipality: code, article })),
          ),
          ...lines.filter(isCredit).map(text),
        ],
        lines.filter((line) => !isCredit(line)).map(text),
        causes(
          'the municipality takes part in the year, and no line that stands asks for the cost',
          'asked for more than once, or of a municipality that takes no part in the year',
        ),
      ),
      ...fees.flatMap((fee) => {
        const own = lines.filter(({ article }) => article === fee.article);
        const inhabitants = own.reduce(
          (count, line) => count + (isCredit(line) ? -line.quantity : line.quantity),
          0,
        );
        const expected = fee.basis === 'shared' ? fee.amount : fee.amount * inhabitants;
        return compareCounts(
          'yearly costs (öre) = fee × inhabitants, or what is shared',
          `${term} ${fee.article}`,
          expected,
          sum(own),
          fee.basis === 'shared'
            ? 'shares do not add up to what is shared'
            : `the lines say ${inhabitants} inhabitants`,
        );
      }),
    ];
  });
}

/** The offering of a course day's key. */
const offeringOf = (day: string): OfferingCode => day.slice(0, day.indexOf('#'));

const sum = (rows: readonly { readonly amountOre: number }[]) =>
  rows.reduce((total, { amountOre }) => total + amountOre, 0);

/** A credit is rounded as what it credits. */
const halfAwayFromZero = (amount: number): number =>
  amount < 0 ? 0 - Math.round(-amount) : Math.round(amount);

export function totalEquations(invoice: InvoiceRow): BrokenEquation[] {
  const net = sum(invoice.lines);
  const rates = groupBy(invoice.lines, ({ vatCategory, vatPercent }) => `${vatCategory} ${vatPercent}`);
  let vat = 0;
  for (const lines of rates.values())
    vat += halfAwayFromZero((sum(lines) * (lines[0]?.vatPercent ?? 0)) / 100);
  const compare = (equation: string, expected: number, actual: number, what: string) =>
    compareCounts(
      equation,
      invoice.key,
      expected,
      actual,
      `the stored ${what} is not that of the stored lines`,
    );
  return [
    ...compare('sum of lines (öre) = net amount of the invoice', net, invoice.netOre, 'net amount'),
    ...compare('VAT of the lines (öre) = VAT of the invoice', vat, invoice.vatOre, 'VAT'),
    ...compare('net + VAT (öre) = total of the invoice', net + vat, invoice.totalOre, 'total'),
  ];
}

/** Every invoice of a term that is done was printed and made an e-invoice, and each e-invoice says its total. */
export function eInvoiceEquations(
  { invoices, eInvoices, documents, ledger }: Books,
  terms: readonly TermCode[],
): BrokenEquation[] {
  const totals = new Map(invoices.map(({ key, totalOre }) => [key, totalOre]));
  const frozen = new Set(documents.map(({ key }) => key));
  const status = new Map(ledger.map((row) => [row.key, row.status]));
  const papers = invoices
    .filter(({ term }) => terms.includes(term))
    .flatMap(({ key }) => [`invoice_document.${key}`, `e_invoice.${key}`]);
  return [
    ...compareSets(
      'invoices = printed invoices = e-invoices',
      '',
      papers,
      papers.filter((key) => frozen.has(key)),
      (key) => {
        const printing = key.replace(/^e_invoice\./, 'invoice_document.');
        return `the step that makes both is ${status.get(printing) ?? 'not in the ledger'}`;
      },
    ),
    ...eInvoices.flatMap(({ invoice, payableOre }) =>
      compareCounts(
        'total of the invoice (öre) = payable of its e-invoice',
        invoice,
        totals.get(invoice) ?? 0,
        payableOre,
        totals.has(invoice) ? 'the e-invoice says another total' : 'there is no such invoice',
      ),
    ),
  ];
}

/**
 * The accounting file: every voucher balances, what stands on the receivable account is what is left to pay, and what is
 * owed to municipalities is what they were credited for trainers.
 */
export function accountingEquations(
  { invoices, payments, shares }: Books,
  reference: Reference,
): BrokenEquation[] {
  const vouchers = vouchersOf({ invoices, payments, shares }, reference.rules.accounting);
  const { receivable, trainerPot } = reference.rules.accounting;
  const unbalanced = vouchers.flatMap(({ seller, text, entries }) =>
    compareCounts(
      'entries of a voucher add up to 0 (öre)',
      `${seller} ${text}`,
      0,
      sum(entries),
      entries.map(({ account, amountOre }) => `${account} ${amountOre}`).join(', '),
    ),
  );
  const sellers = [...new Set([...invoices, ...payments, ...shares].map(({ seller }) => seller))].sort();
  return [
    ...unbalanced,
    ...sellers.flatMap((seller) => {
      const own = vouchers.filter((voucher) => voucher.seller === seller);
      const on = (account: string, isOfPot: boolean) =>
        own
          .filter(({ series }) => (series === 'U') === isOfPot)
          .flatMap(({ entries }) => entries.filter((entry) => entry.account === account));
      const invoiced = invoices.filter((row) => row.seller === seller).map(({ totalOre }) => totalOre);
      const paid = payments
        .filter((row) => row.seller === seller && row.invoice !== '')
        .map(({ amountOre }) => amountOre);
      const total = (amounts: readonly number[]) => amounts.reduce((all, one) => all + one, 0);
      return [
        ...compareCounts(
          'invoiced − credited − paid (öre) = receivables in the accounting file',
          seller,
          total(invoiced) - total(paid),
          sum(on(receivable, false)),
          'a voucher books another amount as a receivable than its invoice or payment says',
        ),
        ...compareCounts(
          'credited for trainers (öre) = owed for them in the accounting file',
          seller,
          sum(shares.filter((row) => row.seller === seller).flatMap(({ lines }) => lines)),
          -sum(on(trainerPot.owed, true)),
          'a voucher books another amount as owed than the lines of its statement come to',
        ),
      ];
    }),
  ];
}

/** Numbers of a seller and year are 1, 2, 3 …, and the counter stands at the last. */
export function numberEquations(books: Books): BrokenEquation[] {
  const series = ({ seller, year }: { readonly seller: string; readonly year: number }) =>
    `${seller} ${year}`;
  const issued = groupBy(books.invoices, series);
  const counters = new Map(books.counters.map((counter) => [series(counter), counter.last]));
  return [...new Set([...issued.keys(), ...counters.keys()])].sort().flatMap((of) => {
    const last = counters.get(of) ?? 0;
    return compareSets(
      'invoice numbers have no gaps',
      of,
      Array.from({ length: last }, (_, index) => String(index + 1)),
      (issued.get(of) ?? []).map(({ number }) => String(number)),
      causes(
        'the number was counted, and no invoice has it',
        'given more than once, or beyond what was counted',
      ),
    );
  });
}
