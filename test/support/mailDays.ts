/** Who got mails on which day, as the mail server's folder shows it. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import PostalMime from 'postal-mime';
import { groupBy } from '../../domain/groupBy.ts';
import { policyOf } from '../../domain/messages/kinds.ts';

interface ReceivedMail {
  /** File name, which is the key of its effect. */
  readonly file: string;
  readonly to: string;
  readonly at: DateTime;
  readonly isPassedOn: boolean;
}

async function received(folder: string, file: string): Promise<ReceivedMail> {
  const { to, date, subject } = await PostalMime.parse(await readFile(join(folder, file)));
  return {
    file,
    to: to?.[0]?.address ?? '',
    at: DateTime.fromISO(date ?? '', { zone: 'Europe/Stockholm' }),
    isPassedOn: /^(Att lämna vidare|To pass on): /.test(subject ?? ''),
  };
}

/**
 * Mails that should have waited for another day: not the first of the day, though nothing about them hurried. Mails to
 * offices, and those that a chief passes on, do not count.
 * @param folder with `*.eml`, named by key
 * @param offices addresses that are nobody's own
 * @returns the days, each with its mails; and how many days somebody got any
 */
export async function crowdedDays(
  folder: string,
  offices: ReadonlySet<string>,
): Promise<{ readonly days: number; readonly crowded: readonly string[] }> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.eml'));
  const all = await Promise.all(files.map((file) => received(folder, file)));
  const own = all.filter(({ to, isPassedOn }) => !offices.has(to) && !isPassedOn);
  const days = groupBy(own, ({ to, at }) => `${to} ${at.toISODate()}`);
  const canWait = ({ file }: ReceivedMail) => policyOf(file.split('.')[0] ?? '', {}).pace !== 'prompt';
  const crowded = [...days].filter(([, mails]) => {
    const first = Math.min(...mails.map(({ at }) => at.toMillis()));
    const patient = mails.filter(canWait);
    return patient.length > 1 || patient.some(({ at }) => at.toMillis() > first);
  });
  return {
    days: days.size,
    crowded: crowded.map(([day, mails]) => `${day}: ${mails.map(({ file }) => file).join(', ')}`),
  };
}
