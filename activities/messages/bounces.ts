/**
 * Mails that came back. A mail server that cannot deliver what it had accepted returns a report (RFC 3464) to the
 * sender's mailbox; a Maildir of such reports, or a folder of `.eml` files, is read here.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { Dependencies } from '../dependencies.ts';
import { markAddress } from './astray.ts';

export interface Bounce {
  /** Message-ID of the mail that came back, without angle brackets. */
  readonly messageId: string;
  /** Enhanced status code of RFC 3463, `5.1.1`. */
  readonly code: string;
  /** `failed` for good; `delayed` and others change nothing. */
  readonly action: string;
}

/**
 * Reads a delivery report.
 * @param source the whole message
 * @returns undefined when it is no such report, or does not say which mail it speaks of
 */
export async function readBounce(source: Buffer): Promise<Bounce | undefined> {
  const mail = await PostalMime.parse(source, { attachmentEncoding: 'utf8', forceRfc822Attachments: true });
  const part = (type: string) => {
    const content = mail.attachments.find(({ mimeType }) => mimeType === type)?.content;
    return typeof content === 'string' ? content : undefined;
  };
  const report = part('message/delivery-status');
  const returned = part('message/rfc822') ?? part('text/rfc822-headers');
  if (report === undefined || returned === undefined) return undefined;
  const messageId = /^message-id:\s*<([^<>\s]+)>/im.exec(returned)?.[1];
  const action = /^action:\s*([a-z]+)/im.exec(report)?.[1]?.toLowerCase();
  const code = /^status:\s*([245]\.\d{1,3}\.\d{1,3})/im.exec(report)?.[1];
  if (messageId === undefined || action === undefined || code === undefined) return undefined;
  return { messageId, action, code };
}

export interface BouncesRead {
  readonly reports: number;
  /** People whose address counts as none from now on. */
  readonly marked: readonly string[];
  /** Files that are no delivery report about a mail of ours; nothing was done with them. */
  readonly others: readonly string[];
}

/**
 * Reads every report of a mailbox, as often as one likes: the same report marks an address once.
 * @param mailbox a Maildir (its `new` and `cur`), or a folder of messages
 * @throws Error when the folder cannot be read
 */
export async function readBounces(
  deps: Pick<Dependencies, 'db' | 'clock' | 'reference'>,
  mailbox: string,
): Promise<BouncesRead> {
  const marked: string[] = [];
  const others: string[] = [];
  let reports = 0;
  for (const file of await messagesIn(mailbox)) {
    const bounce = await readBounce(await readFile(file));
    const sent =
      bounce &&
      (await deps.db.deliveryAttempt.findFirst({
        where: { messageId: bounce.messageId, outcome: { in: ['accepted', 'doubtful'] } },
        orderBy: { attempt: 'desc' },
      }));
    if (bounce === undefined || !sent) {
      others.push(file);
      continue;
    }
    reports += 1;
    // An address that was changed since is another one; an office's is not a person's.
    const { recipient } = await deps.db.effect.findUniqueOrThrow({ where: { key: sent.key } });
    const detail = await deps.db.personDetail.findUnique({ where: { id: recipient } });
    const isPresent = detail !== null && detail.email !== '' && detail.addressVersion === sent.addressVersion;
    if (!isPermanent(bounce) || !isPresent) continue;
    if (await markAddress(deps, recipient, { key: sent.key, code: bounce.code })) marked.push(recipient);
  }
  return { reports, marked, others };
}

/** RFC 3463: 5.1.x is the address, 5.2.1 a mailbox that is closed; a full mailbox or a policy says nothing of it. */
const isPermanent = ({ action, code }: Bounce): boolean =>
  action === 'failed' && (code.startsWith('5.1.') || code === '5.2.1');

async function messagesIn(mailbox: string): Promise<string[]> {
  const entries = await readdir(mailbox, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && ['new', 'cur'].includes(entry.name));
  if (folders.length === 0) {
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => join(mailbox, name))
      .sort();
  }
  const inside = folders.map(async ({ name }) => {
    const files = await readdir(join(mailbox, name), { withFileTypes: true });
    return files.filter((entry) => entry.isFile()).map((entry) => join(mailbox, name, entry.name));
  });
  return (await Promise.all(inside)).flat().sort();
}
