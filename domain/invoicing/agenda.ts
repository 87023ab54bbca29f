/**
 * The invoices of one term: programme seats after the free-withdrawal date, course days after the last of them, and
 * then what facts change afterwards, as credit notes and additional invoices.
 */
import type { AgendaItem } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import type { Reference } from '../reference.ts';
import type { MunicipalityCode, SellerCode, TermCode } from '../region.ts';
import { deadlines } from '../term/deadlines.ts';
import { correctionMoment, corrections, type StandingLine } from './corrections.ts';
import type { Account } from './owed.ts';

export type InvoicingStepKind =
  | 'issue_seat_invoices'
  | 'issue_course_day_invoices'
  | 'issue_corrections'
  | 'invoice_document'
  | 'mail';
type Item = AgendaItem<InvoicingStepKind>;

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
  readonly invoices: readonly {
    readonly key: string;
    readonly kind: 'invoice' | 'credit_note';
    readonly seller: SellerCode;
    readonly municipality: MunicipalityCode;
    readonly issuedAt: Instant;
    /** When its PDF was frozen; null before. */
    readonly documentAt: Instant | null;
    readonly mailed: boolean;
  }[];
}

export const invoicingIsDone = (facts: InvoicingFacts): boolean =>
  facts.issued.length === 2 && facts.invoices.every((invoice) => invoice.mailed);

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
  const issue = (
    kind: 'issue_seat_invoices' | 'issue_course_day_invoices',
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
    ...correctionItems(facts, reference),
    ...facts.invoices.flatMap((invoice) => invoiceItems(invoice, reference)),
  ];
}

/** One item while there is something to correct; its key is the day on which that is done. */
function correctionItems(facts: InvoicingFacts, reference: Reference): Item[] {
  const { term, account, issued } = facts;
  const invoiced = {
    seats: issued.includes(`issue_seat_invoices.${term}`),
    courseDays: issued.includes(`issue_course_day_invoices.${term}`),
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

function invoiceItems(invoice: InvoicingFacts['invoices'][number], reference: Reference): Item[] {
  const { code, name, invoiceEmail } = reference.municipality(invoice.municipality);
  const isCredit = invoice.kind === 'credit_note';
  const document: Item = {
    ...blank,
    kind: 'invoice_document',
    key: `invoice_document.${invoice.key}`,
    dueAt: invoice.issuedAt,
    rule: 'invoicing',
    reason: `${isCredit ? 'Kreditfakturan' : 'Fakturan'} till ${name} är bokförd och ska skrivas ut.`,
    municipality: code,
    detail: { invoice: invoice.key },
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
  return [document, mail];
}
