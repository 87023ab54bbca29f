/** Everything that people do, the same for the command line, a file of answers, and the people of a play. */
import type { ParsedAnswer } from '../../domain/answers.ts';
import type { IsoDate } from '../../domain/calendar/dates.ts';
import type { PersonId } from '../../domain/region.ts';
import type { Dependencies } from '../dependencies.ts';
import type { NewFact } from '../facts/record.ts';
import { type CertificateAnswers, certificateAnswers } from './certificates.ts';
import { type CopyAnswers, copyAnswers } from './copies.ts';
import { type CourseAnswers, courseAnswers } from './course.ts';
import { type CreditAnswers, creditAnswers } from './credits.ts';
import { type DecisionAnswers, decisionAnswers } from './decisions.ts';
import { type ExtensionAnswers, extensionAnswers } from './extensions.ts';
import { type GroupAnswers, groupAnswers } from './groups.ts';
import { type PlanAnswers, planAnswers } from './implementationPlan.ts';
import { type LanguageAnswers, languageAnswers } from './languages.ts';
import { type MakeUpAnswers, makeUpAnswers } from './makeUps.ts';
import { type NominationAnswers, nominationAnswers } from './nominations.ts';
import {
  type Answering,
  type AnswerSource,
  answering,
  answeringIn,
  type Occasion,
  type Outcome,
} from './occasion.ts';
import { type OfferingAnswers, offeringAnswers } from './offerings.ts';
import { type OtherCourseAnswers, otherCourseAnswers } from './otherCourses.ts';
import { type PaymentAnswers, paymentAnswers } from './payments.ts';
import { type PlaceAnswers, placeAnswers } from './places.ts';
import { type PostAnswers, postAnswers } from './posts.ts';
import { type RespiteAnswers, respiteAnswers } from './respites.ts';
import { type SeatAnswers, seatAnswers } from './seats.ts';
import { type SeatUndoAnswers, seatUndoAnswers } from './seatUndo.ts';
import { type TrainerAnswers, trainerAnswers } from './trainers.ts';

export type { AnswerSource, Occasion, Outcome } from './occasion.ts';
export { AnswerRefused, type RefusalCode } from './refused.ts';

/**
 * Each checks the answer against the current facts and records what follows, or throws `AnswerRefused`. The same
 * answer twice records nothing the second time.
 */
export interface Answers
  extends NominationAnswers,
    SeatAnswers,
    SeatUndoAnswers,
    GroupAnswers,
    PlaceAnswers,
    CourseAnswers,
    CertificateAnswers,
    RespiteAnswers,
    CreditAnswers,
    OtherCourseAnswers,
    PlanAnswers,
    ExtensionAnswers,
    PostAnswers,
    DecisionAnswers,
    OfferingAnswers,
    TrainerAnswers,
    MakeUpAnswers,
    LanguageAnswers,
    CopyAnswers,
    PaymentAnswers {}

const all = (run: Answering): Answers => ({
  ...nominationAnswers(run),
  ...seatAnswers(run),
  ...seatUndoAnswers(run),
  ...groupAnswers(run),
  ...placeAnswers(run),
  ...courseAnswers(run),
  ...certificateAnswers(run),
  ...respiteAnswers(run),
  ...extensionAnswers(run),
  ...creditAnswers(run),
  ...otherCourseAnswers(run),
  ...planAnswers(run),
  ...postAnswers(run),
  ...decisionAnswers(run),
  ...offeringAnswers(run),
  ...trainerAnswers(run),
  ...makeUpAnswers(run),
  ...languageAnswers(run),
  ...copyAnswers(run),
  ...paymentAnswers(run),
});

/**
 * Answers, each in a transaction of its own.
 * @param source `hand` when a coordinator enters it: mails that it causes then wait a quarter of an hour
 */
export const answers = (
  deps: Pick<Dependencies, 'db' | 'clock' | 'reference'>,
  source: AnswerSource = 'hand',
): Answers => all(answering(deps, source));

/**
 * Answers in a transaction that the caller has opened; a refused one leaves the others as they are.
 * @param into collects the facts instead of recording them; only for answers that do not depend on one another
 */
export const answersIn = (occasion: Occasion, source: AnswerSource, into?: NewFact[]): Answers =>
  all(answeringIn(occasion, source, into));

/**
 * Carries out one line of a file of answers.
 * @param by the person of the line
 * @param on the date of the line
 * @throws AnswerRefused
 */
export async function applyAnswer(
  to: Answers,
  by: PersonId,
  answer: ParsedAnswer,
  on: IsoDate,
): Promise<Outcome> {
  switch (answer.kind) {
    case 'nominate':
      return to.nominate({ term: answer.term, person: answer.nominee, chief: by });
    case 'decline_nomination': {
      const { nominee, term, cause } = answer;
      const said = { term, person: nominee, chief: by };
      return to.declineNomination(cause === undefined ? said : { ...said, cause });
    }
    case 'replace_nomination': {
      const { nominee, instead, term } = answer;
      return to.replaceNomination({ term, person: nominee, instead, chief: by });
    }
    case 'withdraw_nomination':
      return to.withdrawNomination({ term: answer.term, person: answer.nominee, chief: by });
    case 'approve_proposal':
      return to.approveProposal({ term: answer.term, chief: by, workplace: answer.workplace });
    case 'nominations_done':
      return to.closeAnswer({ term: answer.term, chief: by, workplace: answer.workplace });
    case 'nominations_reopened':
      return to.reopenAnswer({ term: answer.term, chief: by, workplace: answer.workplace });
    case 'reserve_places': {
      const { offering, municipality, count, releasedOn } = answer;
      return to.reservePlaces({ offering, municipality, count, releasedOn, by });
    }
    case 'switch_group':
      return to.switchGroup({ person: answer.manager, term: answer.term, by });
    case 'switch_undone':
      return to.undoSwitch({ person: answer.manager, by });
    case 'accept_seat':
      return to.acceptSeat({ offering: answer.offering, person: by });
    case 'decline_seat':
      return to.declineSeat({ offering: answer.offering, person: by });
    case 'withdraw':
      return to.withdraw({ offering: answer.offering, person: by });
    case 'undo_seat':
      return to.undoSeat({ offering: answer.offering, person: answer.holder, by });
    case 'attendance':
      return to.registerAttendance({ ...answer, by });
    case 'assignment':
      return to.handIn({ offering: answer.offering, person: by, day: answer.day });
    case 'memo':
      return to.handIn({ offering: answer.offering, person: by });
    case 'result':
      return to.registerResult({
        offering: answer.offering,
        person: answer.examinee,
        passed: answer.passed,
        by,
      });
    case 'day_seat':
      return to.registerDaySeat({ offering: answer.offering, person: by });
    case 'book_staff':
      return to.bookStaff({ offering: answer.offering, people: answer.people, by });
    case 'credit':
      return to.recogniseCredit({ person: by, ...answer });
    case 'equivalent':
      return to.recogniseEquivalent({ person: by, ...answer });
    case 'credit_withdrawn':
      return to.withdrawCredit({ person: by, ...answer });
    case 'part_done':
      return to.completePart({ person: by, course: answer.course, part: answer.part });
    case 'part_reopened':
      return to.reopenPart({ person: by, course: answer.course, part: answer.part });
    case 'study_assigned':
      return to.assignStudy({
        person: by,
        course: answer.course,
        ...(answer.due === '' ? {} : { due: answer.due }),
      });
    case 'study_unassigned':
      return to.unassignStudy({ person: by, course: answer.course });
    case 'study_done':
      return to.completeStudy({ person: by, course: answer.course, manner: answer.manner });
    case 'study_reopened':
      return to.reopenStudy({ person: by, course: answer.course });
    case 'activity_done':
      return to.completeActivity({ activity: answer.activity });
    case 'activity_reopened':
      return to.reopenActivity({ activity: answer.activity });
    case 'activity_moved':
      return to.moveActivity({ activity: answer.activity, to: answer.to });
    case 'activity_cancelled':
      return to.cancelActivity({ activity: answer.activity });
    case 'undo_activity':
      return to.undoActivity({ activity: answer.activity });
    case 'ask_extension':
      return to.askExtension({ ...answer, person: answer.manager === '' ? by : answer.manager, by });
    case 'grant_extension':
      return to.grantExtension({ person: answer.manager, by, until: answer.until });
    case 'refuse_extension':
      return to.refuseExtension({ person: answer.manager, by, cause: answer.cause });
    case 'undo_extension':
      return to.undoExtension({ person: by });
    case 'capacity':
      return to.changeCapacity({ offering: answer.offering, capacity: answer.capacity, by });
    case 'interest':
      return to.registerInterest({ person: by, course: answer.course });
    case 'interest_withdrawn':
      return to.withdrawInterest({ person: by, course: answer.course });
    case 'back':
      return to.endRespite({ person: by, kind: 'leave', ...(answer.on === '' ? {} : { on: answer.on }) });
    case 'undo':
      return answer.what === 'post'
        ? to.undoPost({ person: by })
        : to.undoRespite({ person: by, kind: answer.what });
    case 'move':
    case 'returns': {
      const { kind, ...move } = answer;
      return kind === 'move'
        ? to.changePost({ person: by, ...move })
        : to.returnToPost({ person: by, ...move });
    }
    case 'new_chief':
      return to.replaceChief({ chief: by, old: answer.old, from: answer.from });
    case 'undo_new_chief':
      return to.undoReplaceChief({ chief: by, old: answer.old });
    case 'leaves_post':
      return to.leavePost({ person: by, on: answer.on });
    case 'name_changed':
      return to.nameChanged({ person: by });
    case 'copies':
      return to.chooseCopies({ person: by, copies: answer.copies, wanted: answer.wanted });
    case 'undo_copies':
      return to.undoCopies({ person: by });
    case 'language':
      return to.chooseLanguage({ person: by, language: answer.language });
    case 'undo_language':
      return to.undoLanguage({ person: by });
    case 'mandate': {
      const { kind: _kind, ...change } = answer;
      return to.changeMandate(change);
    }
    case 'mandate_ends':
      return to.withdrawMandate({ mandate: answer.mandate, on: answer.on });
    case 'undo_mandate':
      return to.undoMandate({ mandate: answer.mandate });
    case 'leaves_cooperation':
      return to.leaveCooperation({ municipality: answer.municipality, on: answer.on });
    case 'stays_in_cooperation':
      return to.stayInCooperation({ municipality: answer.municipality });
    case 'correct_result':
      return to.correctResult({
        offering: answer.offering,
        person: answer.examinee,
        passed: answer.passed,
        by,
      });
    case 'change_day':
      return to.changeDay({ ...answer, by });
    case 'shorten_offering':
      return to.shortenOffering({ ...answer, by });
    case 'move_offering':
      return to.moveOffering({ ...answer, by });
    case 'merge_offering':
      return to.mergeOffering({ ...answer, by });
    case 'cancel_offering':
      return to.cancelOffering({ offering: answer.offering, by });
    case 'reinstate_offering':
      return to.reinstateOffering({ offering: answer.offering, by });
    case 'undo_offering_change':
      return to.undoOfferingChange({ offering: answer.offering, by });
    case 'trainer_unavailable':
      return to.trainerUnavailable({ ...answer, by });
    case 'trainer_available':
      return to.trainerAvailable({ ...answer, by });
    case 'assign_trainer':
      return to.assignTrainer({ ...answer, by });
    case 'unassign_trainer':
      return to.unassignTrainer({ ...answer, by });
    case 'make_up':
      return to.bookMakeUp({ ...answer, person: by });
    case 'cancel_make_up':
      return to.releaseMakeUp({ ...answer, person: by });
    case 'payment': {
      const { kind: _kind, ...payment } = answer;
      return to.recordPayment({ ...payment, paidOn: on });
    }
    case 'payment_withdrawn':
      return to.withdrawPayment({ seller: answer.seller, reference: answer.reference });
    case 'payments_read':
      return to.readPayments({ seller: answer.seller, through: answer.through === '' ? on : answer.through });
    case 'dunning_stop':
      return to.stopDunning({ invoice: answer.invoice, cause: answer.cause, until: answer.until });
    case 'dunning_resume':
      return to.resumeDunning({ invoice: answer.invoice });
    case 'invoice_recheck':
      return to.recheckInvoice({ invoice: answer.invoice });
    case 'leave':
      return to.grantRespite({
        person: by,
        kind: 'leave',
        until: answer.until,
        ...(answer.from === undefined ? {} : { from: answer.from }),
        ...(answer.cause === undefined ? {} : { cause: answer.cause }),
      });
    case 'revoke_certificate':
      return to.revokeCertificate(answer);
    case 'restore_certificate':
      return to.restoreCertificate(answer);
    case 'reissue_certificate':
      return to.reissueCertificate(answer);
    case 'undo_reissue_certificate':
      return to.undoReissueCertificate(answer);
    case 'plan':
    case 'exempt':
      return to.grantRespite({ person: by, kind: answer.kind, until: answer.until });
  }
}
