/** How each kind of effect is carried out: its activity, its time and its retries, with the reason beside them. */
import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/index.ts';

// The time-out is above the SMTP conversation's own. A second attempt never sends blindly: it finds the claim of the
// first and asks what became of it, so running it again is safe.
export const { sendMail: send } = proxyActivities<Pick<Activities, 'sendMail'>>({
  startToCloseTimeout: '90 seconds',
  retry: { maximumAttempts: 4, initialInterval: '2 seconds' },
});

// Rendering gives the same bytes each time and is stored under their hash: repeat it freely.
const documents = proxyActivities<
  Pick<
    Activities,
    'issueCertificate' | 'makeProposal' | 'makeInvoiceDocument' | 'makeShareDocument' | 'makeReport'
  >
>({
  startToCloseTimeout: '2 minutes',
  retry: { maximumAttempts: 6, initialInterval: '1 second', nonRetryableErrorTypes: ['deterministic'] },
});
export const issue = {
  certificate: documents.issueCertificate,
  proposal: documents.makeProposal,
  invoiceDocument: documents.makeInvoiceDocument,
  shareDocument: documents.makeShareDocument,
  report: documents.makeReport,
};

// One transaction each: all or nothing, and a second run finds it done. A seat plan is worked out before its
// transaction, which takes seconds, on a busy machine a minute.
const decisions = proxyActivities<
  Pick<
    Activities,
    | 'openTask'
    | 'releasePlace'
    | 'closeTask'
    | 'revokeCertificate'
    | 'propose'
    | 'allocateSeats'
    | 'settleUnanswered'
    | 'releaseReserved'
    | 'lapseSeat'
    | 'promote'
    | 'endWaitingList'
    | 'publishPracticalInformation'
    | 'closeOffering'
    | 'inviteAudience'
    | 'issueSeatInvoices'
    | 'issueCourseDayInvoices'
    | 'issueYearlyInvoices'
    | 'issueCorrections'
    | 'creditTrainerShares'
    | 'takeCaseStep'
    | 'makeDigest'
  >
>({
  startToCloseTimeout: '4 minutes',
  retry: { maximumAttempts: 6, initialInterval: '500 ms', nonRetryableErrorTypes: ['deterministic'] },
});
// What an access point has taken it knows by the invoice's number: giving it once more is safe.
export const { deliverEInvoice: deliver } = proxyActivities<Pick<Activities, 'deliverEInvoice'>>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 8, initialInterval: '2 seconds', nonRetryableErrorTypes: ['deterministic'] },
});
export const { openTask, closeTask } = decisions;
export const decide = decisions;

// Without an end: no life stands behind it yet, so nobody else would notice that a period was never opened.
export const { openReportPeriod: openPeriod } = proxyActivities<Pick<Activities, 'openReportPeriod'>>({
  startToCloseTimeout: '1 minute',
  retry: {
    initialInterval: '500 ms',
    maximumInterval: '1 minute',
    nonRetryableErrorTypes: ['deterministic'],
  },
});
