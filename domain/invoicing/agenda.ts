/** The invoices of one term: programme seats after the free-withdrawal date, course days after the last of them. */
import type { AgendaItem } from '../agenda.ts';
import type { Instant } from '../calendar/dates.ts';
import type { Reference } from '../reference.ts';
import type { MunicipalityCode, SellerCode, TermCode } from '../region.ts';
import { deadlines } from '../term/deadlines.ts';

export type InvoicingStepKind =
  | 'issue_seat_invoices'
  | 'issue_course_day_invoices'
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
  readonly invoices: readonly {
    readonly key: string;
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
    ...facts.invoices.flatMap((invoice) => invoiceItems(invoice, reference)),
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
    .filter((offering) => reference.course(offering.course).kind === 'course_day')
    .flatMap((offering) => offering.days.map((day) => day.date))
    .sort()
    .at(-1);
}

function invoiceItems(invoice: InvoicingFacts['invoices'][number], reference: Reference): Item[] {
  const { code, name, invoiceEmail } = reference.municipality(invoice.municipality);
  const document: Item = {
    ...blank,
    kind: 'invoice_document',
    key: `invoice_document.${invoice.key}`,
    dueAt: invoice.issuedAt,
    rule: 'invoicing',
    reason: `Fakturan till ${name} är bokförd och ska skrivas ut.`,
    municipality: code,
    detail: { invoice: invoice.key },
  };
  if (invoice.documentAt === null) return [document];
  const mail: Item = {
    ...blank,
    kind: 'mail',
    key: `invoice.${invoice.key}`,
    dueAt: invoice.documentAt,
    rule: 'invoicing',
    reason: `Faktura till ${name}.`,
    municipality: code,
    template: 'invoice',
    recipient: `finance:${code}`,
    detail: { invoice: invoice.key },
    ...(invoiceEmail === '' ? { suppressed: 'Kommunen saknar adress för fakturor.' } : {}),
  };
  return [document, mail];
}
