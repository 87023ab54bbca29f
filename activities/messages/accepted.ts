/** Writes down that mails were accepted at their first attempt: the ordinary end of nearly all of them. */
import type { Database } from '../../prisma/client.ts';
import { inGroups } from './inGroups.ts';

export interface AcceptedMail {
  readonly key: string;
  readonly attempt: number;
  readonly reply: string;
  readonly messageId: string;
  readonly addressVersion: number;
  readonly subject: string;
  readonly templateVersion: number;
  readonly file: string;
}

const most = 50;
const groups = new WeakMap<Database, (mail: AcceptedMail) => Promise<true>>();

/**
 * The attempt and the outcome, in one statement, which mails of the same moment share. A server's yes replaces whatever
 * was believed, so nothing has to be compared first. When a group fails, each of it is written alone: what one mail
 * meets must not leave another in doubt.
 */
export function settleAccepted(db: Database, mail: AcceptedMail): Promise<true> {
  const known = groups.get(db);
  if (known !== undefined) return known(mail);
  const group = inGroups<AcceptedMail, true>(async (mails) => {
    try {
      await write(db, mails);
    } catch (error) {
      if (mails.length === 1) throw error;
      const alone = await Promise.allSettled(mails.map((one) => write(db, [one])));
      // Those that are written are written; whoever asks about one that is not tries again.
      if (alone.some(({ status }) => status === 'rejected')) throw error;
    }
    return mails.map(() => true);
  }, most);
  groups.set(db, group);
  return group(mail);
}

async function write(db: Database, mails: readonly AcceptedMail[]): Promise<void> {
  await db.$executeRaw`
    with mail as (
      select * from jsonb_to_recordset(${JSON.stringify(mails)}::jsonb) as mail (key text, attempt integer, reply text,
        "messageId" text, "addressVersion" integer, subject text, "templateVersion" integer, file text)
    ), locked as (
      select effect.key from effect where key in (select key from mail) order by key for update
    ), tried as (
      insert into delivery_attempt (key, attempt, at, outcome, reply, message_id, address_version)
      select key, attempt, now(), 'accepted', reply, "messageId", "addressVersion" from mail order by key
      on conflict (key, attempt) do update set outcome = excluded.outcome, reply = excluded.reply,
        message_id = excluded.message_id, address_version = excluded.address_version
    )
    update effect set status = 'accepted', subject = mail.subject, template_version = mail."templateVersion",
      file = mail.file, reply = mail.reply, not_before = null, settled_at = now()
    from mail join locked using (key)
    where effect.key = mail.key`;
}
