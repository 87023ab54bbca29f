/** The progress line: date, rate, mails, certificates, and what is being waited for. */
import type { Calendar } from '../../domain/calendar/calendar.ts';
import type { Instant } from '../../domain/calendar/dates.ts';
import type { Database } from '../../prisma/client.ts';

export interface Progress {
  line(text: string): void;
  at(now: Instant, waitingFor: string): void;
  end(): void;
}

const terminalEveryMs = 250;
const logEveryMs = 10_000;

/** On a terminal one line that is written over; elsewhere a line every ten seconds. */
export function createProgress(
  db: () => Database | undefined,
  calendar: () => Calendar | undefined,
): Progress {
  const terminal = process.stderr.isTTY === true;
  let shownAt = 0;
  let counting = false;
  let last = { at: Date.now(), effects: 0 };
  let counts = { mails: 0, certificates: 0, effects: 0, rate: 0 };

  async function count(source: Database): Promise<void> {
    const [row] = await source.$queryRaw<{ mails: number; certificates: number; effects: number }[]>`
      select (count(*) filter (where kind = 'mail' and status = 'accepted'))::int as mails,
             (count(*) filter (where kind = 'certificate' and status = 'done'))::int as certificates,
             (count(*) filter (where status in ('accepted', 'done')))::int as effects from effect`;
    if (row === undefined) return;
    const at = Date.now();
    const rate = ((row.effects - last.effects) * 1000) / Math.max(1, at - last.at);
    last = { at, effects: row.effects };
    counts = { ...row, rate };
  }

  const clear = () => {
    if (terminal) process.stderr.write('\r\u001b[2K');
  };
  return {
    line(text) {
      clear();
      process.stderr.write(`${text}\n`);
    },
    at(now, waitingFor) {
      const real = Date.now();
      if (counting || real - shownAt < (terminal ? terminalEveryMs : logEveryMs)) return;
      shownAt = real;
      const source = db();
      const local = calendar();
      if (source === undefined || local === undefined) return;
      counting = true;
      count(source)
        .then(() => {
          const text = `${local.dateOf(now)} ${local.timeOf(now)}  ${counts.rate.toFixed(0)} steps/s  ${counts.mails} mails  ${counts.certificates} certificates  waiting for ${waitingFor}`;
          process.stderr.write(terminal ? `\r\u001b[2K${text}` : `${text}\n`);
        })
        // The line is a courtesy; when the database is going down, the play itself says so.
        .catch(() => undefined)
        .finally(() => {
          counting = false;
        });
    },
    end: clear,
  };
}
