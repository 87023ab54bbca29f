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
  const messageId = bareMessageId(mail.messageId);
  if (!/^[^\s<>@]+@[^\s<>@]+$/.test(messageId)) throw new Error('a Message-ID must be local@domain');
  if (!/^[^\s<>@,]+@[^\s<>@,]+$/.test(mail.to.email)) throw new Error('a mail needs one recipient address');
  const calendar = mail.calendar ?? [];
  const [onlyInvitation] = calendar.length === 1 ? calendar : [];
  const composer = new MailComposer({
    messageId: `<${messageId}>`,
    date: new Date(mail.date),
    from: { name: mail.from.name, address: mail.from.email },
    replyTo: { name: mail.replyTo.name, address: mail.replyTo.email },
    to: { name: mail.to.name, address: mail.to.email },
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    textEncoding: 'quoted-printable',
    // RFC 3834: keeps out-of-office programs from answering.
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': mail.language,
      ...(mail.declineBy === undefined
        ? {}
        : {
            'List-Unsubscribe': `<mailto:${mail.replyTo.email}?subject=${encodeURIComponent(mail.declineBy)}>`,
          }),
    },
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
    baseBoundary: createHash('sha256').update(messageId).digest('hex').slice(0, 24),
    boundaryPrefix: '--ledarresan',
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

function attachedInvitation(file: CalendarFile) {
  return {
    filename: file.filename,
    content: Buffer.from(file.content, 'utf8'),
    contentType: `text/calendar; charset=utf-8; method=${file.method}`,
  };
}
