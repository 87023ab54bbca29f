/**
 * A mail that is nothing but its two texts, as nearly all are, written in one go. nodemailer encodes headers and texts;
 * only its composer is left out, which makes the same bytes with several streams a part, and took half the time of
 * sending a mail.
 */
import { foldLines, hasLongerLines, isPlainText } from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';
import { encode, wrap } from 'nodemailer/lib/qp';
import type { MailHeaders, OutgoingMail } from './composeMail.ts';

/** It keeps nothing of what it encodes. */
const encoder = new MimeNode(undefined, { textEncoding: 'Q', baseBoundary: 'unused' });
type Value = Parameters<typeof encoder.encodeHeaderValue>[1];

const newline = '\r\n';
const width = 76;

/** @returns the same bytes as `composeParts` for the same mail */
export function plainMail(
  headers: MailHeaders,
  { text, html }: Pick<OutgoingMail, 'text' | 'html'>,
  { baseBoundary, boundaryPrefix }: { readonly baseBoundary: string; readonly boundaryPrefix: string },
): Buffer {
  const boundary = `${boundaryPrefix}-${baseBoundary}-Part_1`;
  const lines = [
    ...Object.entries(headers.headers).map(([name, value]) => header(name, value)),
    header('From', headers.from),
    header('To', headers.to),
    header('Reply-To', headers.replyTo),
    header('Subject', headers.subject),
    header('Message-ID', headers.messageId),
    header('Date', headers.date),
    header('MIME-Version', '1.0'),
    header('Content-Type', `multipart/alternative; boundary="${boundary}"`),
    '',
    ...part(boundary, 'text/plain', text),
    ...part(boundary, 'text/html', html),
    `--${boundary}--`,
    '',
  ];
  return Buffer.from(lines.join(newline));
}

const header = (name: string, value: Value): string =>
  foldLines(`${name}: ${encoder.encodeHeaderValue(name, value)}`, width);

/** ASCII in short lines is written as it is. */
function part(boundary: string, type: string, content: string): readonly string[] {
  const isPlain = isPlainText(content) && !hasLongerLines(content, width);
  return [
    `--${boundary}`,
    header('Content-Type', `${type}; charset=utf-8`),
    `Content-Transfer-Encoding: ${isPlain ? '7bit' : 'quoted-printable'}`,
    '',
    (isPlain ? content : wrap(encode(content), width)).replace(/\r?\n/g, newline),
  ];
}
