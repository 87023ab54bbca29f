/** The invoices of one term. Numbers are given by one runner, one step at a time, sorted by business key. */
import type { InvoicingStepKind } from '../domain/invoicing/agenda.ts';
import type { PolicyStepKind } from '../domain/messages/policy.ts';
import type { LifeInput } from './contract.ts';
import { closeTask, decide, deliver, issue, openTask, send } from './effects.ts';
import { runLife, type StepInput, unknownStep } from './life.ts';

export async function termInvoicing(input: LifeInput): Promise<void> {
  await runLife(input, (kind, step) => perform(kind as InvoicingStepKind | PolicyStepKind, step), {
    alone: [
      'issue_seat_invoices',
      'issue_course_day_invoices',
      'issue_yearly_invoices',
      'issue_corrections',
      'credit_trainer_shares',
    ] satisfies InvoicingStepKind[],
  });
}

function perform(kind: InvoicingStepKind | PolicyStepKind, step: StepInput): Promise<void> {
  switch (kind) {
    case 'issue_seat_invoices':
      return decide.issueSeatInvoices(step);
    case 'issue_course_day_invoices':
      return decide.issueCourseDayInvoices(step);
    case 'issue_yearly_invoices':
      return decide.issueYearlyInvoices(step);
    case 'issue_corrections':
      return decide.issueCorrections(step);
    case 'credit_trainer_shares':
      return decide.creditTrainerShares(step);
    case 'share_document':
      return issue.shareDocument(step);
    case 'invoice_document':
      return issue.invoiceDocument(step);
    case 'e_invoice':
      return deliver(step);
    case 'task':
      return openTask(step);
    case 'close_task':
      return closeTask(step);
    case 'mail':
      return send(step);
    default:
      return unknownStep(kind);
  }
}
