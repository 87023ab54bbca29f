import type { Calendar } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/dates.ts';
import { twoDigits } from '../calendar/days.ts';
import type { Audience } from './agenda.ts';

/** The name of the last whole month or quarter before a moment, which its report concludes: `heads.2026-09`, `chiefs.2026Q3`, `network.2026Q3`. */
export function reportPeriod(audience: Audience, at: Instant, calendar: Calendar): string {
  const today = calendar.dateOf(at);
  const month = Number(today.slice(5, 7));
  const firstMonth = audience === 'heads' ? month : month - ((month - 1) % 3);
  const before = calendar.addDays(`${today.slice(0, 5)}${twoDigits(firstMonth)}-01`, -1);
  return audience === 'heads'
    ? `heads.${before.slice(0, 7)}`
    : `${audience}.${before.slice(0, 4)}Q${Math.ceil(Number(before.slice(5, 7)) / 3)}`;
}
