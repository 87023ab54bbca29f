/**
 * What a document says, as plain objects that can be stored, compared and sent to a worker thread. A view holds
 * facts and names; every sentence stands in the template of its kind. Nothing here is read from a clock: dates and
 * the moment of issue are given.
 */
import type { Instant, IsoDate } from '../../domain/calendar/dates.ts';
import type { Ore, Role, TermCode, VatCategory } from '../../domain/region.ts';
import type { Cell, SheetColumn } from '../sheets/sheet.ts';
import type { Bar } from './chart.ts';

/** Who sends a document; stands in the letterhead and the footer. */
export interface SenderView {
  readonly name: string;
  /** Second line of the letterhead, for instance the unit; empty for none. */
  readonly unit: string;
  readonly address: readonly string[];
  readonly contactName: string;
  readonly email: string;
  readonly telephone: string;
}

/** What every document has. */
export interface DocumentHead {
  /** The moment of issue: the only time in the file's metadata. */
  readonly issuedAt: Instant;
  /** The date of issue in the region's time zone, as printed. */
  readonly issuedOn: IsoDate;
  /** The document's own number (beteckning, intygsnummer). For an invoice its number. */
  readonly reference: string;
  readonly sender: SenderView;
  /** The version that this one replaces. */
  readonly replaces?: { readonly reference: string; readonly issuedOn: IsoDate };
}

interface CertificateHead extends DocumentHead {
  readonly kind: 'certificate';
  readonly person: { readonly name: string; readonly municipality: string; readonly workplace: string };
  readonly signatory: { readonly name: string; readonly title: string };
  /** What the holder can do after it, one sentence each; may be empty. */
  readonly outcomes: readonly string[];
  /** Last day on which it counts; null when it does not expire. */
  readonly validUntil: IsoDate | null;
  /** Where anybody can see whether it holds; null without a public address. */
  readonly status: { readonly code: string; readonly address: string } | null;
}

/** A passed course of the programme. */
export interface CourseCertificateView extends CertificateHead {
  readonly certificate: 'course';
  readonly course: string;
  /** Tenths of hp: 7.5 hp is 75. */
  readonly creditsTenths: number;
  readonly term: TermCode;
  readonly firstDay: IsoDate;
  readonly lastDay: IsoDate;
  readonly daysPresent: number;
  readonly daysHeld: number;
  readonly passedOn: IsoDate;
}

/** A course day such as Leda lärande och utveckling: attended, without credits. */
export interface CourseDayCertificateView extends CertificateHead {
  readonly certificate: 'course_day';
  readonly course: string;
  readonly heldOn: readonly IsoDate[];
  readonly place: string;
  /** In words, for instance `cirka 10 timmar`; empty when not stated. */
  readonly extent: string;
  /** What the course consists of, one line each; may be empty. */
  readonly parts: readonly string[];
  readonly completedOn: IsoDate;
}

/** A web course, taken alone or in group. */
export interface WebCertificateView extends CertificateHead {
  readonly certificate: 'web';
  readonly course: string;
  readonly completedOn: IsoDate;
}

/** The whole programme. */
export interface ProgrammeCertificateView extends CertificateHead {
  readonly certificate: 'programme';
  readonly programme: string;
  readonly creditsTenths: number;
  readonly completedOn: IsoDate;
  readonly courses: readonly {
    readonly title: string;
    readonly creditsTenths: number;
    readonly completedOn: IsoDate;
    /** The term it was taken in, or null when the credits are from before. */
    readonly term: TermCode | null;
  }[];
}

export type CertificateView =
  | CourseCertificateView
  | CourseDayCertificateView
  | ProgrammeCertificateView
  | WebCertificateView;

/** A municipality's decision that the programme is mandatory. */
export interface DecisionView {
  readonly decidedOn: IsoDate;
  readonly decidedBy: string;
  readonly reference: string;
  readonly roles: readonly Role[];
  readonly quotaPerYear: number;
  readonly startWithinMonths: number;
  readonly completeWithinMonths: number;
  readonly validFrom: IsoDate;
  /** Null while no end is decided. */
  readonly validTo: IsoDate | null;
}

/** Seats used of the yearly number in a decision. */
export interface QuotaView {
  readonly year: number;
  readonly used: number;
  readonly quota: number;
}

export type ProposedReason =
  | { readonly code: 'mandate_overdue'; readonly deadline: IsoDate }
  | { readonly code: 'mandate_deadline'; readonly deadline: IsoDate }
  | { readonly code: 'mandate_time_in_post'; readonly postSince: IsoDate }
  | { readonly code: 'started_programme'; readonly creditsTenths: number }
  | { readonly code: 'volunteer' }
  | { readonly code: 'other'; readonly text: string };

export type NotProposedReason =
  | { readonly code: 'quota_full'; readonly year: number; readonly quota: number }
  | { readonly code: 'workplace_limit'; readonly limit: number }
  | { readonly code: 'no_missing_course' }
  | { readonly code: 'programme_completed' }
  | { readonly code: 'on_leave'; readonly until: IsoDate | null }
  | { readonly code: 'already_in_training' }
  | { readonly code: 'not_covered' }
  | { readonly code: 'other'; readonly text: string };

/** To a chief: whom to nominate for a term. */
export interface ProposalView extends DocumentHead {
  readonly kind: 'proposal';
  readonly recipient: { readonly name: string; readonly title: string };
  readonly municipality: string;
  readonly term: TermCode;
  readonly termStart: IsoDate;
  readonly answerBy: IsoDate;
  /** Null for a municipality without a decision. */
  readonly decision: DecisionView | null;
  readonly quota: QuotaView | null;
  readonly proposed: readonly {
    readonly name: string;
    readonly workplace: string;
    readonly course: string;
    readonly reason: ProposedReason;
  }[];
  readonly notProposed: readonly {
    readonly name: string;
    readonly workplace: string;
    readonly reason: NotProposedReason;
  }[];
  readonly answer: { readonly name: string; readonly email: string; readonly telephone: string };
}

export interface InvoiceLineView {
  readonly text: string;
  /** Further lines that explain the amount: participant, course, dates. */
  readonly details: readonly string[];
  /** May be negative on a credit note. */
  readonly quantity: number;
  /** As printed, for instance `plats` or `deltagardag`. */
  readonly unit: string;
  readonly unitPrice: Ore;
  readonly amount: Ore;
  readonly vatCategory: VatCategory;
  /** Whole per cent. */
  readonly vatPercent: number;
  /** Which funding may reimburse it, or empty. */
  readonly funding: string;
}

export interface VatSummaryView {
  readonly category: VatCategory;
  readonly percent: number;
  readonly base: Ore;
  readonly vat: Ore;
}

/** An invoice, or a credit note when `credits` names the invoice it takes back. `reference` is its number. */
export interface InvoiceView extends DocumentHead {
  readonly kind: 'invoice';
  readonly seller: {
    readonly name: string;
    readonly organisationNumber: string;
    readonly vatNumber: string;
    readonly address: readonly string[];
    readonly email: string;
    readonly telephone: string;
    readonly bankgiro: string;
    readonly approvedForFTax: boolean;
  };
  readonly buyer: {
    readonly name: string;
    readonly organisationNumber: string;
    readonly address: readonly string[];
    readonly reference: string;
    readonly peppolId: string;
  };
  readonly credits: { readonly number: string; readonly date: IsoDate } | null;
  readonly term: TermCode;
  readonly dueOn: IsoDate;
  readonly paymentDays: number;
  readonly ocr: string;
  readonly lines: readonly InvoiceLineView[];
  readonly vat: readonly VatSummaryView[];
  readonly net: Ore;
  readonly vatTotal: Ore;
  readonly total: Ore;
  /** Why no VAT is charged; empty when every line has VAT. */
  readonly exemption: string;
}

export const complianceStatuses = [
  'overdue',
  'waiting',
  'not_started',
  'seat_confirmed',
  'in_training',
  'on_leave',
  'exempt',
  'completed',
] as const;
export type ComplianceStatus = (typeof complianceStatuses)[number];

export interface ComplianceRowView {
  readonly name: string;
  readonly workplace: string;
  readonly status: ComplianceStatus;
  readonly creditsTenths: number;
  readonly next: { readonly date: IsoDate; readonly what: string } | null;
  readonly remark: string;
}

export interface EscalationView {
  readonly name: string;
  readonly workplace: string;
  /** The last day that is near, cannot be met, or has passed. */
  readonly deadline: IsoDate;
  readonly level: 'notice' | 'chief' | 'head_of_social_services' | 'coordinator';
  readonly toldOn: IsoDate;
  /** What has been agreed or is missing; may be empty. */
  readonly remark: string;
  /** What has happened in the case, first to last: a sentence or two each. */
  readonly story: readonly { readonly on: IsoDate; readonly text: string }[];
}

/** How many stand where. */
export interface StatusNumbers {
  readonly managers: number;
  readonly completed: number;
  /** In training, or with a seat to come. */
  readonly inTraining: number;
  readonly overdue: number;
}

/** How many stood where on a day. */
export interface StatusTrend extends StatusNumbers {
  readonly on: IsoDate;
}

/** To a head of social services (the municipality) or a chief (own managers): how the mandate is followed. */
export interface ComplianceView extends DocumentHead {
  readonly kind: 'compliance';
  readonly recipient: { readonly name: string; readonly title: string };
  readonly municipality: string;
  readonly scope: 'municipality' | 'chief';
  readonly asOf: IsoDate;
  /** Tenths of hp that make the whole programme. */
  readonly programmeCreditsTenths: number;
  /** Empty for a municipality without a decision. */
  readonly decisions: readonly DecisionView[];
  readonly quota: QuotaView | null;
  readonly rows: readonly ComplianceRowView[];
  /** Below the list of managers: what it leaves out. One sentence each. */
  readonly notes: readonly string[];
  /** The same managers at the end of each term before, oldest first, and on the day. */
  readonly trend: readonly StatusTrend[];
  /** The managers of the report on the day beside all of the municipality and of the region, in numbers alone. */
  readonly beside: {
    readonly own: StatusNumbers;
    readonly municipality: StatusNumbers;
    readonly region: StatusNumbers;
  };
  /** Invoiced for them in the calendar year, less what has been credited, without VAT. */
  readonly costOre: Ore;
  /** One sentence each. */
  readonly forecast: readonly string[];
  readonly escalations: readonly EscalationView[];
}

/** A table of a statement; `rows` stand in memory, as a view is stored and sent to a thread. */
export interface StatementTable {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly Cell[])[];
  /** Below the rows in the document, not in files to work with; null for none. */
  readonly sum: readonly Cell[] | null;
}

/** Money or counts told as tables: shares of the trainer pot, costs with funding, the network's report. */
export interface StatementView extends DocumentHead {
  readonly kind: 'statement';
  readonly kindOfDocument: string;
  readonly title: string;
  /** The address block, line by line. */
  readonly recipient: readonly string[];
  readonly paragraphs: readonly string[];
  /** Charts of bars before the tables; empty for none. */
  readonly charts: readonly { readonly name: string; readonly bars: readonly Bar[] }[];
  readonly tables: readonly [StatementTable, ...StatementTable[]];
  readonly notes: readonly string[];
}

export type DocumentView = CertificateView | ProposalView | InvoiceView | ComplianceView | StatementView;
