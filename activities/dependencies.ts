/** What activities need from the outside; built once by the worker, and by tests with the same real parts. */
import type { Instant } from '../domain/calendar/dates.ts';
import type { Reference } from '../domain/reference.ts';
import type { Database, Transaction } from '../prisma/client.ts';
import type { Issuing } from './certification/issuing.ts';
import type { DocumentRenderer } from './documents/renderer.ts';
import type { DocumentStore } from './documents/store.ts';
import type { EInvoiceDelivery } from './eInvoices/delivery.ts';
import type { Presence } from './lives/presence.ts';
import type { FeedAddresses } from './messages/feeds.ts';
import type { Mailer } from './messages/smtp.ts';

/** `now` of the business: the system clock, or the stepped clock's row where there is one. */
export interface Clock {
  now(reader: Database | Transaction): Promise<Instant>;
  /** The same from a snapshot that already read the row; null when there is no row. */
  fromRow(row: number | null): Instant;
}

/** Named places at which a test kills the process; nothing happens there otherwise. */
export type FaultPoint =
  | 'after-plan'
  | 'after-claim'
  | 'after-data'
  | 'after-250'
  | 'after-document'
  | 'after-commit';

export interface Dependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly mailer: Mailer;
  readonly documents: DocumentRenderer;
  readonly store: DocumentStore;
  /** How certificates are signed and where their status is shown; without it they are neither signed nor shown. */
  readonly issuing?: Issuing;
  readonly eInvoices: EInvoiceDelivery;
  /** The region as of a version; read again only when the version is another. */
  reference(version?: bigint): Promise<Reference>;
  /** That this process lives; without it every claim that was left open counts as one of a process that died. */
  readonly presence?: Presence;
  /** How personal calendar addresses are made; without it nobody has one. */
  readonly feeds?: FeedAddresses;
  /** Called at named points; returns at once unless a test has asked for a fault there. */
  passing(point: FaultPoint): void;
}
