/** The kinds of documents: certificate, nomination proposal, invoice, statement of the trainer pot and compliance report. */
import type { Dependencies } from '../dependencies.ts';
import type { StepInput } from '../lives/ledger.ts';
import { freezeDocument } from './freeze.ts';
import { describeCertificate } from './views/certificate.ts';
import { describeInvoice } from './views/invoice.ts';
import { describeProposal } from './views/proposal.ts';
import { describeReport } from './views/report.ts';
import { describeShares } from './views/shares.ts';

export const issueCertificate = (deps: Dependencies, step: StepInput): Promise<void> =>
  freezeDocument(deps, step, (effect, now) => describeCertificate(deps, effect, now));

export const makeProposal = (deps: Dependencies, step: StepInput): Promise<void> =>
  freezeDocument(deps, step, (effect, now) => describeProposal(deps, effect, now));

export const makeInvoiceDocument = (deps: Dependencies, step: StepInput): Promise<void> =>
  freezeDocument(deps, step, (effect, now) => describeInvoice(deps, effect, now));

export const makeReport = (deps: Dependencies, step: StepInput): Promise<void> =>
  freezeDocument(deps, step, (effect, now) => describeReport(deps, effect, now));

export const makeShareDocument = (deps: Dependencies, step: StepInput): Promise<void> =>
  freezeDocument(deps, step, (effect) => describeShares(deps, effect));
