/**
 * Equations that must hold between what was recorded, what was paid for, what was sent and what lies in the output
 * folder. Each side is counted on its own: from the log of facts on one side, from the tables, the ledger and the
 * files on the other, and never by the functions that decided it. Ids only; an equation that holds is not listed.
 */
import type { BrokenEquation } from './equations.ts';
import { caseEquations } from './escalation/reconciliation.ts';
import { accountingEquations } from './reconciliation/accounting.ts';
import {
  attendanceEquations,
  certificateEquations,
  creditEquations,
  seatEquations,
} from './reconciliation/achievement.ts';
import type { Books } from './reconciliation/books.ts';
import { replay } from './reconciliation/history.ts';
import { creditEquationsOfLines, invoiceLineEquations } from './reconciliation/invoiceLines.ts';
import { eInvoiceEquations, numberEquations, totalEquations } from './reconciliation/invoices.ts';
import { fileEquations, messageEquations } from './reconciliation/papers.ts';
import { trainerPotEquations } from './reconciliation/trainerPot.ts';
import { yearlyEquations } from './reconciliation/yearlyCosts.ts';
import type { Reference } from './reference.ts';
import type { TermCode } from './region.ts';

export type { BrokenEquation } from './equations.ts';
export type { Books, InvoiceRow } from './reconciliation/books.ts';
export type { LoggedFact } from './reconciliation/history.ts';

/**
 * All broken equations; empty when everything adds up.
 * @param terms the terms whose obligations are done; only their seats and invoices are compared
 */
export function brokenEquations(
  books: Books,
  reference: Reference,
  terms: readonly TermCode[],
): BrokenEquation[] {
  const history = replay(books.log);
  return [
    ...seatEquations(books, history, reference, terms),
    ...attendanceEquations(books, history),
    ...certificateEquations(books, history, reference, terms),
    ...creditEquations(books, history, reference),
    ...invoiceLineEquations(books, history, reference, terms),
    ...yearlyEquations(books.invoices, reference, terms),
    ...creditEquationsOfLines(books.invoices),
    ...books.invoices.flatMap(totalEquations),
    ...eInvoiceEquations(books, terms),
    ...trainerPotEquations(books, history, reference, terms),
    ...accountingEquations(books, reference),
    ...numberEquations(books),
    ...messageEquations(books.ledger),
    ...caseEquations(books.escalation, books.ledger),
    ...fileEquations(books),
  ];
}
