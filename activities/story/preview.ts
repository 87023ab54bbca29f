/** What will go out until a day, as far as the facts of today entitle to it; later facts add and take away. */
import type { Instant, IsoDate } from '../../domain/calendar/dates.ts';
import { lookAhead } from '../lives/plan.ts';

/** One effect that is ahead. */
export interface PreviewItem {
  readonly at: Instant;
  /** `at` in the region's time with offset. */
  readonly localAt: string;
  readonly kind: string;
  /** Template of a mail, or empty. */
  readonly template: string;
  /** Id of the recipient, `finance:CODE`, or empty. */
  readonly recipient: string;
  readonly municipality: string;
  readonly key: string;
  /** On hold: it goes out only after a release. */
  readonly held: boolean;
}

const atOnce = 6;
const settled = ['accepted', 'refused', 'doubtful', 'suppressed', 'missed', 'done'];

/**
 * Plans every open life without writing anything.
 * @param until last day that counts, whole
 * @returns by moment and key; what is overdue and still useful stands first
 */
export async function preview(
  deps: Parameters<typeof lookAhead>[0],
  until: IsoDate,
): Promise<readonly PreviewItem[]> {
  const { calendar } = await deps.reference();
  const end = calendar.at(calendar.addDays(until, 1), '00:00');
  const lives = await deps.db.life.findMany({ where: { state: 'open' }, select: { id: true } });
  const waiting = lives.map(({ id }) => id);
  const found: PreviewItem[] = [];
  const worker = async () => {
    for (let life = waiting.pop(); life !== undefined; life = waiting.pop()) {
      const { agenda, ledger, now } = await lookAhead(deps, life);
      for (const item of agenda) {
        const status = ledger.get(item.key)?.status;
        const stale = item.usefulUntil !== null && item.usefulUntil < now;
        if (item.dueAt >= end || item.suppressed !== undefined || stale) continue;
        if (status !== undefined && settled.includes(status)) continue;
        const { kind, template, recipient, municipality, key } = item;
        const localAt = calendar.localIso(item.dueAt);
        const held = status === 'held';
        found.push({ at: item.dueAt, localAt, kind, template, recipient, municipality, key, held });
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return found.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
}
