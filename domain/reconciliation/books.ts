/** The rows that are compared with the log and with each other. */
import type { BookedShares, Payment } from '../accounting/vouchers.ts';
import type { IsoDate } from '../calendar/dates.ts';
import type { CaseBooks } from '../escalation/reconciliation.ts';
import type { MunicipalityCode, OfferingCode, PersonId, SellerCode, TermCode } from '../region.ts';
import type { LoggedFact } from './history.ts';

export interface InvoiceRow {
  readonly key: string;
  readonly seller: SellerCode;
  readonly year: number;
  readonly number: number;
  readonly municipality: MunicipalityCode;
  readonly term: TermCode;
  readonly kind: string;
  /** Key of the invoice that a credit note takes back. */
  readonly credits: string;
  readonly issuedOn: IsoDate;
  readonly netOre: number;
  readonly vatOre: number;
  readonly totalOre: number;
  readonly lines: readonly InvoiceLineRow[];
}

export interface InvoiceLineRow {
  readonly article: string;
  /** Empty for a yearly cost. */
  readonly person: PersonId | '';
  readonly offering: OfferingCode;
  /** The course day, or 0 for a seat. */
  readonly day: number;
  /** How many of what the article costs. */
  readonly quantity: number;
  readonly amountOre: number;
  readonly vatCategory: string;
  readonly vatPercent: number;
  /** Of a credit note's line, the invoice and line that it takes back; '' and 0 otherwise. */
  readonly creditedInvoice?: string;
  readonly creditedPosition?: number;
  /** Place in its invoice, from 1. */
  readonly position?: number;
}

export interface LedgerRow {
  readonly key: string;
  readonly kind: string;
  readonly status: string;
  readonly file: string;
  /** Of a part of a mail, the key of the one that carried it. */
  readonly carriedBy?: string;
  /** Its life waits for a moment that has not come yet. */
  readonly lifeWaits: boolean;
}

/** What a municipality has been credited of the trainer pot. */
export interface ShareStatementRow extends BookedShares {
  readonly term: TermCode;
  readonly lines: readonly {
    readonly offering: OfferingCode;
    readonly day: number;
    readonly trainer: PersonId;
    readonly amountOre: number;
  }[];
}

/** Everything that is compared. */
export interface Books {
  readonly log: readonly LoggedFact[];
  readonly seats: readonly {
    readonly offering: OfferingCode;
    readonly person: PersonId;
    readonly state: string;
  }[];
  readonly certificates: readonly {
    readonly kind: string;
    readonly person: PersonId;
    readonly offering: OfferingCode | '';
    /** Only those that are issued count, and those that a coordinator has revoked, earned as they are; issued without it. */
    readonly status?: string;
    readonly reasonClass?: string;
    /** Course days that it says; 0 or left out when it says none. */
    readonly daysPresent?: number;
  }[];
  /** Everybody who is registered as present on a day. */
  readonly attendance: readonly {
    readonly offering: OfferingCode;
    readonly day: number;
    readonly person: PersonId;
  }[];
  /** Credits as people are told them, in tenths of hp. */
  readonly credits: ReadonlyMap<PersonId, number>;
  readonly invoices: readonly InvoiceRow[];
  /** Those that have been made, with what each says is to be paid; below zero for a credit note. */
  readonly eInvoices: readonly { readonly invoice: string; readonly payableOre: number }[];
  readonly payments: readonly Payment[];
  readonly shares: readonly ShareStatementRow[];
  readonly counters: readonly { readonly seller: SellerCode; readonly year: number; readonly last: number }[];
  readonly ledger: readonly LedgerRow[];
  readonly documents: readonly { readonly key: string; readonly file: string }[];
  /** Escalation cases and the digests that told of them. */
  readonly escalation: CaseBooks;
  /** Files of the output folder, relative and with `/`; undefined when there is no folder to compare with. */
  readonly files?: readonly string[] | undefined;
}

/** Lines of a year's costs are about nobody. */
export const isAboutSomebody = ({ person }: InvoiceLineRow): boolean => person !== '';

export const sumOre = (rows: readonly { readonly amountOre: number }[]) =>
  rows.reduce((total, { amountOre }) => total + amountOre, 0);
