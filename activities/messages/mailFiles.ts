/**
 * What a kept message is called on disk. The Message-ID is made from the effect's key, so a folder of messages
 * reads like the ledger.
 */
import { createHash } from 'node:crypto';

const maximumStemLength = 120;

/** A Message-ID without its angle brackets. */
export function bareMessageId(messageId: string): string {
  return messageId.trim().replace(/^<|>$/g, '');
}

/**
 * The file name, without `.eml`, for a Message-ID: its local part, made safe for every file system.
 * Two ids never share a stem: a local part that had to be changed or shortened gets a hash of the whole.
 */
export function mailFileStem(messageId: string): string {
  const bare = bareMessageId(messageId);
  const at = bare.lastIndexOf('@');
  const local = at > 0 ? bare.slice(0, at) : bare;
  const safe = local.replace(/[^A-Za-z0-9._-]/g, '_').replace(/^\.+/, '_');
  if (safe === local && safe.length > 0 && safe.length <= maximumStemLength) return safe;
  const hash = createHash('sha256').update(local).digest('hex').slice(0, 10);
  return `${safe.slice(0, maximumStemLength - 11)}-${hash}`;
}
