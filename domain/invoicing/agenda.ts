/**
 * The invoices of one term: programme seats after the free-withdrawal date, course days after the last of them, and
 * then what facts change afterwards, as credit notes and additional invoices; at its end, what municipalities are
 * credited for trainers.
 */
import type { AgendaItem } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import type { Reference } from '../reference.ts';
import type { TermCode } from '../region.ts';
import { deadlines } from '../term/deadlines.ts';
import { correctionMoment, corrections, type StandingLine } from './corrections.ts';
import { type DunnedInvoice, duns, type PaymentReading } from './dunning.ts';
import type { Account } from './owed.ts';
import { type ShareStatementFacts, shareItems, shareStatementsAreSent } from './shareAgenda.ts';
import type { CreditedShare } from './shareCredits.ts';
import { yearlyCostsOn, yearOfCosts } from './yearly.ts';

export type InvoicingStepKind =
  | 'issue_seat_invoices'
  | 'issue_course_day_invoices'
  | 'issue_yearly_invoices'
  | 'issue_corrections'
  | 'invoice_document'
  | 'e_invoice'
  | 'credit_trainer_shares'
  | 'share_document'
  | 'task'
  | 'close_task'
  | 'mail';
export type InvoicingItem = AgendaItem<InvoicingStepKind>;
type Item = InvoicingItem;

export interface InvoicingFacts {
  readonly term: TermCode;
  readonly openedAt: Instant | null;
  /** When the last course day of the term was registered; null while one is open, 0 when there is none. */
  readonly courseDaysRegisteredAt: Instant | null;
  /** Keys of the issuing steps that are done. */
  readonly issued: readonly string[];
  /** When the newest corrections were planned for; 0 before the first. */
  readonly correctedAt: Instant;
  readonly account: Account;
  readonly standing: readonly StandingLine[];
  readonly invoices: readonly InvoiceFacts[];
  readonly readings: readonly PaymentReading[];
  /** Statements of the trainer pot, and what each of their lines has credited. */
  readonly shareStatements: readonly ShareStatementFacts[];
  readonly creditedShares: readonly CreditedShare[];
}

export interface InvoiceFacts extends DunnedInvoice {
  readonly issuedAt: Instant;
  /** When its PDF was frozen; null before. */
  readonly documentAt: Instant | null;
  /** When its e-invoice was frozen; null before, and for those from before there were any. */
  readonly eInvoiceAt: Instant | null;
  /** Whether the e-invoice has been handed over, or will not be. */
  readonly delivered: boolean;
}

/** What is issued of itself in a term. */
const issuing = (term: TermCode, reference: Reference): readonly string[] => [
  `issue_seat_invoices.${term}`,
  `issue_course_day_invoices.${term}`,
  ...(yearOfCosts(term, reference) === undefined ? [] : [`issue_yearly_invoices.${term}`]),
];

/** How many of the term's kinds of invoices have been issued, as `1_of_2_issued`. */
export function invoicingStage({ term, issued }: InvoicingFacts, reference: Reference): string {
  const all = issuing(term, reference);
  return `${all.filter((key) => issued.includes(key)).length}_of_${all.length}_issued`;
}

export const invoicingIsDone = (facts: InvoicingFacts, reference: Reference): boolean =>
  issuing(facts.term, reference).every((key) => facts.issued.includes(key)) &&
  facts.invoices.every((invoice) => invoice.mailed && (invoice.eInvoiceAt === null || invoice.delivered)) &&
  shareStatementsAreSent(facts);

export function invoicingAgenda(facts: InvoicingFacts, reference: Reference): Item[] {
  if (facts.openedAt === null) return [];
  const { calendar, rules } = reference;
  const { freeWithdrawalUntil } = deadlines(reference, facts.term);
  const seatsAt = calendar.at(calendar.addWorkingDays(freeWithdrawalUntil, 1), rules.sendAt);
  const daysAt = calendar.at(
    calendar.addWorkingDays(
      lastCourseDay(facts.term, reference) ?? freeWithdrawalUntil,
      rules.invoicing.courseDaysWorkingDaysAfterLastDay,
    ),
    rules.sendAt,
  );
  const year = yearOfCosts(facts.term, reference);
  const issue = (
    kind: 'issue_seat_invoices' | 'issue_course_day_invoices' | 'issue_yearly_invoices',
    dueAt: Instant,
    reason: string,
  ): Item => ({
    ...blank,
    kind,
    key: `${kind}.${facts.term}`,
    dueAt,
    rule: 'invoicing',
    reason,
    detail: { term: facts.term, freeWithdrawalUntil },
  });
  return [
    issue(
      'issue_seat_invoices',
      seatsAt,
      `Platser kunde lämnas utan kostnad till och med ${freeWithdrawalUntil}.`,
    ),
    // Who was there must be known first: an open day holds the invoices back until it is registered.
    ...(facts.courseDaysRegisteredAt === null
      ? []
      : [
          issue(
            'issue_course_day_invoices',
            Math.max(daysAt, facts.courseDaysRegisteredAt),
            'Terminens kursdagar i Yrkesresan är genomförda och registrerade.',
          ),
        ]),
    ...(year === undefined
      ? []
      : [
          issue(
            'issue_yearly_invoices',
            yearlyAt(year, facts.openedAt, reference),
            `Årets kostnader för ${year} faktureras en gång om året.`,
          ),
        ]),
    ...correctionItems(facts, reference),
    ...shareItems(facts, Math.max(daysAt, facts.courseDaysRegisteredAt ?? 0), reference),
    ...duns(facts.invoices, facts.readings, reference),
    ...facts.invoices.flatMap((invoice) => invoiceItems(invoice, reference)),
  ];
}

/** In the morning of the day by the rule, or when the term is opened later than that, of the first working day then. */
function yearlyAt(year: number, openedAt: Instant, reference: Reference): Instant {
  const { calendar, rules } = reference;
  const opened = calendar.dateOf(openedAt);
  const on = yearlyCostsOn(year, reference);
  const first = calendar.at(calendar.orNextWorkingDay(opened > on ? opened : on), rules.sendAt);
  return first > openedAt ? first : calendar.at(calendar.addWorkingDays(opened, 1), rules.sendAt);
}

/** One item while there is something to correct; its key is the day on which that is done. */
function correctionItems(facts: InvoicingFacts, reference: Reference): Item[] {
  const { term, account, issued } = facts;
  const invoiced = {
    seats: issued.includes(`issue_seat_invoices.${term}`),
    courseDays: issued.includes(`issue_course_day_invoices.${term}`),
    yearly: issued.includes(`issue_yearly_invoices.${term}`),
  };
  const difference = corrections(account, invoiced, facts.standing, reference);
  const settledAt = Math.max(facts.correctedAt, ...facts.invoices.map(({ issuedAt }) => issuedAt));
  const dueAt = correctionMoment(difference, account, settledAt, reference);
  if (dueAt === undefined) return [];
  const { credits, additions } = difference;
  const lines = (count: number): string => (count === 1 ? '1 rad' : `${count} rader`);
  return [
    {
      ...blank,
      kind: 'issue_corrections',
      key: `issue_corrections.${term}.${reference.calendar.dateOf(dueAt)}`,
      dueAt,
      rule: 'invoice-corrections',
      reason: `Uppgifterna har ändrats efter faktureringen: ${lines(credits.length)} ska krediteras och ${lines(additions.length)} läggas till.`,
      detail: { term },
    },
  ];
}

/** Kind of the task that an invoice opens whose e-invoice does not pass its check. */
export const wrongEInvoice = 'e_invoice_wrong';

const blank = {
  usefulUntil: null,
  person: '',
  municipality: '',
  template: '',
  recipient: '',
} as const;

function lastCourseDay(term: TermCode, reference: Reference): string | undefined {
  return reference
    .offeringsOf(term)
    .filter(({ course, cancelled }) => reference.course(course).kind === 'course_day' && cancelled !== true)
    .flatMap((offering) => offering.days.map((day) => day.date))
    .sort()
    .at(-1);
}

function invoiceItems(invoice: InvoiceFacts, reference: Reference): Item[] {
  const { code, name, invoiceEmail } = reference.municipality(invoice.municipality);
  const isCredit = invoice.kind === 'credit_note';
  const wrong = invoice.tasks.filter(({ kind }) => kind === wrongEInvoice);
  // An invoice that did not pass its check waits until somebody has said that it is right now.
  if (wrong.some(({ closedAt }) => closedAt === null)) return [];
  const document: Item = {
    ...blank,
    kind: 'invoice_document',
    key: `invoice_document.${invoice.key}${wrong.length === 0 ? '' : `.again-${wrong.length}`}`,
    dueAt: Math.max(invoice.issuedAt, ...wrong.map(({ closedAt }) => closedAt ?? 0)),
    rule: 'invoicing',
    reason: `${isCredit ? 'Kreditfakturan' : 'Fakturan'} till ${name} är bokförd och ska skrivas ut.`,
    municipality: code,
    detail: { invoice: invoice.key, attempt: wrong.length + 1 },
  };
  if (invoice.documentAt === null) return [document];
  const mail: Item = {
    ...blank,
    kind: 'mail',
    key: `invoice.${invoice.key}`,
    dueAt: invoice.documentAt,
    rule: isCredit ? 'invoice-corrections' : 'invoicing',
    reason: `${isCredit ? 'Kreditfaktura' : 'Faktura'} till ${name}.`,
    municipality: code,
    template: isCredit ? 'credit_note' : 'invoice',
    recipient: `finance:${code}`,
    detail: { invoice: invoice.key },
    ...(invoiceEmail === '' ? { suppressed: 'Kommunen saknar adress för fakturor.' } : {}),
  };
  if (invoice.eInvoiceAt === null) return [document, mail];
  const eInvoice: Item = {
    ...blank,
    kind: 'e_invoice',
    key: `e_invoice.${invoice.key}`,
    dueAt: invoice.eInvoiceAt,
    rule: 'e-invoice',
    reason: `${isCredit ? 'Kreditfakturan' : 'Fakturan'} till ${name} är granskad och lämnas som e-faktura.`,
    municipality: code,
    detail: { invoice: invoice.key },
  };
  return [document, mail, eInvoice];
}
