/** What goes to the readers of a life's mails from other lives: the ledger says which days are taken. */
import { z } from 'zod';
import { type AgendaItem, isFinal, type Ledger } from '../../domain/agenda.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import { parseLifeId } from '../../domain/lives.ts';
import { isOnesOwn, type OtherMail } from '../../domain/messages/oneADay.ts';
import type { Reference } from '../../domain/reference.ts';
import { type Database, toTimestamp } from '../../prisma/client.ts';

interface Planning {
  readonly life: string;
  readonly ledger: Ledger;
  readonly now: Instant;
}

const detailOf = z.record(z.string(), z.union([z.string(), z.number()]));

/** On their way or gone; what was held back or ruled out takes nobody's day. */
const going = ['planned', 'claimed', 'accepted', 'doubtful'];

/**
 * Nothing is asked while no mail is due. Lives of the same kind that plan at the same time do not see each other
 * (rule `messages.sameTimeMinutes`): which of them came first would be chance.
 */
export async function otherMails(
  db: Database,
  agenda: readonly AgendaItem[],
  { life, ledger, now }: Planning,
  { calendar, rules }: Reference,
): Promise<readonly OtherMail[]> {
  const due = agenda.filter((item) => {
    const status = ledger.get(item.key)?.status;
    const isOpen = status === undefined || !(isFinal(status) || status === 'claimed');
    return item.kind === 'mail' && item.dueAt <= now && isOpen && isOnesOwn(item);
  });
  if (due.length === 0) return [];
  const since = calendar.at(calendar.dateOf(Math.min(...due.map(({ dueAt }) => dueAt))), '00:00');
  const rows = await db.effect.findMany({
    where: {
      kind: 'mail',
      recipient: { in: [...new Set(due.map(({ recipient }) => recipient))] },
      askedAt: { gte: toTimestamp(since) },
      status: { in: going },
      life: { not: life },
    },
    select: { life: true, recipient: true, detail: true, askedAt: true },
  });
  const { kind } = parseLifeId(life);
  const sameTime = now - rules.messages.sameTimeMinutes * 60_000;
  return rows.flatMap(({ askedAt, recipient, ...row }) => {
    const at = askedAt?.getTime() ?? 0;
    const isSeen = parseLifeId(row.life).kind !== kind || at < sameTime;
    return isSeen && isOnesOwn({ recipient, detail: detailOf.parse(row.detail) }) ? [{ recipient, at }] : [];
  });
}
