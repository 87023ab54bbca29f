/**
 * What facts change after an invoice was issued. An invoice is never edited: the difference between what is owed now and
 * what was invoiced becomes credit notes for lines that are owed no more, and additional invoices for those that are
 * owed and were not invoiced.
 */
import type { Instant, IsoDate } from '../calendar/dates.ts';
import { groupBy } from '../groupBy.ts';
import type { Reference } from '../reference.ts';
import type { MunicipalityCode, Ore, SellerCode, VatCategory } from '../region.ts';
import type { Charge, InvoiceLine } from './lines.ts';
import { type Account, courseDaysOwed, freeUntil, seatsOwed, yearlyOwed } from './owed.ts';

/** A line of an invoice that no credit note has taken back. */
export interface StandingLine {
  /** Key of the invoice, and the line's place in it, from 1. */
  readonly invoice: string;
  readonly position: number;
  readonly seller: SellerCode;
  readonly municipality: MunicipalityCode;
  readonly line: InvoiceLine;
}

/** A line to be taken back, with the reason as a Swedish sentence without names. */
export interface CreditedLine extends StandingLine {
  readonly reason: string;
}

export interface Corrections {
  readonly credits: readonly CreditedLine[];
  readonly additions: readonly Charge[];
}

/** Which of the term's first invoices have been issued; what has not been invoiced yet needs no correction. */
export interface Invoiced {
  readonly seats: boolean;
  readonly courseDays: boolean;
  readonly yearly: boolean;
}

/**
 * The difference. Lines are the same when they are between the same two, about the same person and the same seat or
 * day, at the same price; their words, funding and decision do not matter. What a seller and a municipality would
 * exchange stays as it is while it comes to no more than the region's threshold (the sum of all amounts, in öre,
 * whatever their direction), and so for 0 only what costs nothing.
 * @throws UnknownReference when a fee is missing
 */
export function corrections(
  account: Account,
  invoiced: Invoiced,
  standing: readonly StandingLine[],
  reference: Reference,
): Corrections {
  const owed = [
    ...(invoiced.seats ? seatsOwed(account, reference) : []),
    ...(invoiced.courseDays ? courseDaysOwed(account, reference) : []),
    ...(invoiced.yearly ? yearlyOwed(account, reference) : []),
  ];
  const unmatched = new Map([...groupBy(owed, same)].map(([key, charges]) => [key, [...charges]]));
  const credits: CreditedLine[] = [];
  for (const line of standing) {
    const isOwed = unmatched.get(same(line))?.pop() !== undefined;
    if (!isOwed) credits.push({ ...line, reason: reasonFor(line, owed, account, reference) });
  }
  const additions = [...unmatched.values()].flat();
  const exchanged = groupBy([...credits, ...additions], between);
  const isWorthIt = (one: Charge): boolean =>
    (exchanged.get(between(one)) ?? []).reduce((sum, { line }) => sum + Math.abs(line.amountOre), 0) >
    reference.rules.invoicing.corrections.thresholdOre;
  return { credits: credits.filter(isWorthIt), additions: additions.filter(isWorthIt) };
}

interface Between {
  readonly seller: SellerCode;
  readonly municipality: MunicipalityCode;
}

const between = ({ seller, municipality }: Between): string => `${seller} ${municipality}`;

interface Priced {
  readonly person: string;
  readonly offering: string;
  readonly day: number;
  readonly article: string;
  readonly quantity: number;
  readonly amountOre: Ore;
  readonly vatCategory: VatCategory;
  readonly vatPercent: number;
}

const same = ({ seller, municipality, line }: Between & { readonly line: Priced }): string => {
  const { person, offering, day, article, vatCategory, vatPercent } = line;
  const price = person === '' ? yearlyPrice(line) : line.amountOre;
  return [seller, municipality, person, offering, day, article, price, vatCategory, vatPercent].join(' ');
};

/** A year is paid for by the inhabitants of its invoice: new figures of them change the next one. */
const yearlyPrice = ({ quantity, amountOre }: Priced): Ore | '' => (quantity > 1 ? amountOre / quantity : '');

/** Why a line that was invoiced is owed no more. */
function reasonFor(
  { municipality, line }: StandingLine,
  owed: readonly Charge[],
  account: Account,
  reference: Reference,
): string {
  const { person, offering, day } = line;
  if (person === '') {
    const isOwed = owed.some((one) => one.municipality === municipality && one.line.article === line.article);
    return isOwed ? 'Priset har rättats.' : 'Kommunen ska inte betala årets kostnad.';
  }
  const forThis = owed.filter((one) => one.line.person === person && one.line.day === day);
  const instead = forThis.find((one) => one.line.offering === offering);
  if (instead !== undefined) {
    return instead.municipality === municipality
      ? 'Priset har rättats.'
      : `Det är ${reference.municipality(instead.municipality).name} som betalar.`;
  }
  if (day > 0) {
    const isGiven = reference.offering(offering).days.some(({ number }) => number === day);
    return isGiven ? 'Närvaron har rättats: deltagaren var inte där.' : 'Kursdagen är inställd.';
  }
  const seat = account.seats.find((row) => row.offering === offering && row.person === person);
  if (seat?.state === 'cancelled') return 'Kurstillfället är inställt.';
  if (seat?.state === 'retracted') return 'Platsen gavs av misstag och har tagits tillbaka.';
  const free = freeUntil(reference, account.term);
  if (seat !== undefined && seat.endedOn !== '' && seat.endedOn <= free) {
    return `Platsen lämnades ${seat.endedOn}. Den kunde lämnas utan kostnad till och med ${free}.`;
  }
  const other = forThis[0];
  return other === undefined
    ? 'Platsen ska inte betalas.'
    : `En plats per termin betalas, och det är den på ${other.line.offering}.`;
}

/**
 * When the corrections are issued: at the first occasion after the earliest of the changes, so that what goes on
 * changing never puts off what has waited.
 * @param settledAt when the term's invoices, credit notes and corrections were last issued
 * @returns undefined when there is nothing to correct
 */
export function correctionMoment(
  { credits, additions }: Corrections,
  { term, seats, days }: Account,
  settledAt: Instant,
  reference: Reference,
): Instant | undefined {
  const changedAt = ({ line: { person, offering, day } }: { readonly line: InvoiceLine }): Instant =>
    (day === 0
      ? seats.find((row) => row.offering === offering && row.person === person)?.changedAt
      : days.find((row) => row.offering === offering && row.day === day)?.registeredAt) ?? 0;
  const changes = [...credits, ...additions].map((one) => Math.max(settledAt, changedAt(one)));
  if (changes.length === 0) return undefined;
  return nextOccasion(Math.min(...changes), reference.term(term).end, reference);
}

/**
 * The first moment after `since` at which corrections are issued: a working day of each month, and the term's end, by
 * the region's settings.
 */
export function nextOccasion(since: Instant, termEnd: IsoDate, { calendar, rules }: Reference): Instant {
  const { workingDayOfMonth, atTermEnd } = rules.invoicing.corrections;
  const on = (date: IsoDate): Instant => calendar.at(date, rules.sendAt);
  const ofMonth = (month: IsoDate): Instant =>
    on(calendar.addWorkingDays(calendar.orNextWorkingDay(month), workingDayOfMonth - 1));
  const month = `${calendar.dateOf(since).slice(0, 7)}-01`;
  const occasions = [month, calendar.addMonths(month, 1)].map(ofMonth);
  if (atTermEnd) occasions.push(on(calendar.orNextWorkingDay(termEnd)));
  return Math.min(...occasions.filter((occasion) => occasion > since));
}
