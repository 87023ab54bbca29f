/** All kinds of mail, by name. */
import { isCopy } from '../../domain/messages/copies.ts';
import { type AddressMissing, addressMissing } from './addressMissing.ts';
import { type AssignmentMissing, assignmentMissing } from './assignmentMissing.ts';
import { type AttendanceList, attendanceList } from './attendanceList.ts';
import { type AttendanceMissing, attendanceMissing } from './attendanceMissing.ts';
import { type AttendanceReminder, attendanceReminder } from './attendanceReminder.ts';
import { type ChiefDigest, chiefDigest } from './chiefDigest.ts';
import { type ComplianceChief, complianceChief } from './complianceChief.ts';
import { type ComplianceHead, complianceHead } from './complianceHead.ts';
import { type ComplianceNetwork, complianceNetwork } from './complianceNetwork.ts';
import {
  type AttemptsUsedChief,
  attemptsUsedChief,
  type CertificateRestored,
  type CertificateRevoked,
  certificateRestored,
  certificateRevoked,
  type ResultCorrected,
  resultCorrected,
} from './corrections.ts';
import { type CourseCertificate, courseCertificate } from './courseCertificate.ts';
import { type CourseDayCertificate, courseDayCertificate } from './courseDayCertificate.ts';
import {
  type CourseDayReminder,
  courseDayReminderFirst,
  courseDayReminderSecond,
} from './courseDayReminder.ts';
import { type CourseInvitation, courseInvitation } from './courseInvitation.ts';
import { type CoursePartMail, partMissing, partReminder } from './coursePart.ts';
import { type CreditNoteMail, creditNote } from './creditNote.ts';
import { type DayMissed, dayMissed } from './dayMissed.ts';
import {
  type ExtensionAsked,
  type ExtensionGranted,
  type ExtensionRefused,
  extensionAsked,
  extensionGranted,
  extensionRefused,
} from './extension.ts';
import { type GroupSwitched, groupSwitched } from './groupSwitched.ts';
import { type InvoiceMail, invoice } from './invoice.ts';
import { type InvoiceReminderMail, invoiceReminder } from './invoiceReminder.ts';
import { copyNote, type Letter, type MailBody, type MailContext, renderLetter } from './layout.ts';
import {
  type MakeUpDay,
  type MakeUpNeeded,
  type MakeUpReleased,
  makeUpConfirmed,
  makeUpNeeded,
  makeUpReleased,
  makeUpReminder,
} from './makeUps.ts';
import { type MandateNotice, mandateNotice } from './mandateNotice.ts';
import { type MemoMissing, memoMissing } from './memoMissing.ts';
import { type MemoReminder, memoReminder } from './memoReminder.ts';
import { type NominationNotice, nominationNotice } from './nominationNotice.ts';
import { type NominationReminder, nominationReminder } from './nominationReminder.ts';
import { type NominationRequest, nominationRequest } from './nominationRequest.ts';
import { type NominationsUnanswered, nominationsUnanswered } from './nominationsUnanswered.ts';
import {
  type OfferingCancelled,
  type OfferingChanged,
  type OfferingMerged,
  type OfferingReinstated,
  offeringCancelled,
  offeringChanged,
  offeringMerged,
  offeringReinstated,
  type TrainerDaysChanged,
  type TrainerMissing,
  type TrainerOfferingCancelled,
  trainerDaysChanged,
  trainerMissing,
  trainerOfferingCancelled,
  trainerOfferingReinstated,
} from './offeringChanges.ts';
import { type PlanActivityReminder, planActivityReminder } from './planActivityReminder.ts';
import { type PracticalInformation, practicalInformation } from './practicalInformation.ts';
import { type ProgrammeCertificate, programmeCertificate } from './programmeCertificate.ts';
import { type ResultFailed, resultFailed } from './resultFailed.ts';
import { type ResultPassed, resultPassed } from './resultPassed.ts';
import { type ResultsDue, resultsDue } from './resultsDue.ts';
import { type ResultsMissing, resultsMissing } from './resultsMissing.ts';
import { type SeatConfirmed, seatConfirmed } from './seatConfirmed.ts';
import { type SeatLost, seatLost } from './seatLost.ts';
import { type SeatPromoted, seatPromoted } from './seatPromoted.ts';
import { type SeatsSummary, seatsSummary } from './seatsSummary.ts';
import type { MailTemplate } from './template.ts';
import { type TrainerInformation, trainerInformation } from './trainerInformation.ts';
import { type TrainerSharesMail, trainerShares } from './trainerShares.ts';
import { type WaitingListEnded, waitingListEnded } from './waitingListEnded.ts';
import { type WaitingListPlaced, waitingListPlaced } from './waitingListPlaced.ts';
import {
  type WebCourseCertificate,
  type WebCourseMail,
  webCourseAssigned,
  webCourseCertificate,
  webCourseReminder,
} from './webCourse.ts';

export type { DigestEntry } from './chiefDigest.ts';
export type { CourseDayView } from './courseDay.ts';
export type { MailContext } from './layout.ts';
export type { SeatsSummaryRow } from './seatsSummary.ts';

/** What each kind needs besides the context. */
export interface MailData {
  readonly nomination_notice: NominationNotice;
  readonly seat_confirmed: SeatConfirmed;
  readonly waiting_list_placed: WaitingListPlaced;
  readonly waiting_list_ended: WaitingListEnded;
  readonly seat_lost: SeatLost;
  readonly seat_promoted: SeatPromoted;
  readonly group_switched: GroupSwitched;
  readonly practical_information: PracticalInformation;
  readonly course_day_reminder_first: CourseDayReminder;
  readonly course_day_reminder_second: CourseDayReminder;
  readonly assignment_missing: AssignmentMissing;
  readonly memo_reminder: MemoReminder;
  readonly memo_missing: MemoMissing;
  readonly result_passed: ResultPassed;
  readonly result_failed: ResultFailed;
  readonly course_certificate: CourseCertificate;
  readonly course_day_certificate: CourseDayCertificate;
  readonly programme_certificate: ProgrammeCertificate;
  readonly mandate_notice: MandateNotice;
  readonly nomination_request: NominationRequest;
  readonly nomination_reminder: NominationReminder;
  readonly seats_summary: SeatsSummary;
  readonly chief_digest: ChiefDigest;
  readonly extension_asked: ExtensionAsked;
  readonly extension_granted: ExtensionGranted;
  readonly extension_refused: ExtensionRefused;
  readonly nominations_unanswered: NominationsUnanswered;
  readonly compliance_chief: ComplianceChief;
  readonly compliance_head: ComplianceHead;
  readonly compliance_network: ComplianceNetwork;
  readonly trainer_information: TrainerInformation;
  readonly attendance_list: AttendanceList;
  readonly attendance_reminder: AttendanceReminder;
  readonly results_due: ResultsDue;
  readonly attendance_missing: AttendanceMissing;
  readonly results_missing: ResultsMissing;
  readonly address_missing: AddressMissing;
  readonly invoice: InvoiceMail;
  readonly credit_note: CreditNoteMail;
  readonly trainer_shares: TrainerSharesMail;
  readonly invoice_reminder: InvoiceReminderMail;
  readonly course_invitation: CourseInvitation;
  readonly part_reminder: CoursePartMail;
  readonly part_missing: CoursePartMail;
  readonly day_missed: DayMissed;
  readonly web_course_assigned: WebCourseMail;
  readonly web_course_reminder: WebCourseMail;
  readonly web_course_certificate: WebCourseCertificate;
  readonly plan_activity_reminder: PlanActivityReminder;
  readonly offering_changed: OfferingChanged;
  readonly offering_cancelled: OfferingCancelled;
  readonly offering_merged: OfferingMerged;
  readonly offering_reinstated: OfferingReinstated;
  readonly trainer_days_changed: TrainerDaysChanged;
  readonly trainer_offering_cancelled: TrainerOfferingCancelled;
  readonly trainer_offering_reinstated: Pick<OfferingReinstated, 'courseTitle' | 'offeringCode' | 'days'>;
  readonly trainer_missing: TrainerMissing;
  readonly make_up_needed: MakeUpNeeded;
  readonly make_up_confirmed: MakeUpDay;
  readonly make_up_reminder: Omit<MakeUpDay, 'calendarFiles'>;
  readonly make_up_released: MakeUpReleased;
  readonly result_corrected: ResultCorrected;
  readonly certificate_revoked: CertificateRevoked;
  readonly certificate_restored: CertificateRestored;
  readonly attempts_used_chief: AttemptsUsedChief;
}

export type TemplateName = keyof MailData;

type MailTemplates = { readonly [Name in TemplateName]: MailTemplate<Name, MailData[Name]> };

export const mailTemplates: MailTemplates = {
  nomination_notice: nominationNotice,
  seat_confirmed: seatConfirmed,
  waiting_list_placed: waitingListPlaced,
  waiting_list_ended: waitingListEnded,
  seat_lost: seatLost,
  seat_promoted: seatPromoted,
  group_switched: groupSwitched,
  practical_information: practicalInformation,
  course_day_reminder_first: courseDayReminderFirst,
  course_day_reminder_second: courseDayReminderSecond,
  assignment_missing: assignmentMissing,
  memo_reminder: memoReminder,
  memo_missing: memoMissing,
  result_passed: resultPassed,
  result_failed: resultFailed,
  course_certificate: courseCertificate,
  course_day_certificate: courseDayCertificate,
  programme_certificate: programmeCertificate,
  mandate_notice: mandateNotice,
  nomination_request: nominationRequest,
  nomination_reminder: nominationReminder,
  seats_summary: seatsSummary,
  chief_digest: chiefDigest,
  extension_asked: extensionAsked,
  extension_granted: extensionGranted,
  extension_refused: extensionRefused,
  nominations_unanswered: nominationsUnanswered,
  compliance_chief: complianceChief,
  compliance_head: complianceHead,
  compliance_network: complianceNetwork,
  trainer_information: trainerInformation,
  attendance_list: attendanceList,
  attendance_reminder: attendanceReminder,
  results_due: resultsDue,
  attendance_missing: attendanceMissing,
  results_missing: resultsMissing,
  address_missing: addressMissing,
  invoice,
  credit_note: creditNote,
  trainer_shares: trainerShares,
  invoice_reminder: invoiceReminder,
  course_invitation: courseInvitation,
  part_reminder: partReminder,
  part_missing: partMissing,
  day_missed: dayMissed,
  web_course_assigned: webCourseAssigned,
  web_course_reminder: webCourseReminder,
  web_course_certificate: webCourseCertificate,
  plan_activity_reminder: planActivityReminder,
  offering_changed: offeringChanged,
  offering_cancelled: offeringCancelled,
  offering_merged: offeringMerged,
  offering_reinstated: offeringReinstated,
  trainer_days_changed: trainerDaysChanged,
  trainer_offering_cancelled: trainerOfferingCancelled,
  trainer_offering_reinstated: trainerOfferingReinstated,
  trainer_missing: trainerMissing,
  make_up_needed: makeUpNeeded,
  make_up_confirmed: makeUpConfirmed,
  make_up_reminder: makeUpReminder,
  make_up_released: makeUpReleased,
  result_corrected: resultCorrected,
  certificate_revoked: certificateRevoked,
  certificate_restored: certificateRestored,
  attempts_used_chief: attemptsUsedChief,
};

/** Whether a text is the name of a kind of mail. */
export function isTemplateName(name: string): name is TemplateName {
  return Object.hasOwn(mailTemplates, name);
}

/** A mail before it is known whether it goes alone. */
export interface MailPart {
  readonly subject: string;
  /** In Swedish, as the ledger shows it: by construction it has no person's name. */
  readonly ledgerSubject: string;
  readonly letter: Letter;
  readonly version: number;
}

export type FinishedMail = Omit<MailPart, 'letter'> & MailBody;

/**
 * What one kind of mail says.
 * @throws RangeError for a text that is not a date, a term or a whole amount.
 */
export function mailPart<Name extends TemplateName>(
  name: Name,
  data: MailData[Name] & MailContext,
): MailPart {
  const template: MailTemplates[Name] = mailTemplates[name];
  const letter = template.letter(data);
  return {
    subject: template.subject(data, data.language),
    ledgerSubject: template.subject(data, 'sv'),
    letter: isCopy(name) ? { ...letter, note: copyNote(data.language) } : letter,
    version: template.version,
  };
}

/** One part as a mail by itself. */
export function renderAlone({ letter, ...part }: MailPart, context: MailContext): FinishedMail {
  return { ...part, ...renderLetter(letter, context, part.subject) };
}

/**
 * Renders one mail that goes by itself.
 * @throws as `mailPart`
 */
export const renderMail = <Name extends TemplateName>(
  name: Name,
  data: MailData[Name] & MailContext,
): FinishedMail => renderAlone(mailPart(name, data), data);
