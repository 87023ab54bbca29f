/** What was to be paid for against what was invoiced, line by line, and what credit notes take back. */
import { type BrokenEquation, causes, compareCounts, compareSets } from '../equations.ts';
import { groupBy } from '../groupBy.ts';
import type { Reference } from '../reference.ts';
import type { TermCode } from '../region.ts';
import { deadlines } from '../term/deadlines.ts';
import { type Books, type InvoiceLineRow, type InvoiceRow, isAboutSomebody, sumOre } from './books.ts';
import { dayKey, type History } from './history.ts';
import { type Owed, owedFor } from './owed.ts';

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
        sumOre(left),
        sumOre(right),
        `differ: ${[...differences(left, right)].map(([what, ore]) => `${what} ${ore} öre`).join(', ')}`,
      );
      // What the region leaves as it is, is no error; the lines then differ as well.
      const isLeft = members.length > 0 && differenceOf(left, right) <= thresholdOre;
      return isLeft ? [] : [...members, ...money];
    });
  });
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
