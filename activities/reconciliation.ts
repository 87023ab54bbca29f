/** Reads both sides of the equations that must hold, in one snapshot, and compares them. */
import { z } from 'zod';
import { type CaseFact, caseFactKinds } from '../domain/escalation/reconciliation.ts';
import { groupBy } from '../domain/groupBy.ts';
import { programmeCredits } from '../domain/journey/achievement.ts';
import type { JourneyFacts } from '../domain/journey/facts.ts';
import {
  type Books,
  type BrokenEquation,
  brokenEquations,
  type LoggedFact,
} from '../domain/reconciliation.ts';
import type { Reference } from '../domain/reference.ts';
import type { PersonId, TermCode } from '../domain/region.ts';
import { type Database, fromDate, Prisma, type Transaction } from '../prisma/client.ts';
import type { DocumentStore } from './documents/store.ts';
import { payableOre } from './eInvoices/check.ts';
import { attendanceRegistered, resultCorrected, resultDecided, resultWithdrawn } from './facts/courses.ts';
import { creditWithdrawn, equivalentRecognised } from './facts/credits.ts';
import { seatGiven, seatGivenUp } from './facts/enrolment.ts';
import { digestMade } from './facts/escalation.ts';
import { makeUpBooked, makeUpReleased, offeringCancelled, offeringReinstated } from './facts/offerings.ts';
import { creditRecognised } from './facts/region.ts';
import { seatRetracted, seatReturned } from './facts/seatUndo.ts';

export type { BrokenEquation } from '../domain/reconciliation.ts';

/**
 * The broken equations of a database; empty when everything adds up.
 * @param terms terms whose obligations are all done
 * @param files files of the output folder, relative to it with `/` (`mail/….eml`, `certificates/….pdf`); without them
 *   nothing is said about files
 * @param store where frozen documents lie; without it nothing is said about what stands in e-invoices
 */
export async function reconcile(
  db: Database,
  reference: Reference,
  terms: readonly TermCode[],
  files?: readonly string[],
  store?: DocumentStore,
): Promise<readonly BrokenEquation[]> {
  const books = await db.$transaction((tx) => readBooks(tx, reference, store), {
    timeout: 5 * 60_000,
    isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead,
  });
  return brokenEquations({ ...books, files }, reference, terms);
}

async function readBooks(
  tx: Transaction,
  reference: Reference,
  store: DocumentStore | undefined,
): Promise<Books> {
  const clock = await tx.clock.findUnique({ where: { id: 1 } });
  const now = clock?.now ?? new Date();
  const waiting = await tx.life.findMany({ where: { waitUntil: { gt: now } }, select: { id: true } });
  const waits = new Set(waiting.map(({ id }) => id));
  const effects = await tx.effect.findMany({
    select: { key: true, kind: true, status: true, file: true, carriedBy: true, life: true },
  });
  return {
    log: await readLog(tx),
    seats: await tx.seat.findMany({ select: { offering: true, person: true, state: true } }),
    certificates: await tx.certificate.findMany({
      select: {
        kind: true,
        person: true,
        offering: true,
        status: true,
        reasonClass: true,
        daysPresent: true,
      },
    }),
    attendance: await tx.attendance.findMany({
      where: { present: true },
      select: { offering: true, day: true, person: true },
    }),
    credits: await readCredits(tx, reference),
    invoices: await readInvoices(tx),
    eInvoices: store === undefined ? [] : await readEInvoices(tx, store),
    payments: await readPayments(tx),
    shares: await readShares(tx),
    counters: await tx.invoiceCounter.findMany(),
    ledger: effects.map(({ life, ...row }) => ({ ...row, lifeWaits: waits.has(life) })),
    documents: await tx.document.findMany({ select: { key: true, file: true } }),
    escalation: {
      log: await readCaseLog(tx),
      cases: await tx.escalationCase.findMany({ select: { id: true, state: true, events: true } }),
    },
  };
}

const factRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('seat_given'), data: seatGiven.schema }),
  z.object({ kind: z.literal('seat_given_up'), data: seatGivenUp.schema }),
  z.object({ kind: z.literal('seat_returned'), data: seatReturned.schema }),
  z.object({ kind: z.literal('seat_retracted'), data: seatRetracted.schema }),
  z.object({ kind: z.literal('result_decided'), data: resultDecided.schema }),
  z.object({ kind: z.literal('result_corrected'), data: resultCorrected.schema }),
  z.object({ kind: z.literal('result_withdrawn'), data: resultWithdrawn.schema }),
  z.object({ kind: z.literal('offering_cancelled'), data: offeringCancelled.schema }),
  z.object({ kind: z.literal('offering_reinstated'), data: offeringReinstated.schema }),
  z.object({ kind: z.literal('make_up_booked'), data: makeUpBooked.schema }),
  z.object({ kind: z.literal('make_up_released'), data: makeUpReleased.schema }),
  z.object({ kind: z.literal('attendance_registered'), data: attendanceRegistered.schema }),
  z.object({ kind: z.literal('credit_recognised'), data: creditRecognised.schema }),
  z.object({ kind: z.literal('equivalent_recognised'), data: equivalentRecognised.schema }),
  z.object({ kind: z.literal('credit_withdrawn'), data: creditWithdrawn.schema }),
]);

async function readLog(tx: Transaction): Promise<LoggedFact[]> {
  const kinds = factRow.options.map((option) => option.shape.kind.value);
  const rows = await tx.fact.findMany({
    where: { kind: { in: kinds } },
    orderBy: { seq: 'asc' },
    select: { kind: true, validOn: true, data: true },
  });
  return rows.map(logged);
}

function logged(row: { readonly validOn: Date }): LoggedFact {
  const fact = factRow.parse(row);
  switch (fact.kind) {
    case 'seat_given':
      return { kind: fact.kind, on: fromDate(row.validOn), ...fact.data };
    case 'seat_returned':
      return { kind: fact.kind, ...fact.data };
    case 'seat_retracted':
      return { kind: fact.kind, on: fromDate(row.validOn), ...fact.data };
    case 'seat_given_up':
      return { kind: fact.kind, on: fromDate(row.validOn), ...fact.data };
    case 'result_decided':
      return { kind: fact.kind, ...fact.data };
    case 'result_corrected':
      return { kind: fact.kind, ...fact.data };
    case 'result_withdrawn':
      return { kind: fact.kind, ...fact.data };
    case 'offering_cancelled':
      return { kind: fact.kind, on: fromDate(row.validOn), ...fact.data };
    case 'offering_reinstated':
      return { kind: fact.kind, on: fromDate(row.validOn), ...fact.data };
    case 'make_up_booked':
      return { kind: fact.kind, ...fact.data };
    case 'make_up_released':
      return { kind: fact.kind, ...fact.data };
    case 'attendance_registered':
      return { kind: fact.kind, ...fact.data };
    case 'credit_recognised':
    case 'equivalent_recognised':
      return { kind: fact.kind, person: fact.data.person, course: fact.data.course };
    case 'credit_withdrawn':
      return { kind: fact.kind, ...fact.data };
  }
}

const caseFact = z.object({ kind: z.enum(caseFactKinds), data: z.object({ case: z.string() }) });

async function readCaseLog(tx: Transaction): Promise<CaseFact[]> {
  const rows = await tx.fact.findMany({
    where: { kind: { in: [...caseFactKinds, digestMade.kind] } },
    orderBy: { seq: 'asc' },
    select: { kind: true, data: true },
  });
  return rows.map((row): CaseFact => {
    if (row.kind === digestMade.kind) return { kind: 'digest', ...digestMade.schema.parse(row.data) };
    const { kind: what, data } = caseFact.parse(row);
    return { kind: 'event', case: data.case, what };
  });
}

/** What the journeys count for each person, from the current tables. */
async function readCredits(tx: Transaction, reference: Reference): Promise<Map<PersonId, number>> {
  const results = groupBy(await tx.result.findMany(), ({ person }) => person);
  const credits = groupBy(await tx.credit.findMany(), ({ person }) => person);
  const people = new Set([...results.keys(), ...credits.keys()]);
  return new Map(
    [...people].map((person) => {
      const facts = {
        credits: (credits.get(person) ?? []).map(({ course, completedOn }) => ({
          course,
          completedOn: fromDate(completedOn),
        })),
        results: (results.get(person) ?? []).map(({ offering, attempt, passed, on, decidedAt, source }) => ({
          offering,
          attempt,
          passed,
          on: fromDate(on),
          decidedAt: decidedAt.getTime(),
          byHand: source === 'hand',
        })),
      } satisfies Pick<JourneyFacts, 'credits' | 'results'>;
      return [person, programmeCredits({ ...nothing, ...facts, person }, reference)];
    }),
  );
}

/** Of a journey, only what counts towards credits is read here. */
const nothing: Omit<JourneyFacts, 'person' | 'credits' | 'results'> = {
  since: 0,
  seats: [],
  days: [],
  practicalInformation: [],
  attendance: [],
  handIns: [],
  nominations: [],
  waiting: [],
  certificates: [],
  respites: [],
  partsDone: [],
  selfStudies: [],
  planActivities: [],
  cases: [],
  extensions: [],
};

async function readEInvoices(tx: Transaction, store: DocumentStore): Promise<Books['eInvoices']> {
  const rows = await tx.document.findMany({ where: { kind: 'e_invoice' } });
  return Promise.all(
    rows.map(async ({ subject, sha256 }) => ({
      invoice: subject,
      payableOre: payableOre(Buffer.from(await store.get(sha256)).toString('utf8')),
    })),
  );
}

/** Without those that were recorded by mistake. */
export async function readPayments(
  tx: Transaction,
  where: Prisma.PaymentWhereInput = {},
): Promise<Books['payments']> {
  const rows = await tx.payment.findMany({
    where: { ...where, withdrawnAt: null },
    orderBy: [{ seller: 'asc' }, { paidOn: 'asc' }, { reference: 'asc' }],
  });
  return rows.map(({ seller, reference, invoice, amountOre, paidOn }) => ({
    ...{ seller, reference, invoice },
    amountOre: Number(amountOre),
    paidOn: fromDate(paidOn),
  }));
}

export async function readInvoices(
  tx: Transaction,
  where: Prisma.InvoiceWhereInput = {},
): Promise<Books['invoices']> {
  const invoices = await tx.invoice.findMany({ where });
  const ofThem = Object.keys(where).length === 0 ? {} : { invoice: { in: invoices.map(({ key }) => key) } };
  const rows = await tx.invoiceLine.findMany({
    where: ofThem,
    orderBy: [{ invoice: 'asc' }, { position: 'asc' }],
  });
  const lines = groupBy(rows, ({ invoice }) => invoice);
  return invoices.map(({ netOre, vatOre, totalOre, issuedOn, ...invoice }) => ({
    ...invoice,
    issuedOn: fromDate(issuedOn),
    netOre: Number(netOre),
    vatOre: Number(vatOre),
    totalOre: Number(totalOre),
    lines: (lines.get(invoice.key) ?? []).map(({ amountOre, ...line }) => ({
      ...line,
      amountOre: Number(amountOre),
    })),
  }));
}

/** What municipalities have been credited of the trainer pot. */
export async function readShares(
  tx: Transaction,
  where: Prisma.ShareStatementWhereInput = {},
): Promise<Books['shares']> {
  const statements = await tx.shareStatement.findMany({ where });
  const rows = await tx.shareLine.findMany({
    where: { statement: { in: statements.map(({ key }) => key) } },
    orderBy: [{ statement: 'asc' }, { position: 'asc' }],
  });
  const lines = groupBy(rows, ({ statement }) => statement);
  return statements.map(({ amountOre, issuedOn, ...statement }) => ({
    ...statement,
    issuedOn: fromDate(issuedOn),
    amountOre: Number(amountOre),
    lines: (lines.get(statement.key) ?? []).map(({ amountOre: amount, ...line }) => ({
      ...line,
      amountOre: Number(amount),
    })),
  }));
}
