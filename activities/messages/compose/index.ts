/** Makes the mail of an effect: from the ids in its row to a message with everybody's present name and address. */
import type { Instant } from '../../../domain/calendar/dates.ts';
import { isCopy } from '../../../domain/messages/copies.ts';
import type { Language } from '../../../domain/region.ts';
import { renderParts } from '../../../templates/mail/combined.ts';
import {
  isTemplateName,
  type MailContext,
  type MailPart,
  mailPart,
  type TemplateName,
} from '../../../templates/mail/index.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { EffectRow } from '../../lives/ledger.ts';
import type { MailAttachment, OutgoingMail } from '../composeMail.ts';
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
import type { Invitation } from './invitations.ts';
import { makeUpMails } from './makeUps.ts';
import { mandateMails } from './mandates.ts';
import { offeringChangeMails } from './offeringChanges.ts';
import { otherCourseMails } from './otherCourses.ts';
import { reportMails } from './reports.ts';
import { type MailBuilders, type MailScene, openScene, type Suppressed } from './scene.ts';
import { trainerMails } from './trainers.ts';

/** How the ledger shows one mail, or one part of it. */
export interface ShownMail {
  readonly key: string;
  /** Never a person's name. */
  readonly subject: string;
  readonly templateVersion: number;
}

export interface ComposedMessage {
  readonly message: OutgoingMail;
  /** As the ledger shows it: never a person's name. */
  readonly subject: string;
  readonly templateVersion: number;
  /** The row of the mail that is handed over, and of each part that it carries. */
  readonly rows: readonly ShownMail[];
  /** Where the message will lie in the output folder. */
  readonly file: string;
  /** Version of the recipient's address; 0 for an office. */
  readonly addressVersion: number;
  /** What the message brings into the recipient's calendar. */
  readonly invitations: readonly KeptInvitation[];
}

/** What shall not be sent after all, and why: Swedish sentences without names. */
export interface NotSent {
  readonly notSent: readonly { readonly key: string; readonly reason: string }[];
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
  const composed = await composeTogether(deps, effect, [], now);
  return 'notSent' in composed ? { suppressed: composed.notSent[0]?.reason ?? '' } : composed;
}

/**
 * A mail and the parts that it carries, in order of what is to be done first.
 * @param effect the claimed row of the ledger that is handed over
 * @param parts rows that it carries; none for a mail that goes by itself
 * @returns the message, or what of it shall not be sent after all
 * @throws as `composeMessage`
 */
export async function composeTogether(
  deps: Dependencies,
  effect: EffectRow,
  parts: readonly EffectRow[],
  now: Instant,
): Promise<ComposedMessage | NotSent> {
  const effects = [effect, ...parts];
  const made: Made[] = [];
  const notSent: { key: string; reason: string }[] = [];
  for (const one of effects) {
    const outcome = await makePart(deps, one, now, effects);
    if ('suppressed' in outcome) notSent.push({ key: one.key, reason: outcome.suppressed });
    else made.push(outcome);
  }
  const [first] = made;
  if (notSent.length > 0 || first === undefined) return { notSent };
  const { scene, context, addressVersion } = first;
  const mail = renderParts(
    made.map(({ part }) => part),
    context,
  );
  const invitations = [
    ...new Map(made.flatMap(({ calendar }) => calendar.map((file) => [file.kept.event, file]))).values(),
  ];
  const messageId = messageIdOf(effect.key, scene.reference.domain);
  return {
    message: {
      messageId,
      date: now,
      from: scene.from,
      replyTo: context.replyTo,
      to: scene.to,
      language: scene.language,
      subject: mail.subject,
      ...(effects.every(({ template }) => isCopy(template))
        ? {
            declineBy: `${declining[scene.language]} (${effects.map(({ template }) => template).join(', ')})`,
          }
        : {}),
      text: mail.text,
      html: mail.html,
      attachments: eachNamed(made.flatMap(({ attachments }) => attachments)),
      ...(made.some(({ hasCalendar }) => hasCalendar) ? { calendar: eachNamed(invitations) } : {}),
    },
    subject: mail.ledgerSubject,
    templateVersion: mail.version,
    rows: made.map(({ effect: { key }, part }, index) => ({
      key,
      subject: index === 0 ? mail.ledgerSubject : part.ledgerSubject,
      templateVersion: part.version,
    })),
    file: `mail/${mailFileStem(messageId)}.eml`,
    addressVersion,
    invitations: invitations.map(({ kept }) => kept),
  };
}

/** Subject of a reply that declines copies; never of a mail that also asks for something. */
const declining = { sv: 'Inga kopior', en: 'No copies' } as const satisfies Readonly<
  Record<Language, string>
>;

/** One mail, or one part of it, with what belongs to it. */
interface Made {
  readonly effect: EffectRow;
  readonly scene: MailScene;
  readonly context: MailContext;
  readonly part: MailPart;
  readonly attachments: readonly MailAttachment[];
  readonly calendar: readonly Invitation[];
  readonly hasCalendar: boolean;
  readonly addressVersion: number;
}

async function makePart(
  deps: Dependencies,
  effect: EffectRow,
  now: Instant,
  together: readonly EffectRow[],
): Promise<Made | Suppressed> {
  const { template } = effect;
  if (!isTemplateName(template))
    throw new RangeError(`effect ${effect.key} names no kind of mail: ${template}`);
  return makeKind(template, deps, effect, now, together);
}

async function makeKind<Name extends TemplateName>(
  name: Name,
  deps: Dependencies,
  effect: EffectRow,
  now: Instant,
  together: readonly EffectRow[],
): Promise<Made | Suppressed> {
  const { scene, addressVersion, ...addressed } = await openScene(deps, effect, now, together);
  if (scene.to.email === '') return { suppressed: 'Mottagaren har ingen e-postadress nu.' };
  const build: MailBuilders<TemplateName>[Name] = builders[name];
  const content = await build(scene);
  if ('suppressed' in content) return content;
  const context: MailContext = { ...addressed, senderName: scene.reference.senderName };
  return {
    effect,
    scene,
    context,
    part: mailPart(name, { ...content.data, ...context }),
    attachments: content.attachments ?? [],
    calendar: content.calendar ?? [],
    hasCalendar: content.calendar !== undefined,
    addressVersion,
  };
}

/** Files of several parts may have the same name: `Kursintyg.pdf`, `Kursintyg-2.pdf`. */
function eachNamed<File extends { readonly filename: string }>(files: readonly File[]): readonly File[] {
  const names = new Map<string, number>();
  return files.map((file) => {
    const count = (names.get(file.filename) ?? 0) + 1;
    names.set(file.filename, count);
    if (count === 1) return file;
    const dot = file.filename.lastIndexOf('.');
    const stem = dot < 1 ? file.filename : file.filename.slice(0, dot);
    return { ...file, filename: `${stem}-${count}${file.filename.slice(stem.length)}` };
  });
}

/** The same for a key for ever; a colon, as in the id of a mandate, may not stand in a Message-ID (RFC 5322 §3.6.4). */
export const messageIdOf = (key: string, domain: string): string => `${key.replaceAll(':', '_')}@${domain}`;
