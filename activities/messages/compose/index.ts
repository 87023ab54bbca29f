/** Makes the mail of an effect: from the ids in its row to a message with everybody's present name and address. */
import type { Instant } from '../../../domain/calendar/dates.ts';
import { isTemplateName, renderMail, type TemplateName } from '../../../templates/mail/index.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { EffectRow } from '../../lives/ledger.ts';
import type { OutgoingMail } from '../composeMail.ts';
import type { KeptInvitation } from '../invitations.ts';
import { mailFileStem } from '../mailFiles.ts';
import { certificateMails } from './certificates.ts';
import { chiefMails } from './chiefs.ts';
import { coordinatorMails } from './coordinators.ts';
import { correctionMails } from './corrections.ts';
import { courseDayMails } from './courseDays.ts';
import { enrolmentMails } from './enrolment.ts';
import { escalationMails } from './escalation.ts';
import { examinationMails } from './examination.ts';
import { financeMails } from './finance.ts';
import { makeUpMails } from './makeUps.ts';
import { mandateMails } from './mandates.ts';
import { offeringChangeMails } from './offeringChanges.ts';
import { otherCourseMails } from './otherCourses.ts';
import { reportMails } from './reports.ts';
import { type MailBuilders, openScene, type Suppressed } from './scene.ts';
import { trainerMails } from './trainers.ts';

export interface ComposedMessage {
  readonly message: OutgoingMail;
  /** As the ledger shows it: never a person's name. */
  readonly subject: string;
  readonly templateVersion: number;
  /** Where the message will lie in the output folder. */
  readonly file: string;
  /** Version of the recipient's address; 0 for an office. */
  readonly addressVersion: number;
  /** What the message brings into the recipient's calendar. */
  readonly invitations: readonly KeptInvitation[];
}

/** Exhaustive: a new kind of mail does not compile until somebody says what it is made from. */
const builders: MailBuilders<TemplateName> = {
  ...enrolmentMails,
  ...courseDayMails,
  ...examinationMails,
  ...certificateMails,
  ...mandateMails,
  ...escalationMails,
  ...chiefMails,
  ...trainerMails,
  ...coordinatorMails,
  ...financeMails,
  ...reportMails,
  ...otherCourseMails,
  ...offeringChangeMails,
  ...makeUpMails,
  ...correctionMails,
};

/**
 * @param effect the claimed row of the ledger; its `template` says which mail it is
 * @param now the business moment, which becomes the Date header
 * @returns the message, or why it shall not be sent after all (a Swedish sentence without names)
 * @throws MissingFact or UnknownReference, with ids only, when the facts that the mail speaks of are not there
 */
export async function composeMessage(
  deps: Dependencies,
  effect: EffectRow,
  now: Instant,
): Promise<ComposedMessage | Suppressed> {
  const { template } = effect;
  if (!isTemplateName(template))
    throw new RangeError(`effect ${effect.key} names no kind of mail: ${template}`);
  return composeKind(template, deps, effect, now);
}

async function composeKind<Name extends TemplateName>(
  name: Name,
  deps: Dependencies,
  effect: EffectRow,
  now: Instant,
): Promise<ComposedMessage | Suppressed> {
  const { scene, addressVersion, ...addressed } = await openScene(deps, effect, now);
  if (scene.to.email === '') return { suppressed: 'Mottagaren har ingen e-postadress nu.' };
  const build: MailBuilders<TemplateName>[Name] = builders[name];
  const content = await build(scene);
  if ('suppressed' in content) return content;

  const { senderName } = scene.reference;
  const mail = renderMail(name, { ...content.data, ...addressed, senderName });
  const messageId = messageIdOf(effect.key, scene.reference.domain);
  return {
    message: {
      messageId,
      date: now,
      from: scene.from,
      replyTo: addressed.replyTo,
      to: scene.to,
      language: scene.language,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      attachments: content.attachments ?? [],
      ...(content.calendar === undefined ? {} : { calendar: content.calendar }),
    },
    subject: mail.ledgerSubject,
    templateVersion: mail.version,
    file: `mail/${mailFileStem(messageId)}.eml`,
    addressVersion,
    invitations: (content.calendar ?? []).map(({ kept }) => kept),
  };
}

/** The same for a key for ever; a colon, as in the id of a mandate, may not stand in a Message-ID (RFC 5322 §3.6.4). */
export const messageIdOf = (key: string, domain: string): string => `${key.replaceAll(':', '_')}@${domain}`;
