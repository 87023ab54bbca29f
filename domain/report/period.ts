import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/dates.ts';
import type { Audience } from './agenda.ts';

/** The name of the period that a report of this moment concludes: `heads.2026-09`, `chiefs.2026Q3`. */
export function reportPeriod(audience: Audience, at: Instant, calendar: Calendar): string {
  const before = calendar.addDays(`${calendar.dateOf(at).slice(0, 8)}01`, -1);
  const year = before.slice(0, 4);
  const month = Number(before.slice(5, 7));
  return audience === 'heads' ? `heads.${before.slice(0, 7)}` : `chiefs.${year}Q${Math.ceil(month / 3)}`;
}
