/**
 * From a message as we think of it to the bytes that travel. The same message always gives the same bytes:
 * nothing random, and no clock but the business moment in `date`.
 */
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Instant } from '../../domain/calendar/dates.ts';
import type { Language } from '../../domain/region.ts';
import type { CalendarFile } from './calendar.ts';
import { bareMessageId } from './mailFiles.ts';
import { plainMail } from './plainMail.ts';

export interface MailAddress {
  readonly name: string;
  readonly email: string;
}

export interface MailAttachment {
  readonly filename: string;
  readonly content: Buffer;
  readonly contentType: string;
}

export interface OutgoingMail {
  /** `local@domain`, with or without angle brackets; made from the effect's key, so that it is the same every time. */
  readonly messageId: string;
  /** The business moment, which becomes the Date header. */
  readonly date: Instant;
  readonly from: MailAddress;
  readonly replyTo: MailAddress;
  /** Exactly one recipient, so that one reply code speaks of one person. */
  readonly to: MailAddress;
  /** Of the subject and both parts. */
  readonly language: Language;
  readonly subject: string;
  /** Of a mail that its reader may decline, the subject of the reply that does so: a List-Unsubscribe address. */
  readonly declineBy?: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly MailAttachment[];
  /**
   * Calendar files, one event each. A single one is also offered as an alternative part, which mail programs show
   * as an invitation; several are attached.
   */
  readonly calendar?: readonly CalendarFile[];
}

/**
 * The message as it is sent and kept (RFC 5322, CRLF).
 * @throws Error when the Message-ID is not `local@domain` or an address is empty.
 */
export async function composeMail(mail: OutgoingMail): Promise<Buffer> {
  if (!/^[^\s<>@]+@[^\s<>@]+$/.test(bareMessageId(mail.messageId)))
    throw new Error('a Message-ID must be local@domain');
  if (!/^[^\s<>@,]+@[^\s<>@,]+$/.test(mail.to.email)) throw new Error('a mail needs one recipient address');
  const hasFiles = mail.attachments.length > 0 || (mail.calendar ?? []).length > 0;
  return hasFiles ? composeParts(mail) : plainMail(headersOf(mail), mail, boundaryOf(mail));
}

/** The same message, also with files: nodemailer's composer makes each part of it in streams of their own. */
export async function composeParts(mail: OutgoingMail): Promise<Buffer> {
  const calendar = mail.calendar ?? [];
  const [onlyInvitation] = calendar.length === 1 ? calendar : [];
  const composer = new MailComposer({
    ...headersOf(mail),
    text: mail.text,
    html: mail.html,
    textEncoding: 'quoted-printable',
    attachments: [
      ...mail.attachments.map(({ filename, content, contentType }) => ({ filename, content, contentType })),
      ...(onlyInvitation ? [] : calendar.map(attachedInvitation)),
    ],
    ...(onlyInvitation
      ? {
          icalEvent: {
            method: onlyInvitation.method,
            filename: onlyInvitation.filename,
            content: onlyInvitation.content,
          },
        }
      : {}),
    ...boundaryOf(mail),
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

const headersOf = (mail: OutgoingMail) => ({
  headers: marksOf(mail),
  from: { name: mail.from.name, address: mail.from.email },
  to: { name: mail.to.name, address: mail.to.email },
  replyTo: { name: mail.replyTo.name, address: mail.replyTo.email },
  subject: mail.subject,
  messageId: `<${bareMessageId(mail.messageId)}>`,
  date: new Date(mail.date),
});

function marksOf({ language, declineBy, replyTo }: OutgoingMail): Readonly<Record<string, string>> {
  // RFC 3834: keeps out-of-office programs from answering.
  const marks = { 'Auto-Submitted': 'auto-generated', 'Content-Language': language };
  if (declineBy === undefined) return marks;
  const address = `<mailto:${replyTo.email}?subject=${encodeURIComponent(declineBy)}>`;
  return { ...marks, 'List-Unsubscribe': address };
}

export type MailHeaders = ReturnType<typeof headersOf>;

const boundaryOf = ({ messageId }: OutgoingMail) => ({
  baseBoundary: createHash('sha256').update(bareMessageId(messageId)).digest('hex').slice(0, 24),
  boundaryPrefix: '--ledarresan',
});

function attachedInvitation(file: CalendarFile) {
  return {
    filename: file.filename,
    content: Buffer.from(file.content, 'utf8'),
    contentType: `text/calendar; charset=utf-8; method=${file.method}`,
  };
}
