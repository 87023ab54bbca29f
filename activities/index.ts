/** All activities: thin, each one effect or one plan, and safe to run twice. */
import { revokeCertificate } from './certificates.ts';
import type { Dependencies } from './dependencies.ts';
import {
  issueCertificate,
  makeInvoiceDocument,
  makeProposal,
  makeReport,
  makeShareDocument,
} from './documents/make.ts';
import { allocateSeats } from './enrolment/allocateSeats.ts';
import { endWaitingList } from './enrolment/endWaitingList.ts';
import { lapseSeat } from './enrolment/lapseSeat.ts';
import { promote } from './enrolment/promote.ts';
import { propose } from './enrolment/propose.ts';
import { releasePlace } from './enrolment/release.ts';
import { releaseReserved } from './enrolment/releaseReserved.ts';
import { settleUnanswered } from './enrolment/settleUnanswered.ts';
import { takeCaseStep } from './escalation/caseStep.ts';
import { makeDigest } from './escalation/makeDigest.ts';
import { creditTrainerShares } from './invoices/creditTrainerShares.ts';
import { deliverEInvoice } from './invoices/deliver.ts';
import { issueCorrections } from './invoices/issueCorrections.ts';
import { issueCourseDayInvoices } from './invoices/issueCourseDayInvoices.ts';
import { issueSeatInvoices } from './invoices/issueSeatInvoices.ts';
import { issueYearlyInvoices } from './invoices/issueYearlyInvoices.ts';
import type { StepInput } from './lives/ledger.ts';
import { markStuck, planLife } from './lives/plan.ts';
import { sendMail } from './messages/send.ts';
import { closeOffering, publishPracticalInformation } from './offerings/decisions.ts';
import { inviteAudience } from './offerings/invite.ts';
import { openReportPeriod } from './reports/openPeriod.ts';
import { closeTask, openTask } from './tasks.ts';

/** Carries out one step of a plan. */
type StepActivity = (deps: Dependencies, step: StepInput) => Promise<void>;

export function createActivities(deps: Dependencies) {
  const step = (perform: StepActivity) => (input: StepInput) => perform(deps, input);
  return {
    plan: (life: string) => planLife(deps, life),
    markStuck: (life: string, reason: string) => markStuck(deps, life, reason),
    openReportPeriod: (request: Parameters<typeof openReportPeriod>[1]) => openReportPeriod(deps, request),
    sendMail: step(sendMail),
    openTask: step(openTask),
    closeTask: step(closeTask),
    revokeCertificate: step(revokeCertificate),
    issueCertificate: step(issueCertificate),
    makeProposal: step(makeProposal),
    makeInvoiceDocument: step(makeInvoiceDocument),
    makeShareDocument: step(makeShareDocument),
    makeReport: step(makeReport),
    propose: step(propose),
    allocateSeats: step(allocateSeats),
    settleUnanswered: step(settleUnanswered),
    releaseReserved: step(releaseReserved),
    lapseSeat: step(lapseSeat),
    promote: step(promote),
    releasePlace: step(releasePlace),
    endWaitingList: step(endWaitingList),
    publishPracticalInformation: step(publishPracticalInformation),
    closeOffering: step(closeOffering),
    inviteAudience: step(inviteAudience),
    issueSeatInvoices: step(issueSeatInvoices),
    issueCourseDayInvoices: step(issueCourseDayInvoices),
    issueYearlyInvoices: step(issueYearlyInvoices),
    issueCorrections: step(issueCorrections),
    creditTrainerShares: step(creditTrainerShares),
    deliverEInvoice: step(deliverEInvoice),
    takeCaseStep: step(takeCaseStep),
    makeDigest: step(makeDigest),
  };
}

export type Activities = ReturnType<typeof createActivities>;
