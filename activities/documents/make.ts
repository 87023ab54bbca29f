/** The four kinds of documents: certificate, nomination proposal, invoice and compliance report. */
import type { Dependencies } from '../dependencies.ts';
import type { StepInput } from '../lives/ledger.ts';
import { freezeDocument } from './freeze.ts';
import { describeCertificate } from './views/certificate.ts';
import { describeInvoice } from './views/invoice.ts';
import { describeProposal } from './views/proposal.ts';
import { describeReport } from './views/report.ts';

export const issueCertificate = (deps: Dependencies, step: StepInput): Promise<void> =>
  freezeDocument(deps, step, (effect, now) => describeCertificate(deps, effect, now));

export const makeProposal = (deps: Dependencies, step: StepInput): Promise<void> =>
  freezeDocument(deps, step, (effect, now) => describeProposal(deps, effect, now));

export const makeInvoiceDocument = (deps: Dependencies, step: StepInput): Promise<void> =>
  freezeDocument(deps, step, (effect, now) => describeInvoice(deps, effect, now));

export const makeReport = (deps: Dependencies, step: StepInput): Promise<void> =>
  freezeDocument(deps, step, (effect, now) => describeReport(deps, effect, now));
